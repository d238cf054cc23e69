package io.xiaozhimesh.bench.load.conformance;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.bench.load.crowd.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a caller hears until it is asked for. Filled by an event loop, asked by one thread. */
final class Listener implements Caller.Ear {

  /**
   * Something that came.
   *
   * @param name "hello", "stt", "tts start", …; "audio", "closed"
   * @param json a text's content, or null
   * @param packet a binary message, or null
   * @param atNs when, on the monotonic clock
   */
  record Heard(String name, JsonObject json, byte[] packet, long atNs) {
  }

  private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

  @Override
  public void json(Caller caller, JsonObject message) {
    String state = message.getValue("state") instanceof String s ? ' ' + s : "";
    heard.add(new Heard(message.getValue("type") + state, message, null, System.nanoTime()));
  }

  @Override
  public void sound(Caller caller, Buffer packet) {
    heard.add(new Heard("audio", null, packet.getBytes(), System.nanoTime()));
  }

  @Override
  public void closed(Caller caller) {
    heard.add(new Heard("closed", null, null, System.nanoTime()));
  }

  /** Everything up to the first of this name and with it; less when the time is over or the connection closed first. */
  List<Heard> until(String name, long patienceMs) throws InterruptedException {
    List<Heard> all = new ArrayList<>();
    long endNs = System.nanoTime() + patienceMs * 1_000_000L;
    Heard next = heard.poll(patienceMs, TimeUnit.MILLISECONDS);
    while (next != null) {
      all.add(next);
      if (next.name.equals(name) || next.name.equals("closed")) {
        return all;
      }
      next = heard.poll(Math.max(0, endNs - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
    return all;
  }

  /** Everything that comes in this time. */
  List<Heard> during(long ms) throws InterruptedException {
    return until("nothing has this name", ms);
  }

  static boolean has(List<Heard> all, String name) {
    return all.stream().anyMatch(h -> h.name.equals(name));
  }

  static List<String> names(List<Heard> all) {
    return all.stream().map(Heard::name).distinct().toList();
  }
}
