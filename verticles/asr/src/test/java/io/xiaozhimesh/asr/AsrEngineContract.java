package io.xiaozhimesh.asr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What every engine keeps. An engine's test inherits this and brings an utterance that the engine understands. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AsrEngineContract {

  /** The engine under test, ready to serve; the same for all tests of the class. */
  protected abstract AsrEngine engine();

  /** An utterance that it understands. */
  protected abstract short[] utterance();

  /** What is said there. */
  protected abstract String words();

  @Test
  void utterance_finished_givesWordsAndEngine() {
    Transcript transcript = recognise(utterance());

    assertThat(transcript.text()).isEqualTo(words());
    assertThat(transcript.engine()).isEqualTo(engine().name());
    assertThat(transcript.language()).isNotEmpty();
  }

  @Test
  void utterance_inUnevenPieces_givesTheSameTranscript() {
    short[] whole = utterance();
    Recognition recognition = open();
    for (int at = 0, length = 1; at < whole.length; at += length, length = length * 3 % 1_901) {
      recognition.accept(Arrays.copyOfRange(whole, at, Math.min(whole.length, at + length)));
    }

    assertThat(await(recognition)).isEqualTo(recognise(whole));
  }

  @Test
  void noAudio_finished_givesEmptyText() {
    assertThat(await(open()).text()).isEmpty();
  }

  @Test
  void oneSample_finished_givesEmptyText() {
    assertThat(recognise(new short[] {1}).text()).isEmpty();
  }

  @Test
  void silence_finished_givesEmptyText() {
    assertThat(recognise(new short[AsrEngine.SAMPLE_RATE_HZ]).text()).isEmpty();
  }

  @Test
  void audioBeyondTheLongestUtterance_finished_isAnswered() {
    Recognition recognition = open();
    short[] second = new short[AsrEngine.SAMPLE_RATE_HZ];
    for (int i = 0; i < AsrEngine.UTTERANCE_MS_MAX / 1_000 + 5; i++) {
      recognition.accept(second);
    }

    assertThat(await(recognition).engine()).isEqualTo(engine().name());
  }

  @Test
  void cancelled_finish_failsWithCancelled() {
    Recognition recognition = open();
    recognition.accept(utterance());
    recognition.cancel();

    assertThatThrownBy(() -> await(recognition)).isInstanceOf(CompletionException.class)
        .cause().isInstanceOfSatisfying(MeshException.class, e -> assertThat(e.error()).isEqualTo(MeshError.CANCELLED));
  }

  @Test
  void finished_again_givesTheSameStage() {
    Recognition recognition = open();
    recognition.accept(utterance());

    assertThat(recognition.finish()).isSameAs(recognition.finish());
    assertThat(await(recognition).text()).isEqualTo(words());
  }

  @Test
  void finished_morePieces_areIgnored() {
    Recognition recognition = open();
    recognition.accept(utterance());
    recognition.finish();
    recognition.accept(utterance());

    assertThat(await(recognition).text()).isEqualTo(words());
  }

  @Test
  void full_oneMore_isRefusedUntilOneEnds() {
    List<Recognition> open = openAll();

    assertThatThrownBy(this::open).isInstanceOfSatisfying(MeshException.class,
        e -> assertThat(e.error()).isEqualTo(MeshError.OVERLOADED));
    open.forEach(Recognition::cancel);
    assertThat(recognise(utterance()).text()).isEqualTo(words());
  }

  /** As many as there is room for; what an earlier test has cancelled may still be on its way out of a decoder. */
  private List<Recognition> openAll() {
    List<Recognition> open = new ArrayList<>();
    for (int tries = 0; open.size() < engine().capacity() && tries < 100; tries++) {
      try {
        while (open.size() < engine().capacity()) {
          open.add(open());
        }
      } catch (MeshException earlierOnesAreThere) {
        open.forEach(Recognition::cancel);
        open.clear();
        recognise(utterance());
      }
    }
    assertThat(open).hasSize(engine().capacity());
    return open;
  }

  @Test
  void cancelledInTheMiddle_nextUtterances_areUnderstood() {
    for (int i = 0; i < 3; i++) {
      Recognition broken = open();
      broken.accept(utterance());
      broken.finish();
      broken.cancel();

      assertThat(recognise(utterance()).text()).isEqualTo(words());
    }
  }

  @Test
  void manyAtOnce_finished_eachHasItsOwnTranscript() {
    List<Recognition> spoken = new ArrayList<>();
    List<Recognition> silent = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      spoken.add(open());
      silent.add(open());
    }
    spoken.forEach(recognition -> recognition.accept(utterance()));
    silent.forEach(recognition -> recognition.accept(new short[8_000]));
    spoken.forEach(Recognition::finish);
    silent.forEach(Recognition::finish);

    assertThat(spoken).allSatisfy(recognition -> assertThat(await(recognition).text()).isEqualTo(words()));
    assertThat(silent).allSatisfy(recognition -> assertThat(await(recognition).text()).isEmpty());
  }

  /** Opens an utterance of unknown language. */
  protected final Recognition open() {
    return engine().open("", interim -> { });
  }

  /** The transcript of this audio. */
  protected final Transcript recognise(short[] pcm) {
    Recognition recognition = open();
    recognition.accept(pcm);
    return await(recognition);
  }

  private static Transcript await(Recognition recognition) {
    return recognition.finish().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
