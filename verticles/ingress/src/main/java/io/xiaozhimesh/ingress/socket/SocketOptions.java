package io.xiaozhimesh.ingress.socket;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * The options of a {@link DeviceServer}.
 *
 * @param tcp where it listens
 * @param admission who may connect
 * @param flood how often a device may send
 * @param messages how much it may send at once
 */
public record SocketOptions(TcpOptions tcp, AdmissionOptions admission, FloodOptions flood, MessageLimits messages) {

  /** Reads the section "ingress.socket". */
  public static SocketOptions from(JsonObject section) {
    OptionsReader in = new OptionsReader("ingress.socket", section);
    return new SocketOptions(
        TcpOptions.from(in), AdmissionOptions.from(in), FloodOptions.from(in.section("flood")), MessageLimits.DEVICE);
  }

  /** How many connections there may be at the same time. */
  public int maxSessions() {
    return admission.maxSessions();
  }
}
