package io.xiaozhimesh.ingress;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.ingress.socket.DeviceSocket;
import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.device.DeviceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A device and its user: says one utterance after the other, each when the answer to the one before has been heard, or in
 * realtime mode sometimes in the middle of it, and writes down what it is shown and what it hears.
 */
final class SimDevice implements DeviceSocket {

  final List<String> said = new ArrayList<>();
  final List<String> shown = new ArrayList<>();
  final List<List<Integer>> heard = new ArrayList<>();
  /** The answers, by their place in {@link #heard}, that the user talked into. */
  final Set<Integer> interrupted = new TreeSet<>();
  final List<String> complaints = new ArrayList<>();
  private final SimNet net;
  private final ListenMode mode;
  private int utterancesLeft;
  private Session session;
  private boolean microphone;
  private boolean speaking;
  private boolean awaitsAnswer;
  private int framesToSay;
  private int nextNumber;
  private List<String> saying = new ArrayList<>();
  private boolean closed;
  private boolean interrupts;
  private boolean talksIn;

  SimDevice(SimNet net, ListenMode mode, int utterances) {
    this.net = net;
    this.mode = mode;
    this.utterancesLeft = utterances;
  }

  /** The user does not always hear an answer out. */
  void interrupts() {
    interrupts = mode == ListenMode.REALTIME;
  }

  void begin(SimOwner owner) {
    session = owner.open(this);
    session.onText("{\"type\":\"hello\",\"version\":1,\"transport\":\"websocket\",\"audio_params\":"
        + "{\"format\":\"opus\",\"sample_rate\":16000,\"channels\":1,\"frame_duration\":60}}");
    net.at(net.nowMs() + 60, this::frame);
    if (mode != ListenMode.MANUAL) {
      listen("start");
    }
    planUtterance();
  }

  void end() {
    close(1000, "over");
  }

  boolean isDone() {
    return utterancesLeft == 0 && !awaitsAnswer && !speaking;
  }

  private void listen(String state) {
    microphone = state.equals("start");
    session.onText("{\"type\":\"listen\",\"state\":\"" + state + "\",\"mode\":\""
        + mode.name().toLowerCase(Locale.ROOT) + "\"}");
  }

  private void planUtterance() {
    if (utterancesLeft > 0) {
      net.at(net.nowMs() + net.random.nextInt(2_500), this::beginUtterance);
    }
  }

  private void beginUtterance() {
    utterancesLeft--;
    awaitsAnswer = true;
    if (mode == ListenMode.MANUAL) {
      listen("start");
    }
    framesToSay = 3 + net.random.nextInt(60);
  }

  private void frame() {
    if (closed) {
      return;
    }
    if (microphone) {
      session.onBinary((framesToSay > 0 ? voice() : SimWords.silence()).array());
    }
    if (microphone && framesToSay > 0 && --framesToSay == 0) {
      endUtterance();
    }
    net.at(net.nowMs() + 60, this::frame);
  }

  private Payload voice() {
    saying.add(String.valueOf(nextNumber));
    return SimWords.packet(nextNumber++);
  }

  private void endUtterance() {
    said.add(String.join(" ", saying));
    saying = new ArrayList<>();
    if (mode == ListenMode.MANUAL) {
      listen("stop");
    }
  }

  @Override
  public boolean sendText(String text) {
    JsonObject json = new JsonObject(text);
    String type = json.getString("type");
    if (type.equals("stt")) {
      shown.add(json.getString("text"));
      net.note("shown: " + json.getString("text"));
    } else if (type.equals("tts") && json.getString("state").equals("start")) {
      speaking = true;
      microphone = mode == ListenMode.REALTIME;
      talksIn = false;
      heard.add(new ArrayList<>());
      planInterruption(heard.size() - 1);
    } else if (type.equals("tts") && json.getString("state").equals("stop")) {
      silent();
    }
    return true;
  }

  private void planInterruption(int answer) {
    if (interrupts && net.random.nextInt(3) > 0) {
      net.at(net.nowMs() + net.random.nextInt(4_000), () -> {
        if (speaking && !talksIn && utterancesLeft > 0 && heard.size() - 1 == answer) {
          net.note("talks into answer " + answer);
          interrupted.add(answer);
          talksIn = true;
          beginUtterance();
        }
      });
    }
  }

  private void silent() {
    boolean answered = speaking && awaitsAnswer && !talksIn;
    speaking = false;
    if (answered) {
      awaitsAnswer = false;
      net.at(net.nowMs() + 20, () -> {
        if (!closed && mode == ListenMode.AUTO) {
          listen("start");
        }
        planUtterance();
      });
    }
  }

  @Override
  public boolean sendBinary(byte[] bytes) {
    int number = SimWords.number(Payload.wrap(bytes));
    if (!speaking) {
      complaints.add("packet " + number + " sounds although no answer is due");
    } else {
      heard.get(heard.size() - 1).add(number);
    }
    return true;
  }

  @Override
  public void close(int code, String reason) {
    if (!closed) {
      closed = true;
      net.note("closed: " + reason);
      net.at(net.nowMs() + 1, () -> session.onClosed(reason));
    }
  }

  @Override
  public String sessionId() {
    return "sim";
  }

  @Override
  public DeviceId deviceId() {
    return DeviceId.parse("aa:bb:cc:dd:ee:ff").orElseThrow();
  }

  @Override
  public String clientId() {
    return "";
  }

  @Override
  public int framingVersion() {
    return 1;
  }

  @Override
  public String remoteAddress() {
    return "sim";
  }
}
