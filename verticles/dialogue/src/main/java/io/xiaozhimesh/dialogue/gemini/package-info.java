/** Gemini over Google's own interface: streaming, tools included. */
package io.xiaozhimesh.dialogue.gemini;
