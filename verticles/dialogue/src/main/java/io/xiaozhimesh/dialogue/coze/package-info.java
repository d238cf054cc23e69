/** Bots of Coze. */
package io.xiaozhimesh.dialogue.coze;
