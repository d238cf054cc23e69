/**
 * The server that devices connect to: decides who may open a WebSocket, speaks the protocol strictly, and hands whole
 * messages to one {@link io.xiaozhimesh.ingress.socket.SessionListener} per connection. Knows nothing of what the
 * messages mean. Everything of one server runs on the event loop on which it was started.
 */
package io.xiaozhimesh.ingress.socket;
