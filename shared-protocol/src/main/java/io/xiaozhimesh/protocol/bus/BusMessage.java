package io.xiaozhimesh.protocol.bus;

/**
 * What one stage says to another. Immutable and validated in its constructor, so a handler never meets a malformed
 * one. In one JVM the reference is passed on; between JVMs the binary form of {@link BusWire} travels; workers in
 * other languages see the JSON twin of {@link BusJson}.
 */
public sealed interface BusMessage permits DataMessage, ControlMessage, SystemMessage {
}
