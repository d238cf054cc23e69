/** Claude over the Messages API of Anthropic: streaming, tools included. */
package io.xiaozhimesh.dialogue.claude;
