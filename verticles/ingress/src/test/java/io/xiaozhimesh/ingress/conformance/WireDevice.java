package io.xiaozhimesh.ingress.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.ingress.socket.rfc6455.ClientFrames;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A device down to the bytes: it sends what a test tells it and writes down everything that the server sends and when.
 * Like the firmware it never echoes a Close frame and never answers a Ping.
 */
final class WireDevice implements AutoCloseable {

  static final String ID = "aa:bb:cc:dd:ee:01";
  static final String HELLO = "{\"type\":\"hello\",\"version\":1,\"features\":{\"mcp\":true},\"transport\":\"websocket\","
      + "\"audio_params\":{\"format\":\"opus\",\"sample_rate\":16000,\"channels\":1,\"frame_duration\":60}}";
  private static final int PATIENCE_MS = 8_000;

  private final Socket socket = new Socket();
  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private JsonObject hello = new JsonObject();

  /** Connects and upgrades; {@code headers} come besides the identity. */
  WireDevice(int port, String id, int receiveBufferBytes, String... headers) throws IOException {
    if (receiveBufferBytes > 0) {
      socket.setReceiveBufferSize(receiveBufferBytes);
    }
    socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MS);
    socket.setTcpNoDelay(true);
    DataInputStream in = new DataInputStream(socket.getInputStream());
    write(("GET /xiaozhi/v1/ HTTP/1.1\r\nHost: 127.0.0.1\r\nClient-Id: c\r\nConnection: Upgrade\r\nDevice-Id: " + id
        + "\r\n" + (headers.length == 0 ? "Protocol-Version: 1" : String.join("\r\n", headers))
        + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nUpgrade: websocket\r\n\r\n")
        .getBytes(ISO_8859_1));
    String head = head(in);
    if (!head.startsWith("HTTP/1.1 101")) {
      throw new IOException(head);
    }
    if (receiveBufferBytes == 0) {
      Thread reader = new Thread(() -> read(in), "wire-device");
      reader.setDaemon(true);
      reader.start();
    }
  }

  /** Connected, but silent. */
  static WireDevice silent(int port, String... headers) throws IOException {
    return new WireDevice(port, ID, 0, headers);
  }

  /** Connected and greeted. */
  static WireDevice greeted(int port, String... headers) throws Exception {
    WireDevice device = silent(port, headers);
    device.hello(HELLO);
    return device;
  }

  /** Says this hello and waits for the answer. */
  JsonObject hello(String message) throws Exception {
    text(message);
    hello = await("hello").json();
    return hello;
  }

  String sessionId() {
    return hello.getString("session_id");
  }

  void text(String message) throws IOException {
    write(ClientFrames.frame(0x81, message.getBytes(UTF_8)));
  }

  void binary(byte[] message) throws IOException {
    write(ClientFrames.frame(0x82, message));
  }

  void ping(String payload) throws IOException {
    write(ClientFrames.frame(0x89, payload.getBytes(UTF_8)));
  }

  void listenStart(String mode) throws IOException {
    text("{\"session_id\":\"" + sessionId() + "\",\"type\":\"listen\",\"state\":\"start\",\"mode\":\"" + mode + "\"}");
  }

  void listenStop() throws IOException {
    text("{\"session_id\":\"" + sessionId() + "\",\"type\":\"listen\",\"state\":\"stop\"}");
  }

  void detect(String text) throws IOException {
    text(new JsonObject().put("type", "listen").put("state", "detect").put("text", text).encode());
  }

  void abort() throws IOException {
    text("{\"session_id\":\"" + sessionId() + "\",\"type\":\"abort\"}");
  }

  /** What comes next. */
  Heard next() throws InterruptedException {
    Heard next = heard.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
    if (next == null) {
      throw new AssertionError("the server sent nothing in " + PATIENCE_MS + " ms");
    }
    return next;
  }

  /** The first of this name; what comes before it is forgotten. */
  Heard await(String name) throws InterruptedException {
    List<Heard> all = until(name);
    return all.get(all.size() - 1);
  }

  /** Everything up to and with the first of this name. */
  List<Heard> until(String name) throws InterruptedException {
    return until(h -> h.name().equals(name), name);
  }

  /** Everything up to and with so many packets of sound. */
  List<Heard> untilFrames(int frames) throws InterruptedException {
    int[] left = {frames};
    return until(h -> h.binary() && --left[0] == 0, frames + " packets");
  }

  private List<Heard> until(Predicate<Heard> last, String what) throws InterruptedException {
    List<Heard> all = new ArrayList<>();
    do {
      Heard next = next();
      all.add(next);
      if (next.opcode() == Heard.END && !last.test(next)) {
        throw new AssertionError("no " + what + " but " + names(all));
      }
      if (last.test(next)) {
        return all;
      }
    } while (true);
  }

  static List<String> names(List<Heard> all) {
    return all.stream().map(Heard::name).toList();
  }

  /** Names with a run of packets as one "audio". */
  static List<String> order(List<Heard> all) {
    List<String> order = new ArrayList<>();
    for (String name : names(all)) {
      if (!name.equals("audio") || order.isEmpty() || !order.get(order.size() - 1).equals("audio")) {
        order.add(name);
      }
    }
    return order;
  }

  static List<Heard> audio(List<Heard> all) {
    return all.stream().filter(Heard::binary).toList();
  }

  /** Ends the connection with a TCP reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private synchronized void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  private static String head(DataInputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  private void read(DataInputStream in) {
    try {
      while (true) {
        int first = in.readUnsignedByte();
        byte[] payload = new byte[length(in)];
        in.readFully(payload);
        heard.add(new Heard(first & 0x0F, payload, System.nanoTime()));
      }
    } catch (IOException end) {
      heard.add(new Heard(Heard.END, new byte[0], System.nanoTime()));
    }
  }

  private static int length(DataInputStream in) throws IOException {
    int length = in.readUnsignedByte();
    return length == 126 ? in.readUnsignedShort() : length == 127 ? Math.toIntExact(in.readLong()) : length;
  }
}
