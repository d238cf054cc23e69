package io.xiaozhimesh.plugins.mcp.server;

import io.vertx.core.http.HttpServerResponse;

/** A client between its {@code initialize} and its end. On one context. */
final class OfferSession {

  private final String id;
  private final String version;
  private HttpServerResponse events;
  private int calls;

  OfferSession(String id, String version) {
    this.id = id;
    this.version = version;
  }

  String id() {
    return id;
  }

  String version() {
    return version;
  }

  int nextCall() {
    return ++calls;
  }

  /** Whether somebody listens to what we say by ourselves. */
  boolean listens() {
    return events != null;
  }

  void listen(HttpServerResponse stream) {
    events = stream;
    stream.closeHandler(v -> events = events == stream ? null : events);
  }

  /** Says something on the client's stream, unless nobody listens, or does not read. */
  void tell(String json) {
    if (events != null && !events.writeQueueFull()) {
      events.write("event: message\ndata: " + json + "\n\n");
    }
  }

  void close() {
    if (events != null) {
      events.end();
      events = null;
    }
  }
}
