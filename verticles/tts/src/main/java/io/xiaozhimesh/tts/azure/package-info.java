/** Speech from Microsoft Azure's REST interface. */
package io.xiaozhimesh.tts.azure;
