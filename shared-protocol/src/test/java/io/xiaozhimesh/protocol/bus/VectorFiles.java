package io.xiaozhimesh.protocol.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * The test vectors for implementations in other languages: one file per message with its JSON and its binary form.
 * {@link #main} writes them anew; {@link VectorsTest} holds what is there against the code.
 */
final class VectorFiles {

  static final Path FOLDER = Path.of(System.getProperty("mesh.root", "."), "shared-protocol", "vectors");

  private VectorFiles() {
  }

  /** Run in the project's root. */
  public static void main(String[] arguments) throws IOException {
    Files.createDirectories(FOLDER);
    for (Class<? extends BusMessage> type : BusWire.types()) {
      Files.writeString(FOLDER.resolve(type.getSimpleName() + ".json"), content(type));
    }
  }

  /** What the file of a message should hold. */
  static String content(Class<? extends BusMessage> type) {
    BusMessage message = MessageGenerator.plain().message(type);
    return new JsonObject()
        .put("json", new JsonObject(BusJson.write(message)))
        .put("hex", hex(message))
        .encodePrettily() + '\n';
  }

  static String hex(BusMessage message) {
    Buffer wire = Buffer.buffer();
    BusWire.write(wire, message);
    return HexFormat.of().formatHex(wire.getBytes());
  }
}
