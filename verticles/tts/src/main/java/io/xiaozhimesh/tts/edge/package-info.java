/** Speech from the service that reads pages aloud in Microsoft Edge. */
package io.xiaozhimesh.tts.edge;
