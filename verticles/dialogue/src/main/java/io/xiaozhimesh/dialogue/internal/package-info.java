/**
 * From a model's stream of text to clean sentences, and what is remembered of a conversation. Pure: no bus, no clock,
 * no threads. Every class here has one owner, the turn or the worker that made it.
 */
package io.xiaozhimesh.dialogue.internal;
