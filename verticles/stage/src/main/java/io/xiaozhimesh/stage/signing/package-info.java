/**
 * How cloud services of speech want their requests signed and framed: Tencent, Aliyun, Xunfei, Volcano Engine (Doubao).
 * Pure: no network, no clock.
 */
package io.xiaozhimesh.stage.signing;
