package io.xiaozhimesh.stage.resilience;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;

/**
 * What came of trying one configured provider once.
 *
 * @param stage "asr", "dialogue", "tts" or "vision"
 * @param name what the configuration calls it
 * @param type its class's name
 * @param used whether the stage's chain names it
 * @param state what came of it
 * @param firstMs milliseconds to its first output, or -1
 * @param problem what went wrong, without secrets, or ""
 * @param mend what a person may do about it, or ""
 */
public record Trial(
    String stage, String name, String type, boolean used, State state, int firstMs, String problem, String mend) {

  /** What came of it. */
  public enum State {
    /** It did what it should. */
    WORKS,
    /** It did not. */
    FAILED,
    /** This machine or its configuration does not offer it. */
    OFF
  }

  static Trial works(Subject subject, long ms) {
    return new Trial(subject.stage, subject.name, subject.type, subject.used, State.WORKS, (int) ms, "", "");
  }

  static Trial off(Subject subject) {
    return new Trial(subject.stage, subject.name, subject.type, subject.used, State.OFF, -1, "not offered",
        "configure or install it, if it is wanted");
  }

  static Trial failed(Subject subject, Throwable failure) {
    boolean ours = failure instanceof MeshException;
    String problem = ours ? MeshException.of(failure).error() + ": " + failure.getMessage()
        : String.valueOf(failure.getMessage());
    return new Trial(subject.stage, subject.name, subject.type, subject.used, State.FAILED, -1, problem,
        ours ? mend(MeshException.of(failure).error()) : "mend the configuration as it says");
  }

  /** Whom a trial is about. */
  record Subject(String stage, String name, String type, boolean used) {
  }

  private static String mend(MeshError error) {
    return switch (error) {
      case UNAUTHENTICATED -> "check the key, and that it may use this model or voice";
      case UNAVAILABLE -> "check the address and the network; does the service run?";
      case TIMEOUT -> "the service is slow or out of reach: check the network, or raise the deadlines";
      case OVERLOADED -> "the quota or rate of the account is used up";
      case BAD_REQUEST -> "check address, model and voice: the service does not know one of them";
      default -> "is this the right type for that address? The node's log may say more";
    };
  }
}
