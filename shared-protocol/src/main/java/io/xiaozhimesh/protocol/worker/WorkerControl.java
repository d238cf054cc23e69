package io.xiaozhimesh.protocol.worker;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import java.util.List;
import java.util.Locale;

/** What a worker and its bridge say to each other beyond the messages of the mesh. Immutable and checked. */
public sealed interface WorkerControl {

  /** Longest name or version, in characters. */
  int NAME_CHARS_MAX = 64;

  /** The value of the member {@code type}. */
  @JsonIgnore
  default String type() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /**
   * The first message of a worker.
   *
   * @param role "asr", "tts" or "tools"
   * @param name unique among the workers; letters, digits, "_", "-" and "."
   * @param version of the worker's software
   * @param capacity leases, or tool calls, that it can serve at once
   * @param phrases an asr worker wants to hear what can be said to the mesh (PhrasesDeclared)
   * @param tools what a tools worker offers; empty for others
   */
  record Hello(String role, String name, String version, int capacity, boolean phrases, List<ToolSpec> tools)
      implements WorkerControl {

    /** Most leases of one worker. */
    public static final int CAPACITY_MAX = 10_000;

    /** Most tools of one worker. */
    public static final int TOOLS_MAX = 128;

    public Hello {
      demand(role != null && WorkerProtocol.WorkerRole.of(role).isPresent(), "role must be asr, tts or tools");
      demand(name != null && name.matches("[A-Za-z0-9_.-]{1," + NAME_CHARS_MAX + "}"),
          "name must be 1 to " + NAME_CHARS_MAX + " letters, digits, \"_\", \"-\" and \".\"");
      demand(version != null && version.length() <= NAME_CHARS_MAX, "version is missing or too long");
      demand(capacity >= 1 && capacity <= CAPACITY_MAX, "capacity must be from 1 to " + CAPACITY_MAX);
      demand(tools != null && tools.size() <= TOOLS_MAX, "tools must be a list of at most " + TOOLS_MAX);
      tools = List.copyOf(tools);
    }
  }

  /**
   * The answer to {@link Hello}: from now on the worker is part of the mesh.
   *
   * @param inbox its address on the bus, for logs
   * @param node the bridge's node, for logs
   * @param limits what the bridge holds it to
   */
  record Welcome(String inbox, String node, Limits limits) implements WorkerControl {
  }

  /**
   * What the bridge holds a worker to.
   *
   * @param silenceMs without a word from the worker for so long it is dropped
   * @param requestMs time to answer a message that opens a stream
   * @param resultMs time from the end of an utterance to its transcript
   * @param messageBytesMax longest message in either direction
   * @param messagesPerSMax most messages of the worker in a second
   */
  record Limits(int silenceMs, int requestMs, int resultMs, int messageBytesMax, int messagesPerSMax) {
  }

  /**
   * From the bridge, several times within {@link Limits#silenceMs}: are you there?
   *
   * @param atMs comes back in the answer
   */
  record Ping(long atMs) implements WorkerControl {
  }

  /**
   * The answer to {@link Ping}.
   *
   * @param atMs of the ping
   * @param load 0 idle to 1 full; used when it exceeds leases / capacity
   */
  record Alive(long atMs, double load) implements WorkerControl {

    public Alive {
      demand(load >= 0 && load <= 100, "load must be from 0 to 100");
    }
  }

  /**
   * In both directions: no new leases, please; what runs may end.
   *
   * @param why for the log
   */
  record Drain(String why) implements WorkerControl {

    public Drain {
      demand(why != null, "why is missing");
    }
  }

  /**
   * In both directions: the sender closes the connection now.
   *
   * @param why for the log
   */
  record Bye(String why) implements WorkerControl {

    public Bye {
      demand(why != null, "why is missing");
    }
  }

  /**
   * A request cannot be fulfilled, or, without a member {@code re}, what is wrong with the connection.
   *
   * @param error which of the closed set
   * @param message for the log; no spoken text
   */
  record Error(MeshError error, String message) implements WorkerControl {

    public Error {
      demand(error != null, "error is missing");
      demand(message != null, "message is missing");
    }
  }

  private static void demand(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
