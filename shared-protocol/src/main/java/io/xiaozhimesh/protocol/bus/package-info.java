/**
 * What the stages say to each other: message records, their binary form, addresses and errors. Knows no stage.
 *
 * <p>Described for readers in {@code shared-protocol/PROTOCOL.md}; a test keeps the two equal.
 */
package io.xiaozhimesh.protocol.bus;
