/**
 * From a transcript to sentences and tool calls: the dialogue stage. Offline intents answer what they surely
 * understand, a language model the rest; a turn always ends in time, if need be with an excuse.
 *
 * <p>Public are the verticle, its options and the interface behind which language models stand.
 */
package io.xiaozhimesh.dialogue;
