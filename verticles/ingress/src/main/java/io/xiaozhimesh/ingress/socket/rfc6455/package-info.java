/**
 * The WebSocket protocol (RFC 6455) on the server's side as pure functions of bytes: nothing here knows a socket, a
 * clock or a thread. Strict: what the RFC forbids ends the connection with the close code that the RFC names.
 */
package io.xiaozhimesh.ingress.socket.rfc6455;
