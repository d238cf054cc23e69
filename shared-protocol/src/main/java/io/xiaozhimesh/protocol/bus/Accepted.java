package io.xiaozhimesh.protocol.bus;

/**
 * The empty success answer to a request.
 *
 */
@WireType(26)
public record Accepted() implements ControlMessage {
}
