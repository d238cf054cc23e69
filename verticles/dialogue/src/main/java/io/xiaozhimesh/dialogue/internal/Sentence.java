package io.xiaozhimesh.dialogue.internal;

/**
 * A piece of an answer as it is spoken and shown.
 *
 * @param text clean of Markdown, emoji and control characters; has a letter or a digit
 * @param emotion what its first known emoji stood for, one of the 21 names of the device protocol, or ""
 */
public record Sentence(String text, String emotion) {
}
