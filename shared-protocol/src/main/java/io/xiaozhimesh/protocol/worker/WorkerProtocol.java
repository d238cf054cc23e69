package io.xiaozhimesh.protocol.worker;

import java.util.Locale;
import java.util.Optional;

/** The constants of the worker protocol. */
public final class WorkerProtocol {

  /** The WebSocket sub-protocol; another version has another name. */
  public static final String SUB_PROTOCOL = "mesh.worker.v1";

  /** Where a bridge listens. */
  public static final String PATH = "/worker";

  /** The version in the header of binary frames. */
  public static final int FRAME_VERSION = 1;

  /** Text member: the number of a request, which its answer carries as {@link #RE}. */
  public static final String ID = "id";

  /** Text member: the number of the request that this answers. */
  public static final String RE = "re";

  /** Text member of a message that opens a stream: its number in binary frames. */
  public static final String STREAM = "stream";

  /** What a worker can be. */
  public enum WorkerRole {
    /** Recognises utterances. */
    ASR,
    /** Speaks answers. */
    TTS,
    /** Runs tools. */
    TOOLS;

    /** The name in a hello. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this name. */
    public static Optional<WorkerRole> of(String name) {
      for (WorkerRole r : values()) {
        if (r.key().equals(name)) {
          return Optional.of(r);
        }
      }
      return Optional.empty();
    }
  }

  /** Why a bridge ends a connection: the code of the Close frame, in the private range of RFC 6455. */
  public enum CloseCode {
    /** The first message was no acceptable hello. */
    REFUSED(4001),
    /** A frame that the protocol does not allow. */
    WRONG_FRAME(4002),
    /** Nothing was heard for too long. */
    SILENT(4003),
    /** What was sent to it piles up. */
    SLOW(4004),
    /** It sends too much. */
    FLOOD(4005),
    /** It takes work and does not answer. */
    MUTE(4006);

    private final int code;

    CloseCode(int code) {
      this.code = code;
    }

    /** The number. */
    public int code() {
      return code;
    }
  }

  private WorkerProtocol() {
  }
}
