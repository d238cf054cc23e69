/** Applications of Aliyun's Bailian (Model Studio). */
package io.xiaozhimesh.dialogue.bailian;
