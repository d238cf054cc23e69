/**
 * What can be answered without a language model, in English and Mandarin: one small class per intent behind
 * {@link io.xiaozhimesh.dialogue.intents.Intent}. Pure: time, chance and what was said before come with the utterance;
 * a tool is asked for, not called.
 */
package io.xiaozhimesh.dialogue.intents;
