/**
 * What a device and the server say to each other: the device's id, the JSON messages in both directions over one
 * WebSocket, and the framing of audio packets. Pure functions of their arguments; readers of what a device sends never
 * throw.
 */
package io.xiaozhimesh.protocol.device;
