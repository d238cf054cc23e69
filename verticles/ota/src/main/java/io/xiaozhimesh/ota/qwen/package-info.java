/** Vision by Qwen-VL on Aliyun's DashScope. */
package io.xiaozhimesh.ota.qwen;
