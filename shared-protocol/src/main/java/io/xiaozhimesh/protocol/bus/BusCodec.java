package io.xiaozhimesh.protocol.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Lets a message type travel on the Vert.x bus: the reference itself inside a JVM, {@link BusWire} between JVMs. The
 * version stands in the codec's name, so that a node of another version refuses instead of guessing.
 */
public final class BusCodec<T extends BusMessage> implements MessageCodec<T, T> {

  private final Class<T> type;

  private BusCodec(Class<T> type) {
    this.type = type;
  }

  /** Registers every message type as a default codec. Once per Vert.x instance. */
  public static void registerAll(EventBus bus) {
    BusWire.types().forEach(type -> register(bus, type));
  }

  private static <T extends BusMessage> void register(EventBus bus, Class<T> type) {
    bus.registerDefaultCodec(type, new BusCodec<>(type));
  }

  @Override
  public void encodeToWire(Buffer buffer, T message) {
    Buffer body = Buffer.buffer(128);
    BusWire.write(body, message);
    buffer.appendInt(body.length()).appendBuffer(body);
  }

  @Override
  public T decodeFromWire(int position, Buffer buffer) {
    int length = new WireReader(buffer, position).count();
    return type.cast(BusWire.read(buffer.slice(position + 4, position + 4 + length), 0));
  }

  @Override
  public T transform(T message) {
    return message;
  }

  @Override
  public String name() {
    return "mesh.v" + BusWire.VERSION + '.' + type.getSimpleName();
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
