package io.xiaozhimesh.bench.cli;

import io.vertx.core.Future;
import io.xiaozhimesh.bench.device.DeviceTurn;
import io.xiaozhimesh.bench.device.ScriptedDevice;
import io.xiaozhimesh.bench.device.ServerHello;
import io.xiaozhimesh.bench.device.firmware.DeviceState;
import io.xiaozhimesh.launcher.Waiting;
import io.xiaozhimesh.protocol.bus.TurnEnded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Lets one device say its remarks one after the other, each after the answer to the one before. For the main thread. */
final class Conversation {

  /** How long an answer may take from the end of the remark to its last sound, in milliseconds. */
  static final long ANSWER_TIMEOUT_MS = 30_000;

  /** How long the server may take to begin an answer, in milliseconds; a server that heard nothing never does. */
  static final long HEARING_TIMEOUT_MS = 10_000;

  private final ScriptedDevice device;
  private final TurnWitness witness;
  private final ReplyFiles files;
  private final Consumer<String> progress;

  Conversation(ScriptedDevice device, TurnWitness witness, ReplyFiles files, Consumer<String> progress) {
    this.device = device;
    this.witness = witness;
    this.files = files;
    this.progress = progress;
  }

  /** Connects, talks, hangs up. Fails only when there is no connection at all. */
  ConversationReport hold(String url, List<Remark> remarks) {
    ServerHello hello = Waiting.on(device.connect());
    try {
      List<TurnReport> turns = new ArrayList<>();
      for (Remark remark : remarks) {
        progress.accept("saying: " + remark.name());
        turns.add(turn(remark, hello.sessionId()));
      }
      return new ConversationReport(url, hello.sessionId(), turns);
    } finally {
      Waiting.on(device.close());
    }
  }

  private TurnReport turn(Remark remark, String sessionId) {
    Future<TurnReport> report = say(remark)
        .compose(said -> answer())
        .compose(turn -> witness.next(sessionId).map(ended -> report(remark, turn, ended)))
        .otherwise(failure -> TurnReport.failed(remark.name(), failure.getMessage()));
    return Waiting.on(report);
  }

  private Future<DeviceTurn> answer() {
    return device.awaitTurn(HEARING_TIMEOUT_MS).recover(failure -> failure instanceof TimeoutException
        ? device.state().compose(this::moreOfTheAnswer)
        : Future.failedFuture(failure));
  }

  private Future<DeviceTurn> moreOfTheAnswer(DeviceState state) {
    return state == DeviceState.SPEAKING
        ? device.awaitTurn(ANSWER_TIMEOUT_MS - HEARING_TIMEOUT_MS)
        : Future.failedFuture("nothing was answered: not understood, or not heard");
  }

  private Future<Void> say(Remark remark) {
    return remark instanceof Remark.Spoken spoken ? device.say(spoken.clip()) : device.sayText(remark.name());
  }

  private TurnReport report(Remark remark, DeviceTurn turn, Optional<TurnEnded> ended) {
    List<String> tools = ended.map(TurnEnded::tools).orElse(turn.tools());
    Waterfall waterfall = ended.map(Waterfall::of).orElse(Waterfall.UNKNOWN);
    return new TurnReport(
        remark.name(), turn, tools, ended.map(TurnEnded::source).orElse(""), files.write(turn.reply()), waterfall, error(turn));
  }

  private static String error(DeviceTurn turn) {
    if (turn.completed()) {
      return null;
    }
    return turn.outcome().equals(DeviceTurn.PLAYED)
        ? "the answer had no sound"
        : "the server closed the channel during the answer";
  }
}
