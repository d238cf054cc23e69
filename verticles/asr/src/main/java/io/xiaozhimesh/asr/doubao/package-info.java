/** Recognition by Volcano Engine's (Doubao's) streaming large model. */
package io.xiaozhimesh.asr.doubao;
