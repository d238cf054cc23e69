package io.xiaozhimesh.bench.load.conformance;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.audio.OpusPacket;
import io.xiaozhimesh.bench.device.DeviceConfig;
import io.xiaozhimesh.bench.load.conformance.Listener.Heard;
import io.xiaozhimesh.bench.load.crowd.Caller;
import io.xiaozhimesh.bench.load.crowd.Crowd;
import io.xiaozhimesh.launcher.Waiting;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;

/** Statements about a device's connection: handshake, hello, one reply, interruption, rubbish. Blocks; for one thread. */
public final class TalkStatements implements AutoCloseable {

  private static final long SEED = 20_260_104;
  private static final int PATIENCE_MS = 20_000;
  private static final int QUIET_MS = 1_500;
  private static final int SOCKET_MS = 5_000;
  private static final int MEGABYTE = 1 << 20;
  private static final String ASK = "{\"type\":\"listen\",\"state\":\"detect\",\"text\":\"please tell me a story\"}";
  private static final String ABORT = "{\"type\":\"abort\"}";
  private static final Set<String> FACES = Set.of("neutral", "happy", "laughing", "funny", "sad", "angry", "crying", "loving",
      "embarrassed", "surprised", "shocked", "thinking", "winking", "cool", "relaxed", "delicious", "kissy", "confident",
      "sleepy", "silly", "confused");

  private final IntFunction<DeviceConfig> devices;
  private final Crowd crowd;
  private int next;

  /** About the server that these devices reach. */
  public TalkStatements(Vertx vertx, IntFunction<DeviceConfig> devices) {
    this.devices = devices;
    this.crowd = new Crowd(vertx, devices.apply(0).url(), 1_000);
  }

  /** Judges all of them. */
  public void judge(Findings findings) {
    findings.judge(27, "a device's handshake is accepted without extension and subprotocol", () ->
        switched(handshake(true, "Upgrade", false)));
    findings.judge(28, "the identity may stand in the query", () -> switched(handshake(false, "Upgrade", true)));
    findings.judge(29, "the connection header may name keep-alive as well", () ->
        switched(handshake(true, "keep-alive, Upgrade", false)));
    findings.judge(31, "nobody without a device id is let in", () -> begins(handshake(false, "Upgrade", false), " 400"));
    findings.judge(32, "a plain GET gets an ordinary answer", () -> {
      String answer = exchange("GET " + path() + " HTTP/1.1\r\nHost: " + uri().getAuthority() + "\r\nConnection: close\r\n\r\n");
      return answer.startsWith("HTTP/1.1 ") && !answer.startsWith("HTTP/1.1 101") ? "" : firstLine(answer);
    });
    findings.judge(33, "exactly one hello follows the device's, within ten seconds", this::oneHello);
    findings.judge(34, "the hello names the transport", () -> hello().getValue("transport").equals("websocket") ? "" : "it does not");
    findings.judge(35, "session ids are plain and differ", this::sessionIds);
    findings.judge(37, "a hello with nothing in it is answered", () ->
        talk("{\"type\":\"hello\"}", (caller, ear) -> heard(ear, "hello", SOCKET_MS)));
    findings.judge(38, "no tools are asked of a device that has none", () ->
        talk((caller, ear) -> Listener.has(ear.during(QUIET_MS), "mcp") ? "an mcp message came" : ""));
    findings.judge(39, "nothing is said before the device listens", () -> talk((caller, ear) -> {
      List<String> names = Listener.names(ear.during(QUIET_MS));
      return names.equals(List.of("hello")) ? "" : names.toString();
    }));
    findings.judge(45, "a ping comes back with what it carried", () -> talk((caller, ear) -> {
      Waiting.on(caller.ping());
      return "";
    }));
    findings.judge(46, "the newer connection of a device wins", this::takeOver);
    findings.judge(51, "a stop without sound is answered by nothing", () -> talk((caller, ear) -> {
      caller.text("{\"type\":\"listen\",\"state\":\"start\",\"mode\":\"manual\"}");
      caller.text("{\"type\":\"listen\",\"state\":\"stop\"}");
      return silent(ear);
    }));
    reply(findings);
    findings.judge(72, "after an abort no packet comes later than 100 ms, and one stop within 200 ms", this::abort);
    findings.judge(73, "aborts with nothing to stop do no harm", () -> talk((caller, ear) -> {
      caller.text(ABORT);
      caller.text("{\"type\":\"abort\",\"reason\":\"wake_word_detected\"}");
      long stops = ear.during(QUIET_MS).stream().filter(h -> h.name().equals("tts stop")).count();
      return stops <= 2 ? answered(caller, ear) : stops + " stops";
    }));
    findings.judge(74, "the connection converses on after an abort", this::afterAbort);
    findings.judge(57, "rubbish as sound closes nothing", () -> talk((caller, ear) -> {
      caller.text("{\"type\":\"listen\",\"state\":\"start\",\"mode\":\"auto\"}");
      Random random = new Random(SEED);
      for (int length : new int[] {0, 1, 2, 3, 40, 400, 1_275}) {
        byte[] rubbish = new byte[length];
        random.nextBytes(rubbish);
        caller.packet(Buffer.buffer(rubbish));
      }
      return answered(caller, ear);
    }));
    findings.judge(60, "a stale session id is no hindrance", () -> talk((caller, ear) -> {
      caller.text(new JsonObject(ASK).put("session_id", "of-yesterday").encode());
      return heard(ear, "tts start", PATIENCE_MS);
    }));
    findings.judge(89, "texts that mean nothing close nothing", () -> talk((caller, ear) -> {
      List.of("{\"type\":\"weather\"}", "[1,2]", "7", "hello there", "{\"type\":", "{}", "null").forEach(caller::text);
      return answered(caller, ear);
    }));
    findings.judge(90, "a megabyte of text is refused and disturbs nobody else", () -> talk((caller, ear) -> {
      try (Closing other = new Closing(Waiting.on(crowd.call(device(), Caller.Ear.DEAF)))) {
        other.caller.text("x".repeat(MEGABYTE));
        return answered(caller, ear);
      }
    }));
  }

  /** What one reply is like. */
  private void reply(Findings findings) {
    List<Heard> reply = oneReply();
    findings.judge(61, "a reply is start, sentences with their sound, stop, and no sound outside", () -> order(reply));
    findings.judge(62, "the first packet comes at least 50 ms after the start", () -> {
      double ms = ms(first(reply, "tts start"), first(reply, "audio"));
      return ms >= 49 ? "" : ms + " ms";
    });
    findings.judge(63, "the first sentence is shown before it sounds", () -> {
      Heard sentence = first(reply, "tts sentence_start");
      String text = sentence.json().getString("text", "");
      return !text.isBlank() && sentence.atNs() <= first(reply, "audio").atNs() ? "" : "text \"" + text + '"';
    });
    findings.judge(64, "the face is one that devices know, and comes after the start", () -> {
      List<Heard> faces = reply.stream().filter(h -> h.name().equals("llm")).toList();
      if (faces.isEmpty()) {
        throw new Findings.NotJudged("the reply has no face");
      }
      if (index(reply, "llm") < index(reply, "tts start")) {
        return "it comes before the start";
      }
      return faces.stream().allMatch(h -> FACES.contains(h.json().getString("emotion"))) ? "" : "an unknown face";
    });
    findings.judge(65, "every packet is mono Opus of the announced length", () -> packets(reply));
    findings.judge(66, "packets are never sent further ahead than six", () -> pace(reply));
    findings.judge(68, "the stop comes when the sound is over", () -> {
      List<Heard> sound = reply.stream().filter(h -> h.name().equals("audio")).toList();
      double late = ms(sound.get(0), first(reply, "tts stop")) - sound.size() * (double) frameMs(reply);
      return late >= 90 && late <= 850 ? "" : late + " ms after it";
    });
    findings.judge(71, "every message is shorter than 8 kB and without control characters", () ->
        reply.stream().filter(h -> h.json() != null).allMatch(h -> h.json().encode().length() < 8_192
            && h.json().getString("text", "").chars().noneMatch(c -> c < ' ')) ? "" : "one is not");
  }

  private interface Talk {

    String talk(Caller caller, Listener ear) throws Exception;
  }

  private record Closing(Caller caller) implements AutoCloseable {

    @Override
    public void close() {
      caller.drop();
    }
  }

  private DeviceConfig device() {
    return devices.apply(next++);
  }

  private String talk(Talk talk) throws Exception {
    return talk(Caller.HELLO, talk);
  }

  private String talk(String hello, Talk talk) throws Exception {
    Listener ear = new Listener();
    try (Closing call = new Closing(Waiting.on(crowd.call(device(), hello, ear)))) {
      return talk.talk(call.caller, ear);
    }
  }

  private static String heard(Listener ear, String name, int patienceMs) throws InterruptedException {
    List<Heard> all = ear.until(name, patienceMs);
    return Listener.has(all, name) ? "" : "no " + name + ", but " + Listener.names(all);
  }

  private static String answered(Caller caller, Listener ear) throws InterruptedException {
    caller.text(ASK);
    String why = heard(ear, "tts start", PATIENCE_MS);
    caller.text(ABORT);
    return why;
  }

  private static String silent(Listener ear) throws InterruptedException {
    List<String> names = Listener.names(ear.during(QUIET_MS)).stream().filter(name -> !name.equals("hello")).toList();
    return names.isEmpty() ? "" : names.toString();
  }

  private JsonObject hello() throws Exception {
    JsonObject[] hello = {null};
    talk((caller, ear) -> {
      hello[0] = ear.until("hello", SOCKET_MS).get(0).json();
      return "";
    });
    return hello[0];
  }

  private String oneHello() throws Exception {
    Listener ear = new Listener();
    long startNs = System.nanoTime();
    try (Closing call = new Closing(Waiting.on(crowd.call(device(), ear)))) {
      List<Heard> all = ear.during(QUIET_MS);
      long hellos = all.stream().filter(h -> h.name().equals("hello")).count();
      double ms = all.isEmpty() ? -1 : (all.get(0).atNs() - startNs) / 1e6;
      return hellos == 1 && ms <= 10_000 ? "" : hellos + " hellos, the first after " + ms + " ms";
    }
  }

  private String sessionIds() throws Exception {
    String one = hello().getString("session_id", "");
    String other = hello().getString("session_id", "");
    return one.matches("[A-Za-z0-9_-]+") && other.matches("[A-Za-z0-9_-]+") && !one.equals(other) ? "" : one + ", " + other;
  }

  private String takeOver() throws Exception {
    DeviceConfig twice = device();
    Listener older = new Listener();
    Listener newer = new Listener();
    try (Closing first = new Closing(Waiting.on(crowd.call(twice, older)));
        Closing second = new Closing(Waiting.on(crowd.call(twice, newer)))) {
      String closed = heard(older, "closed", SOCKET_MS);
      return closed.isEmpty() ? answered(second.caller, newer) : closed;
    }
  }

  private String abort() throws Exception {
    return talk((caller, ear) -> {
      caller.text(ASK);
      heard(ear, "audio", PATIENCE_MS);
      ear.during(200);
      long abortedNs = System.nanoTime();
      caller.text(ABORT);
      List<Heard> rest = ear.during(QUIET_MS);
      List<Heard> stops = rest.stream().filter(h -> h.name().equals("tts stop")).toList();
      double lastMs = rest.stream().filter(h -> h.name().equals("audio")).mapToDouble(h -> (h.atNs() - abortedNs) / 1e6)
          .max().orElse(0);
      if (stops.size() != 1) {
        return stops.size() + " stops";
      }
      double stopMs = (stops.get(0).atNs() - abortedNs) / 1e6;
      return lastMs <= 100 && stopMs <= 200 ? "" : "last packet after " + lastMs + " ms, stop after " + stopMs;
    });
  }

  private String afterAbort() throws Exception {
    return talk((caller, ear) -> {
      caller.text(ASK);
      heard(ear, "audio", PATIENCE_MS);
      caller.text(ABORT);
      heard(ear, "tts stop", SOCKET_MS);
      return answered(caller, ear);
    });
  }

  private List<Heard> oneReply() {
    Listener ear = new Listener();
    try (Closing call = new Closing(Waiting.on(crowd.call(device(), ear)))) {
      call.caller.text(ASK);
      List<Heard> all = ear.until("tts stop", 3 * PATIENCE_MS);
      all.addAll(ear.during(QUIET_MS));
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String order(List<Heard> reply) {
    int start = index(reply, "tts start");
    int stop = index(reply, "tts stop");
    for (int i = 0; i < reply.size(); i++) {
      if (reply.get(i).name().equals("audio") && (start < 0 || i < start || stop >= 0 && i > stop)) {
        return "sound outside the reply";
      }
    }
    int sentence = index(reply, "tts sentence_start");
    return start >= 0 && start < sentence && sentence < index(reply, "audio") && stop > 0
        ? "" : Listener.names(reply).toString();
  }

  private static int index(List<Heard> all, String name) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static Heard first(List<Heard> all, String name) {
    return all.stream().filter(h -> h.name().equals(name)).findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + name + ", but " + Listener.names(all)));
  }

  private static double ms(Heard from, Heard to) {
    return (to.atNs() - from.atNs()) / 1e6;
  }

  private static int frameMs(List<Heard> reply) {
    return first(reply, "hello").json().getJsonObject("audio_params", new JsonObject()).getInteger("frame_duration", 60);
  }

  private static String packets(List<Heard> reply) {
    first(reply, "audio");
    return reply.stream().filter(h -> h.name().equals("audio")).allMatch(h -> OpusPacket.parse(h.packet())
        .filter(opus -> opus.channels() == 1 && opus.durationMs() == frameMs(reply)).isPresent()) ? "" : "one is not";
  }

  private static String pace(List<Heard> reply) {
    List<Heard> sound = reply.stream().filter(h -> h.name().equals("audio")).toList();
    for (int i = 0; i < sound.size(); i++) {
      double due = ms(sound.get(0), sound.get(i)) / frameMs(reply);
      if (i + 1 > due + 6) {
        return (i + 1) + " packets when " + due + " were due";
      }
    }
    return sound.isEmpty() ? "no packet" : "";
  }

  private URI uri() {
    return URI.create(devices.apply(0).url());
  }

  private String path() {
    return uri().getRawPath().isEmpty() ? "/" : uri().getRawPath();
  }

  private String handshake(boolean headers, String connection, boolean query) throws IOException {
    DeviceConfig device = device();
    String id = device.identity().deviceId();
    String client = device.identity().clientId();
    String target = path() + (query ? "?device-id=" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "&client-id=" + client
        + (device.token().isEmpty() ? "" : "&authorization=" + device.token()) : "");
    String token = device.token().isEmpty() || query ? "" : "Authorization: Bearer " + device.token() + "\r\n";
    return exchange("GET " + target + " HTTP/1.1\r\nHost: " + uri().getAuthority() + "\r\nUpgrade: websocket\r\nConnection: "
        + connection + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + token
        + (headers ? "Device-Id: " + id + "\r\nClient-Id: " + client + "\r\nProtocol-Version: 1\r\n" : "") + "\r\n");
  }

  /** The head of the answer. */
  private String exchange(String request) throws IOException {
    if ("wss".equals(uri().getScheme())) {
      throw new Findings.NotJudged("the connection is encrypted");
    }
    try (Socket socket = new Socket(uri().getHost(), uri().getPort() < 0 ? 80 : uri().getPort())) {
      socket.setSoTimeout(SOCKET_MS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      StringBuilder head = new StringBuilder();
      for (int c = socket.getInputStream().read(); c >= 0 && head.indexOf("\r\n\r\n") < 0; c = socket.getInputStream().read()) {
        head.append((char) c);
        if (head.indexOf("\r\n\r\n") >= 0) {
          break;
        }
      }
      return head.toString();
    }
  }

  private static String switched(String head) {
    String lower = head.toLowerCase(Locale.ROOT);
    return head.startsWith("HTTP/1.1 101") && !lower.contains("sec-websocket-extensions")
        && !lower.contains("sec-websocket-protocol") ? "" : firstLine(head);
  }

  private static String begins(String head, String status) {
    return firstLine(head).contains(status) ? "" : firstLine(head);
  }

  private static String firstLine(String head) {
    return head.lines().findFirst().orElse("no answer");
  }

  @Override
  public void close() {
    crowd.close();
  }
}
