package io.xiaozhimesh.plugins.mcp.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads an event stream (WHATWG HTML, 9.2 "Server-sent events"). An event with more bytes than the bound is skipped and
 * told. Not thread-safe.
 */
public final class SseFrames {

  /** Where events go. */
  public interface Sink {

    /**
     * An event.
     *
     * @param type its name; "message" where it has none
     * @param data its lines, joined; "" for an event that only carries an id
     */
    void event(String type, String data);

    /** An event was larger than the bound; what the server meant is unknown. */
    void oversized(long bytes);
  }

  private final int bytesMax;
  private final Sink sink;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private String type = "";
  private String lastId = "";
  private String id;
  private int retryMs = -1;
  private long eventBytes;
  private long lineBytes;
  private boolean dataSeen;
  private boolean afterReturn;

  /** Events of at most {@code bytesMax} bytes. */
  public SseFrames(int bytesMax, Sink sink) {
    this.bytesMax = bytesMax;
    this.sink = sink;
  }

  /** The id of the last event, with which the stream can be taken up again; "" where there was none. */
  public String lastEventId() {
    return lastId;
  }

  /** How long the server wants us to wait before we come again, in milliseconds; -1 when it did not say. */
  public int retryMs() {
    return retryMs;
  }

  /** Takes bytes, wherever the network happened to cut. */
  public void accept(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '\n' && afterReturn) {
        afterReturn = false;
      } else if (b == '\n' || b == '\r') {
        afterReturn = b == '\r';
        lineEnds();
      } else {
        afterReturn = false;
        eventBytes++;
        lineBytes++;
        if (eventBytes <= bytesMax) {
          line.write(b);
        }
      }
    }
  }

  private void lineEnds() {
    long length = lineBytes;
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    lineBytes = 0;
    if (length == 0) {
      dispatch();
    } else if (text.startsWith(":")) {
      eventBytes -= length;
    } else if (eventBytes <= bytesMax) {
      int colon = text.indexOf(':');
      String value = colon < 0 ? "" : text.substring(colon + 1);
      field(colon < 0 ? text : text.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value);
    }
  }

  private void field(String field, String value) {
    switch (field) {
      case "event" -> type = value;
      case "data" -> {
        data.append(dataSeen ? "\n" : "").append(value);
        dataSeen = true;
      }
      case "id" -> id = value.indexOf('\0') < 0 ? value : id;
      case "retry" -> retryMs = value.matches("\\d{1,7}") ? Integer.parseInt(value) : retryMs;
      default -> { }
    }
  }

  private void dispatch() {
    if (id != null) {
      lastId = id;
    }
    if (eventBytes > bytesMax) {
      sink.oversized(eventBytes);
    } else if (dataSeen) {
      sink.event(type.isEmpty() ? "message" : type, data.toString());
    }
    data.setLength(0);
    type = "";
    id = null;
    dataSeen = false;
    eventBytes = 0;
  }
}
