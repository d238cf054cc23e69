/**
 * Speech in many languages, Mandarin among them, with an installed espeak-ng. One process per stretch of text, because
 * the library has global state and another licence.
 */
package io.xiaozhimesh.tts.espeak;
