/**
 * Language models behind the HTTP interface "chat completions", which hosted services and local servers share:
 * streaming by server-sent events, tools included.
 */
package io.xiaozhimesh.dialogue.openai;
