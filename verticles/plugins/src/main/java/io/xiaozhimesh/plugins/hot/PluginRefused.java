package io.xiaozhimesh.plugins.hot;

/** A plugin, or what somebody wanted of one, was refused; the message is a sentence for the operator. */
public final class PluginRefused extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Cause {
    /** There is no such plugin or version. */
    UNKNOWN,
    /** The jar must not or cannot be run. */
    UNFIT,
    /** Too much is going on with it. */
    BUSY
  }

  private final Cause cause;

  /** Refused for this reason. Without a stack trace: that would keep the classes of a plugin in memory. */
  public PluginRefused(Cause cause, String sentence) {
    super(sentence, null, false, false);
    this.cause = cause;
  }

  /** A jar that must not or cannot be run. */
  static PluginRefused unfit(String sentence) {
    return new PluginRefused(Cause.UNFIT, sentence);
  }

  /** Why. */
  public Cause why() {
    return cause;
  }
}
