package io.xiaozhimesh.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.dialogue.ChatMessage.Author;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every language model promises. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 60, timeUnit = TimeUnit.SECONDS)
public abstract class LanguageModelContract {

  /** What a listener heard. */
  public record Heard(String what, String text, List<ToolRequest> calls) {
  }

  protected static final ModelRequest QUESTION = new ModelRequest("",
      List.of(ChatMessage.of(Author.SYSTEM, "Be brief."), ChatMessage.of(Author.USER, "Hello?")), List.of());

  protected final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  protected Vertx vertx;
  private Context context;
  private LanguageModel.ModelCall call;
  private volatile MeshException failure;

  @BeforeEach
  void takeContext(Vertx given) {
    vertx = given;
    context = given.getOrCreateContext();
  }

  /** A model that will say these deltas and then want these tools. */
  protected abstract LanguageModel saying(List<String> deltas, List<ToolRequest> calls);

  /** A model that will say these deltas and then fail. */
  protected abstract LanguageModel failingAfter(List<String> deltas);

  /** A model that will say these deltas and then nothing more. */
  protected abstract LanguageModel hangingAfter(List<String> deltas);

  /** Fields of its tool calls that are not the service's. */
  protected String[] ignoredOfCalls() {
    return new String[0];
  }

  /** Whether it takes tools. */
  protected boolean takesTools() {
    return true;
  }

  protected void ask(LanguageModel model) {
    ask(model, QUESTION);
  }

  protected void ask(LanguageModel model, ModelRequest request) {
    context.runOnContext(v -> call = model.generate(request, new Recorder()));
  }

  /** What the listener was told of the last failure. */
  protected MeshException lastFailure() {
    return failure;
  }

  protected void cancel() {
    context.runOnContext(v -> call.cancel());
  }

  /** Runs when everything that was under way on the model's context has been reported. */
  protected void afterwards(Runnable check) {
    Promise<Void> turn = Promise.promise();
    context.runOnContext(v -> context.runOnContext(w -> turn.complete()));
    MeshFixture.await(turn.future());
    check.run();
  }

  protected Heard next() {
    try {
      Heard one = heard.poll(20, TimeUnit.SECONDS);
      assertThat(one).as("what the listener hears").isNotNull();
      return one;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** All text up to the end, and the end. */
  protected Heard untilEnd() {
    StringBuilder text = new StringBuilder();
    Heard one = next();
    while (one.what().equals("text")) {
      text.append(one.text());
      one = next();
    }
    return new Heard(one.what(), text.toString(), one.calls());
  }

  @Test
  void answer_comesInOrderAndEndsOnce() {
    ask(saying(List.of("Hel", "lo ", "你好", "!"), List.of()));

    assertThat(untilEnd()).isEqualTo(new Heard("ended", "Hello 你好!", List.of()));
    afterwards(() -> assertThat(heard).isEmpty());
  }

  @Test
  void toolCalls_comeAtTheEndInOrder() {
    assumeTrue(takesTools(), "takes no tools");
    List<ToolRequest> calls = List.of(new ToolRequest("c1", "one", "{\"a\":1}"), new ToolRequest("c2", "two", "{}"));
    ask(saying(List.of("Wait."), calls));

    Heard end = untilEnd();
    assertThat(end.text()).isEqualTo("Wait.");
    assertThat(end.calls()).usingRecursiveFieldByFieldElementComparatorIgnoringFields(ignoredOfCalls())
        .isEqualTo(calls);
  }

  @Test
  void failureAfterText_isReportedOnceAfterTheText() {
    ask(failingAfter(List.of("Once ")));

    Heard end = untilEnd();
    assertThat(end.what()).isEqualTo(MeshError.PROVIDER_FAILED.name());
    assertThat(end.text()).isEqualTo("Once ");
    afterwards(() -> assertThat(heard).isEmpty());
  }

  @Test
  void cancelledInTheMiddle_saysNothingMore() {
    ask(hangingAfter(List.of("Once ")));
    assertThat(next().text()).isEqualTo("Once ");

    cancel();

    afterwards(() -> assertThat(heard).isEmpty());
  }

  private final class Recorder implements ModelListener {

    @Override
    public void text(String delta) {
      heard.add(new Heard("text", delta, List.of()));
    }

    @Override
    public void ended(List<ToolRequest> calls) {
      heard.add(new Heard("ended", "", calls));
    }

    @Override
    public void failed(MeshException why) {
      failure = why;
      heard.add(new Heard(why.error().name(), why.getMessage(), List.of()));
    }
  }
}
