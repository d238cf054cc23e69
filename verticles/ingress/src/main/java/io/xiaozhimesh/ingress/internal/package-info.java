/**
 * The session and the turn as pure logic: what the device and the mesh did goes in, what is to be done comes out. Knows
 * no Vert.x, no socket and no clock. {@link io.xiaozhimesh.ingress.internal.SessionMachine} owns the conversation's
 * state; {@link io.xiaozhimesh.ingress.internal.Playout} owns what the device is hearing.
 */
package io.xiaozhimesh.ingress.internal;
