/** Speech from any service over HTTP that a few settings can describe. */
package io.xiaozhimesh.tts.custom;
