package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.protocol.bus.AudioCue;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import java.util.function.Function;

/** What an intent wants to happen. */
public sealed interface Outcome {

  /**
   * Say this.
   *
   * @param text one or more sentences; "" for nothing
   * @param emotion one of the 21 names of the device protocol
   * @param endSession close the conversation after it was played
   */
  record Say(String text, String emotion, boolean endSession) implements Outcome {

    /** Says it with a face, and the conversation goes on. */
    public static Say of(String text, String emotion) {
      return new Say(text, emotion, false);
    }
  }

  /**
   * Run a tool and go on with what its result leads to.
   *
   * @param tool its name
   * @param argumentsJson a JSON object
   * @param then from the result to the next outcome
   */
  record UseTool(String tool, String argumentsJson, Function<ToolReply, Outcome> then) implements Outcome {
  }

  /**
   * Say what comes before a sound, and play it.
   *
   * @param cue which sound
   * @param after said after it, or ""
   */
  record Play(AudioCue cue, String after) implements Outcome {
  }

  /**
   * It was not meant for the intent after all: the language model answers, or where there is none this is said.
   *
   * @param otherwise what the intent would say
   */
  record PassOn(Say otherwise) implements Outcome {
  }

  /** What the agent says at the end of a conversation, and the end. */
  record Farewell() implements Outcome {
  }

  /**
   * The answer of a tool.
   *
   * @param text its result
   * @param failed it did not do what it was asked, or could not be reached
   * @param kind what is to be done with it
   */
  record ToolReply(String text, boolean failed, ToolResultKind kind) {

    /** A result to think about. */
    public ToolReply(String text, boolean failed) {
      this(text, failed, ToolResultKind.THINK);
    }
  }
}
