package io.xiaozhimesh.dialogue;

import io.xiaozhimesh.dialogue.Memories.Memory;
import io.xiaozhimesh.dialogue.agents.Agent;
import io.xiaozhimesh.dialogue.intents.Surroundings;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.MeshError;

/** One answer in the making: what was asked, who answers, and what must end with it. Not thread-safe. */
final class Turn {

  private static final Runnable NOTHING = () -> { };

  private final AnswerOpen open;
  private final Memory memory;
  private final Agent agent;
  private final Reply reply;
  private final Surroundings around;
  private Runnable onStop = NOTHING;
  private int toolCalls;

  Turn(AnswerOpen open, Memory memory, Agent agent, Reply reply, Surroundings around) {
    this.open = open;
    this.memory = memory;
    this.agent = agent;
    this.reply = reply;
    this.around = around;
  }

  AnswerOpen open() {
    return open;
  }

  Memory memory() {
    return memory;
  }

  Agent agent() {
    return agent;
  }

  Reply reply() {
    return reply;
  }

  Surroundings around() {
    return around;
  }

  /** The number of the next tool call of this turn, from 0. */
  int nextToolCall() {
    return toolCalls++;
  }

  /** What has to be stopped if the turn ends before its time; replaces what was there. */
  void stopping(Runnable stop) {
    onStop = stop;
  }

  /** The owner does not want the answer any more. */
  void cancel() {
    stopWork();
    reply.abandon();
  }

  /** The time is over: an excuse if nothing was said yet. */
  void expire() {
    stopWork();
    excuseOrFail(MeshError.TIMEOUT, "the turn took too long");
  }

  /** Ends the turn after a failure: with an excuse if nothing was said yet, else as failed. */
  void excuseOrFail(MeshError error, String message) {
    if (reply.saidAnything()) {
      reply.failed(error, message);
    } else {
      reply.say(Wording.excuse(reply.language()), "sad");
      reply.done(false, "excuse");
    }
  }

  private void stopWork() {
    Runnable stop = onStop;
    onStop = NOTHING;
    stop.run();
  }
}
