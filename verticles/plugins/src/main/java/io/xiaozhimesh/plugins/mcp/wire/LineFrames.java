package io.xiaozhimesh.plugins.mcp.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Splits what a stdio server prints into lines, one message each (MCP, transport "stdio"). A line longer than the bound
 * is skipped; only its ends are kept, to tell whose answer it was. Not thread-safe.
 */
public final class LineFrames {

  /** Where lines go. */
  public interface Sink {

    /** A line that is not blank, without its end. */
    void line(String line);

    /** A line of so many bytes, of which only both ends are left. */
    void oversized(String head, String tail, long bytes);
  }

  /** Bytes kept of each end of a line that is too long. */
  static final int END_BYTES = 512;

  private final int bytesMax;
  private final Sink sink;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final byte[] tail = new byte[END_BYTES];
  private long bytes;

  /** Lines of at most {@code bytesMax} bytes. */
  public LineFrames(int bytesMax, Sink sink) {
    this.bytesMax = bytesMax;
    this.sink = sink;
  }

  /** Takes the first {@code length} bytes of the buffer, wherever the reader happened to cut. */
  public void accept(byte[] buffer, int length) {
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        append(buffer, from, i - from);
        end();
        from = i + 1;
      }
    }
    append(buffer, from, length - from);
  }

  private void append(byte[] buffer, int from, int length) {
    int room = (int) Math.max(0, bytesMax - bytes);
    line.write(buffer, from, Math.min(room, length));
    for (int i = Math.max(0, length - END_BYTES); i < length; i++) {
      tail[(int) ((bytes + i) % END_BYTES)] = buffer[from + i];
    }
    bytes += length;
  }

  private void end() {
    if (bytes > bytesMax) {
      String head = new String(line.toByteArray(), 0, Math.min(END_BYTES, line.size()), StandardCharsets.UTF_8);
      sink.oversized(head, tail(), bytes);
    } else {
      String text = line.toString(StandardCharsets.UTF_8);
      if (!text.isBlank()) {
        sink.line(text);
      }
    }
    line.reset();
    bytes = 0;
  }

  private String tail() {
    int kept = (int) Math.min(bytes, END_BYTES);
    byte[] last = new byte[kept];
    for (int i = 0; i < kept; i++) {
      last[i] = tail[(int) ((bytes - kept + i) % END_BYTES)];
    }
    return new String(last, StandardCharsets.UTF_8);
  }
}
