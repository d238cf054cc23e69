/** What engines that ask a service over the network share: deadlines, requests, envelopes of sound, decoding. */
package io.xiaozhimesh.tts.remote;
