/**
 * What services that stream an answer have in common: server-sent events, deadlines for each phase, failures and how
 * they are told apart, cancelling. A service adds what it is asked and how its events are read.
 */
package io.xiaozhimesh.dialogue.streaming;
