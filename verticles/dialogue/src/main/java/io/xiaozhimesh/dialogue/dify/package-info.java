/** Applications of Dify. */
package io.xiaozhimesh.dialogue.dify;
