package io.xiaozhimesh.registry.internal;

import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.bus.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Keeps a remembered conversation small enough for one message on the bus. */
public final class ContextBound {

  /** What an exchange needs beside its texts, in bytes, at most. */
  private static final int EXCHANGE_OVERHEAD_BYTES = 32;

  private ContextBound() {
  }

  /** As many of the newest exchanges as fit into one message. In and out: oldest first. */
  public static List<Exchange> newest(List<Exchange> exchanges) {
    int bytes = 0;
    int from = exchanges.size();
    while (from > 0) {
      bytes += bytesOf(exchanges.get(from - 1));
      if (bytes > Limits.BUS_PAYLOAD_BYTES_MAX) {
        break;
      }
      from--;
    }
    return List.copyOf(exchanges.subList(from, exchanges.size()));
  }

  private static int bytesOf(Exchange exchange) {
    return EXCHANGE_OVERHEAD_BYTES + utf8Bytes(exchange.said()) + utf8Bytes(exchange.answered());
  }

  private static int utf8Bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
