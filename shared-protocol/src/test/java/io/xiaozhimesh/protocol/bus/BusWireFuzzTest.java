package io.xiaozhimesh.protocol.bus;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.buffer.Buffer;

/** Whatever arrives is a message or a bad request. Without {@code JAZZER_FUZZ=1} only the committed seeds run. */
class BusWireFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void read(byte[] data) {
    BusMessage message;
    try {
      message = BusWire.read(Buffer.buffer(data), 0);
    } catch (MeshException e) {
      if (e.error() != MeshError.BAD_REQUEST) {
        throw new AssertionError("another error than BAD_REQUEST", e);
      }
      return;
    }
    Buffer again = Buffer.buffer();
    BusWire.write(again, message);
    if (!BusWire.read(again, 0).equals(message)) {
      throw new AssertionError("not the same message: " + message);
    }
  }
}
