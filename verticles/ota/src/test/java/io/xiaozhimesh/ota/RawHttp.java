package io.xiaozhimesh.ota;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A client as simple as the device's: one request per connection, headers as given and no other, no interpretation. */
final class RawHttp {

  private static final int TIMEOUT_MS = 10_000;

  /** What came back: names of headers in lower case, the body exactly as long as the answer was until the close. */
  record Answer(int status, Map<String, String> headers, byte[] body) {

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    JsonObject json() {
      return new JsonObject(text());
    }
  }

  private final int port;

  RawHttp(int port) {
    this.port = port;
  }

  /** A request with a body of known length. */
  Answer send(String method, String path, Map<String, String> headers, byte[] body) throws IOException {
    StringBuilder head = head(method, path, headers);
    if (!method.equals("GET")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    return exchange(join(ascii(head.append("\r\n").toString()), body));
  }

  /** A request with a chunked body, as the device's camera sends it. */
  Answer sendChunked(String path, Map<String, String> headers, byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ascii(head("POST", path, headers).append("Transfer-Encoding: chunked\r\n\r\n").toString()));
    for (int at = 0; at < body.length; at += 4_096) {
      byte[] chunk = Arrays.copyOfRange(body, at, Math.min(body.length, at + 4_096));
      out.write(ascii(Integer.toHexString(chunk.length) + "\r\n"));
      out.write(chunk);
      out.write(ascii("\r\n"));
    }
    out.write(ascii("0\r\n\r\n"));
    return exchange(out.toByteArray());
  }

  /** Sends these bytes and reads until the other side closes; the status is 0 when nothing came. */
  Answer exchange(byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MS);
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return answer(read(socket.getInputStream()));
    }
  }

  private static byte[] read(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    in.transferTo(all);
    return all.toByteArray();
  }

  private static Answer answer(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Answer(0, Map.of(), bytes);
    }
    String[] lines = text.substring(0, end).split("\r\n");
    Map<String, String> headers = new HashMap<>();
    Arrays.stream(lines).skip(1).forEach(line -> {
      String[] parts = line.split(": *", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    });
    byte[] body = Arrays.copyOfRange(bytes, end + 4, bytes.length);
    return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
  }

  private StringBuilder head(String method, String path, Map<String, String> headers) {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    if (!headers.containsKey("Host")) {
      head.append("Host: 127.0.0.1:").append(port).append("\r\n");
    }
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("Connection: close\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
