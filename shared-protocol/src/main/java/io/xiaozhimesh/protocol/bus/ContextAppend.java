package io.xiaozhimesh.protocol.bus;

/**
 * Request to the registry: remember an exchange. Answered with Accepted once it is durable. The same session and
 * turn is remembered once.
 *
 * @param ref whose turn this belongs to
 * @param deviceId normalised
 * @param exchange what to remember
 */
@WireType(66)
public record ContextAppend(TurnRef ref, String deviceId, Exchange exchange) implements ControlMessage {

  public ContextAppend {
    Checks.present(ref, "ref");
    Checks.present(deviceId, "deviceId");
    Checks.present(exchange, "exchange");
  }
}
