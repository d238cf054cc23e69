/**
 * The stage that owns sockets, sessions and turns. {@link io.xiaozhimesh.ingress.Session} joins the socket, the pure rules
 * of {@code internal} and the links to the workers; it hands audio on as it came and decodes nothing.
 */
package io.xiaozhimesh.ingress;
