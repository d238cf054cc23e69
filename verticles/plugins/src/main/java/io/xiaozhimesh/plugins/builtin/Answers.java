package io.xiaozhimesh.plugins.builtin;

import io.vertx.core.Future;
import io.xiaozhimesh.plugins.remote.RemoteFailure;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;

/** Results of built-in tools in the language of the question, English or Mandarin. Stateless. */
public final class Answers {

  private final boolean known;
  private final boolean chinese;

  private Answers(boolean known, boolean chinese) {
    this.known = known;
    this.chinese = chinese;
  }

  /** In the language of the caller; English if nobody knows it. */
  public static Answers in(ToolCaller caller) {
    return new Answers(!caller.language().isEmpty(), caller.chinese());
  }

  /** Whether it is Mandarin. */
  public boolean chinese() {
    return chinese;
  }

  /** One of two texts. */
  public String either(String english, String mandarin) {
    return chinese ? mandarin : english;
  }

  /** Something to know, that a model may put into its own words. */
  public ToolResult told(String english, String mandarin) {
    return new ToolResult(ToolResultKind.THINK, either(english, mandarin), false);
  }

  /** Something that is done, and its whole answer; for a model to translate when nobody knows the language. */
  public ToolResult said(String english, String mandarin) {
    ToolResultKind kind = known ? ToolResultKind.SAY : ToolResultKind.THINK;
    return new ToolResult(kind, either(english, mandarin), false);
  }

  /** Something that could not be done, with the reason as a sentence that can be spoken. */
  public ToolResult failed(String english, String mandarin) {
    return new ToolResult(ToolResultKind.THINK, either(english, mandarin), true);
  }

  /** {@link #told} at once. */
  public Future<ToolResult> tell(String english, String mandarin) {
    return Future.succeededFuture(told(english, mandarin));
  }

  /** {@link #said} at once. */
  public Future<ToolResult> say(String english, String mandarin) {
    return Future.succeededFuture(said(english, mandarin));
  }

  /** {@link #failed} at once. */
  public Future<ToolResult> fail(String english, String mandarin) {
    return Future.succeededFuture(failed(english, mandarin));
  }

  /**
   * Why a service outside could not be used.
   *
   * @param english what it is called, such as "weather service"
   * @param mandarin the same
   */
  public ToolResult sorry(Throwable failure, String english, String mandarin) {
    return switch (RemoteFailure.reasonOf(failure)) {
      case UNREACHABLE -> failed("I can't reach the " + english + " right now.", "现在连不上" + mandarin + "。");
      case SLOW -> failed("The " + english + " did not answer in time.", mandarin + "没有及时回答。");
      case KEY_REFUSED -> failed("The " + english + " does not accept the key that is configured.",
          mandarin + "不接受配置的密钥。");
      case NOT_FOUND -> failed("The " + english + " does not know that.", mandarin + "没有找到这个内容。");
      case REFUSED -> failed("The " + english + " reports an error.", mandarin + "出错了。");
      case TOO_LONG, RUBBISH -> failed("The " + english + " gave an answer that I can't read.",
          mandarin + "的回答我看不懂。");
    };
  }
}
