package io.xiaozhimesh.ingress.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.xiaozhimesh.ingress.socket.rfc6455.ClientFrames;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** A TCP client that can send a server anything, as a device, a browser or an attacker would. Blocking, 5 s at most. */
final class RawClient implements AutoCloseable {

  static final String DEVICE_ID = "aa:bb:cc:dd:ee:01";
  private static final int TIMEOUT_MS = 5_000;

  /** A frame of the server. */
  record Received(int first, byte[] payload) {

    String text() {
      return new String(payload, UTF_8);
    }

    int closeCode() {
      return first == 0x88 && payload.length >= 2 ? (payload[0] & 0xFF) << 8 | payload[1] & 0xFF : -1;
    }
  }

  private final Socket socket;
  private final DataInputStream in;

  RawClient(int port) throws IOException {
    this(port, 0);
  }

  RawClient(int port, int receiveBufferBytes) throws IOException {
    socket = new Socket();
    if (receiveBufferBytes > 0) {
      socket.setReceiveBufferSize(receiveBufferBytes);
    }
    socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MS);
    socket.setSoTimeout(TIMEOUT_MS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
  }

  /** A client that has been upgraded. */
  static RawClient connected(int port, String... headers) throws IOException {
    RawClient client = new RawClient(port);
    String head = client.request(upgrade("/xiaozhi/v1/", "Device-Id: " + DEVICE_ID, headers));
    if (!head.startsWith("HTTP/1.1 101")) {
      throw new IOException(head);
    }
    return client;
  }

  /** The upgrade as firmware sends it. */
  static String upgrade(String target, String identity, String... headers) {
    return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + (identity.isEmpty() ? "" : identity + "\r\n")
        + (String.join("", headers).contains("Connection:") ? "" : "Connection: Upgrade\r\n")
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nUpgrade: websocket\r\n"
        + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
  }

  /** Sends a request and reads the head of the answer. */
  String request(String request) throws IOException {
    send(request.getBytes(UTF_8));
    return head();
  }

  String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException(head.toString());
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** Everything until the server closes. */
  String rest() throws IOException {
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  void text(String text) throws IOException {
    send(ClientFrames.frame(0x81, text.getBytes(UTF_8)));
  }

  void binary(byte[] bytes) throws IOException {
    send(ClientFrames.frame(0x82, bytes));
  }

  Received receive() throws IOException {
    int first = in.readUnsignedByte();
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Received(first, payload);
  }

  /** Waits until the server has closed the TCP connection; a reset counts. */
  void awaitEnd() throws IOException {
    try {
      in.readAllBytes();
    } catch (SocketException reset) {
      return;
    }
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
}
