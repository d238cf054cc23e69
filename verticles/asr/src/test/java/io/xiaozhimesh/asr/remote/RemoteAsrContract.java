package io.xiaozhimesh.asr.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.AsrEngineContract;
import io.xiaozhimesh.asr.AsrEngineProvider;
import io.xiaozhimesh.asr.EngineContext;
import io.xiaozhimesh.asr.Recognition;
import io.xiaozhimesh.asr.Transcript;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every engine that asks a service promises, whatever the service does. */
public abstract class RemoteAsrContract extends AsrEngineContract {

  protected Vertx vertx;
  protected StandIn service;
  private AsrEngine engine;

  /** The type under test. */
  protected abstract AsrEngineProvider provider();

  /** A fresh service. */
  protected abstract StandIn start() throws Exception;

  /** Settings with which the type finds the service, and with the service's keys. */
  protected abstract JsonObject settings();

  /** Whether words come before all has been understood. */
  protected boolean streams() {
    return false;
  }

  @BeforeEach
  final void open_everything() throws Exception {
    vertx = Vertx.vertx();
    service = start();
    engine = create(common());
  }

  @AfterEach
  final void everyRequest_wasAsTheServiceDocumentsIt() throws Exception {
    engine.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertThat(service.complaint.get()).isNull();
  }

  @Override
  protected final AsrEngine engine() {
    return engine;
  }

  @Override
  protected final short[] utterance() {
    short[] tone = new short[AsrEngine.SAMPLE_RATE_HZ + 37];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (short) (9_000 * Math.sin(2 * Math.PI * 300 * i / AsrEngine.SAMPLE_RATE_HZ));
    }
    return tone;
  }

  @Override
  protected final String words() {
    return StandIn.WORDS;
  }

  protected final JsonObject common() {
    return settings().put("transcriptMs", 20_000).put("connectMs", 20_000).put("utterancesMax", 16);
  }

  protected final AsrEngine create(JsonObject section) {
    OptionsReader reader = new OptionsReader("asr.providers.x", section);
    AsrEngine made = provider().create(reader, new EngineContext(vertx, MeshClock.system(), Metrics.inMemory()));
    reader.refuseUnread();
    return made;
  }

  protected final MeshException failure(AsrEngine asked) {
    Recognition recognition = asked.open("", text -> { });
    recognition.accept(utterance());
    return failure(recognition);
  }

  private static MeshException failure(Recognition recognition) {
    try {
      Transcript transcript = recognition.finish().toCompletableFuture().get(30, TimeUnit.SECONDS);
      throw new AssertionError("understood " + transcript);
    } catch (ExecutionException e) {
      return (MeshException) e.getCause();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void utterance_reachesTheService_exactly() {
    short[] said = utterance();
    Buffer bytes = Buffer.buffer();
    for (short sample : said) {
      bytes.appendShortLE(sample);
    }

    assertThat(recognise(said).text()).isEqualTo(words());
    assertThat(service.lastHeard).isEqualTo(bytes.getBytes());
  }

  @Test
  void interimResults_comeInOrder_beforeTheTranscript() throws Exception {
    List<String> interim = new CopyOnWriteArrayList<>();
    Recognition recognition = engine.open("", interim::add);
    recognition.accept(utterance());
    recognition.finish().toCompletableFuture().get(30, TimeUnit.SECONDS);

    assertThat(interim).isEqualTo(streams() ? SocketStandIn.ON_THE_WAY : List.of());
  }

  @Test
  void expectedLanguage_standsInTheTranscript() throws Exception {
    Recognition recognition = engine.open("zh-CN", text -> { });
    recognition.accept(utterance());

    assertThat(recognition.finish().toCompletableFuture().get(30, TimeUnit.SECONDS).language()).isEqualTo("zh-CN");
  }

  @Test
  void answer_byteByByte_isUnderstood() {
    service.behaviour = Behaviour.BYTE_BY_BYTE;

    assertThat(recognise(utterance()).text()).isEqualTo(words());
  }

  @ParameterizedTest
  @CsvSource({"401, UNAUTHENTICATED", "403, UNAUTHENTICATED", "429, OVERLOADED", "500, PROVIDER_FAILED",
      "502, PROVIDER_FAILED"})
  void refusal_becomesAnErrorOfTheMesh(int status, MeshError error) {
    service.refusal = status;

    assertThat(failure(engine).error()).isEqualTo(error);
  }

  @Test
  void tooManyRequests_sayWhenToComeBack() {
    service.refusal = 429;

    assertThat(failure(engine).retryAfterMs()).isEqualTo(7_000);
  }

  @Test
  void serviceThatNeverAnswers_timesOut_andFreesItsPlace() {
    service.behaviour = Behaviour.SILENT;
    try (AsrEngine impatient = create(common().put("transcriptMs", 300).put("utterancesMax", 1))) {
      assertThat(failure(impatient).error()).isEqualTo(MeshError.TIMEOUT);
      assertThat(failure(impatient)).hasMessageContaining("300");
    }
  }

  @Test
  void connectionCut_inTheMiddle_fails() {
    service.behaviour = Behaviour.CUT;

    assertThat(failure(engine).error()).isEqualTo(MeshError.PROVIDER_FAILED);
  }

  @Test
  void rubbish_insteadOfWords_fails() {
    service.behaviour = Behaviour.RUBBISH;

    assertThat(failure(engine).error()).isEqualTo(MeshError.PROVIDER_FAILED);
  }

  @Test
  void hugeAnswer_isBrokenOff() throws Exception {
    service.behaviour = Behaviour.HUGE;

    assertThat(failure(engine).error()).isEqualTo(MeshError.PROVIDER_FAILED);
    assertThat(service.closedEarly.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void serviceThatIsNotThere_isUnavailable() {
    String address = settings().getString("url").replaceFirst(":\\d+", ":1");
    try (AsrEngine lost = create(common().put("url", address))) {
      assertThat(failure(lost).error()).isEqualTo(MeshError.UNAVAILABLE);
    }
  }

  @Test
  void cancelled_whileTheServiceThinks_closesTheConnection() throws Exception {
    service.behaviour = Behaviour.SILENT;
    Recognition recognition = open();
    recognition.accept(utterance());
    recognition.finish();
    assertThat(service.asked.await(10, TimeUnit.SECONDS)).isTrue();
    recognition.cancel();

    assertThat(failure(recognition).error()).isEqualTo(MeshError.CANCELLED);
    assertThat(service.closedEarly.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void engineClosed_openUtterance_fails() {
    service.behaviour = Behaviour.SILENT;
    AsrEngine closed = create(common());
    Recognition recognition = closed.open("", text -> { });
    recognition.accept(utterance());
    closed.close();

    assertThat(failure(recognition).error()).isEqualTo(MeshError.PROVIDER_FAILED);
  }

  @Test
  void withoutAnySetting_isRefusedWithThePathOfWhatIsMissing() {
    if (needsNothing()) {
      create(new JsonObject()).close();
    } else {
      assertThatThrownBy(() -> create(new JsonObject())).isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("asr.providers.x.");
    }
  }

  /** Whether the type works as it is, without any setting. */
  protected boolean needsNothing() {
    return false;
  }
}
