/**
 * The numbered statements about a device's session, each against the real verticle on a real socket, with scripted
 * workers on the real bus. {@code statementNN} is a statement of the device protocol that servers can be tested by,
 * {@code edgeNN} one of its edge cases.
 */
package io.xiaozhimesh.ingress.conformance;
