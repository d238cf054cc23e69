package io.xiaozhimesh.asr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.Phrase;
import io.xiaozhimesh.protocol.bus.PhrasesDeclared;
import io.xiaozhimesh.protocol.bus.PhrasesWanted;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import io.xiaozhimesh.protocol.bus.TranscriptInterim;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.UtteranceCancel;
import io.xiaozhimesh.protocol.bus.UtteranceEnd;
import io.xiaozhimesh.protocol.bus.UtteranceOpen;
import io.xiaozhimesh.protocol.bus.UtterancePcm;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import io.xiaozhimesh.stage.resilience.Guarded;
import io.xiaozhimesh.stage.resilience.ProviderAdmin;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(20)
class AsrVerticleTest {

  private static final String OWNER = "ingress.w.n1";

  private final BlockingQueue<BusMessage> atOwner = new LinkedBlockingQueue<>();
  private final Metrics metrics = Metrics.inMemory();
  private Vertx vertx;
  private MeshBus bus;
  private StageContext stage;
  private String inbox;
  private String deployment;

  @BeforeEach
  void deploy(Vertx vertx) {
    this.vertx = vertx;
    bus = new MeshBus(vertx, "n1", metrics);
    WorkerDirectory directory = new WorkerDirectory(bus, MeshClock.system(), "test");
    await(directory.start(vertx));
    stage = new StageContext(bus, directory, MeshClock.system(), metrics);
    await(bus.subscribe(OWNER, BusMessage.class, atOwner::add).completion());
    ScriptedEngineProvider.PHRASES.clear();
    inbox = Addresses.inbox(Role.ASR, "n1");
    deployment = await(vertx.deployVerticle(new AsrVerticle(stage, options())));
  }

  @Test
  void utterance_inPiecesOutOfOrder_isAnsweredAtTheOwner() throws InterruptedException {
    open(ref(1, 0), 0);
    pcm(ref(1, 0), 0, 1, 7, 8);
    pcm(ref(1, 0), 0, 0, ScriptedEngineProvider.HEARS, -2);
    bus.send(inbox, new UtteranceEnd(ref(1, 0), 0, 2));

    TranscriptFinal transcript = (TranscriptFinal) next();
    assertThat(transcript.text()).isEqualTo("heard [1, -2, 7, 8]");
    assertThat(transcript.ref()).isEqualTo(ref(1, 0));
    assertThat(transcript.language()).isEqualTo("en");
    assertThat(transcript.emotion()).isEqualTo("happy");
    assertThat(transcript.engine()).isEqualTo("scripted");
    assertThat(transcript.asrMs()).isNotNegative();
  }

  @Test
  void missingPiece_failsTheUtterance_soThatItsOwnerSendsItAgain() throws InterruptedException {
    open(ref(1, 0), 0);
    pcm(ref(1, 0), 0, 0, ScriptedEngineProvider.HEARS);
    pcm(ref(1, 0), 0, 2, 9);
    bus.send(inbox, new UtteranceEnd(ref(1, 0), 0, 3));

    assertThat(((TranscriptFailed) next()).error()).isEqualTo(MeshError.CANCELLED);
    assertThat(counted("incomplete")).isEqualTo(1);
  }

  @Test
  void engineFails_ownerHearsIt() throws InterruptedException {
    say(ref(1, 0), 0, ScriptedEngineProvider.FAILS);

    assertThat(next()).isEqualTo(new TranscriptFailed(ref(1, 0), 0, MeshError.PROVIDER_FAILED, "as scripted"));
  }

  @Test
  void firstEngineFails_nextHasAllTheAudio_andSignsTheTranscript() throws InterruptedException {
    await(vertx.undeploy(deployment));
    await(vertx.deployVerticle(new AsrVerticle(stage, AsrOptions.from(new JsonObject("""
        {"chain": ["near", "far"], "providers": {
          "near": {"type": "scripted", "dead": true}, "far": {"type": "scripted"}}}""")))));
    open(ref(1, 0), 0);
    pcm(ref(1, 0), 0, 0, ScriptedEngineProvider.HEARS, 4);
    pcm(ref(1, 0), 0, 1, 5);
    bus.send(inbox, new UtteranceEnd(ref(1, 0), 0, 2));

    TranscriptFinal transcript = (TranscriptFinal) next();
    assertThat(transcript.text()).isEqualTo("heard [1, 4, 5]");
    assertThat(transcript.engine()).isEqualTo("far");
  }

  @Test
  void firstEngineIsSilent_nextIsGivenTheAudioToo_andWhoIsFasterAnswers() throws InterruptedException {
    await(vertx.undeploy(deployment));
    AsrVerticle verticle = new AsrVerticle(stage, AsrOptions.from(new JsonObject("""
        {"chain": ["near", "far"], "resilience": {"hedgeMs": 30, "errorsMax": 1}, "providers": {
          "near": {"type": "scripted", "mute": true}, "far": {"type": "scripted"}}}""")));
    await(vertx.deployVerticle(verticle));
    say(ref(1, 0), 0, ScriptedEngineProvider.HEARS);
    assertThat(((TranscriptFinal) next()).engine()).isEqualTo("far");
    say(ref(1, 0), 1, ScriptedEngineProvider.HEARS);
    assertThat(((TranscriptFinal) next()).engine()).isEqualTo("far");

    ProviderAdmin.Picture picture = await(verticle.providerAdmin().picture());
    assertThat(picture.providers()).extracting(Guarded.Status::name, Guarded.Status::state, Guarded.Status::succeeded)
        .containsExactly(tuple("near", "open", 0L), tuple("far", "closed", 2L));
  }

  @Test
  void sameAudioAgain_isNotRecognisedAgain_otherAudioIs() throws InterruptedException {
    await(vertx.undeploy(deployment));
    AsrVerticle verticle = new AsrVerticle(stage, AsrOptions.from(new JsonObject("""
        {"chain": ["a"], "providers": {"a": {"type": "scripted"}}}""")));
    await(vertx.deployVerticle(verticle));
    for (int utterance = 0; utterance < 3; utterance++) {
      say(ref(1, 0), utterance, ScriptedEngineProvider.HEARS, 7, utterance / 2);
      assertThat(((TranscriptFinal) next()).text()).isEqualTo("heard [1, 7, " + utterance / 2 + "]");
    }

    assertThat(await(verticle.providerAdmin().picture()).providers().get(0).succeeded()).isEqualTo(2);
  }

  @Test
  void otherEnginesPutInForce_nextUtteranceUsesThem_andTheOldAreClosedAfterTheirLast() throws InterruptedException {
    await(vertx.undeploy(deployment));
    AsrVerticle verticle = new AsrVerticle(stage, AsrOptions.from(new JsonObject("""
        {"chain": ["a"], "providers": {"a": {"type": "scripted"}, "b": {"type": "scripted"}}}""")));
    await(vertx.deployVerticle(verticle));
    bus.publish(Addresses.PHRASES, new PhrasesDeclared("x", List.of(new Phrase("en", "hello"))));
    assertThat(ScriptedEngineProvider.PHRASES.poll(10, TimeUnit.SECONDS)).isNotNull();
    int before = ScriptedEngineProvider.LOADED.get();
    open(ref(1, 0), 0);
    pcm(ref(1, 0), 0, 0, ScriptedEngineProvider.HEARS);
    await(verticle.providerAdmin().apply(new JsonObject("""
        {"chain": ["b"], "providers": {"a": {"type": "scripted"}, "b": {"type": "scripted"}}}""")));
    assertThat(ScriptedEngineProvider.PHRASES.poll(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(ScriptedEngineProvider.LOADED.get()).isEqualTo(before + 1);
    bus.send(inbox, new UtteranceEnd(ref(1, 0), 0, 1));
    assertThat(((TranscriptFinal) next()).engine()).isEqualTo("a");
    say(ref(1, 0), 1, ScriptedEngineProvider.HEARS);
    assertThat(((TranscriptFinal) next()).engine()).isEqualTo("b");
    assertThatThrownBy(() -> await(verticle.providerAdmin().apply(new JsonObject("{\"chain\": [\"nobody\"]}"))))
        .hasMessageContaining("nobody is neither in asr.providers");

    assertThat(await(verticle.providerAdmin().picture()).chain()).containsExactly("b");
  }

  @Test
  void engineNeverAnswers_deadlineFailsTheUtterance_andFreesItsPlace() throws InterruptedException {
    say(ref(1, 0), 0, ScriptedEngineProvider.HANGS);
    say(ref(1, 0), 1, ScriptedEngineProvider.HANGS);

    assertThat(((TranscriptFailed) next()).error()).isEqualTo(MeshError.TIMEOUT);
    assertThat(((TranscriptFailed) next()).error()).isEqualTo(MeshError.TIMEOUT);
    say(ref(1, 0), 2, ScriptedEngineProvider.HEARS);
    assertThat(next()).isInstanceOf(TranscriptFinal.class);
  }

  @Test
  void interimResults_reachTheOwner() throws InterruptedException {
    open(ref(1, 0), 0);
    pcm(ref(1, 0), 0, 0, ScriptedEngineProvider.INTERIM);

    assertThat(next()).isEqualTo(new TranscriptInterim(ref(1, 0), 0, "so far 1"));
  }

  @Test
  void full_openIsRefusedWithOverloaded_untilOneIsCancelled() {
    open(ref(1, 0), 0);
    open(ref(1, 0), 1);
    assertRefused(ref(1, 0), 2, MeshError.OVERLOADED);

    bus.send(inbox, new UtteranceCancel(ref(1, 0), 0));
    open(ref(1, 0), 2);
    assertThat(counted("cancelled")).isEqualTo(1);
  }

  @Test
  void newerEpoch_endsTheOlderSilently_andRefusesIt() throws InterruptedException {
    open(ref(1, 0), 0);
    pcm(ref(1, 0), 0, 0, ScriptedEngineProvider.HEARS);
    say(ref(2, 1), 0, ScriptedEngineProvider.HEARS, 5);
    bus.send(inbox, new UtteranceEnd(ref(1, 0), 0, 1));
    assertRefused(ref(1, 0), 1, MeshError.CANCELLED);

    assertThat(((TranscriptFinal) next()).ref()).isEqualTo(ref(2, 1));
    assertThat(atOwner).isEmpty();
    assertThat(counted("superseded")).isEqualTo(1);
    assertThat(counted("stale")).isEqualTo(2);
  }

  @Test
  void pieceOfAnUnknownUtterance_isCountedAndHarmless() throws InterruptedException {
    pcm(ref(9, 0), 4, 0, 1);
    say(ref(1, 0), 0, ScriptedEngineProvider.HEARS);

    assertThat(next()).isInstanceOf(TranscriptFinal.class);
    assertThat(counted("unknown")).isEqualTo(1);
  }

  @Test
  void phrasesOfSeveralSources_reachTheEngineOnce() throws InterruptedException {
    Phrase hello = new Phrase("en", "hello there");
    Phrase time = new Phrase("en", "what time is it");
    bus.publish(Addresses.PHRASES, new PhrasesDeclared("b", List.of(time)));
    bus.publish(Addresses.PHRASES, new PhrasesDeclared("a", List.of(hello, time)));

    assertThat(ScriptedEngineProvider.PHRASES.poll(10, TimeUnit.SECONDS)).containsExactly(hello, time);
    assertThat(ScriptedEngineProvider.PHRASES).isEmpty();
  }

  @Test
  void started_asksForPhrases_andIsOffered_stoppedIsGone() throws InterruptedException {
    await(vertx.undeploy(deployment));
    int loaded = ScriptedEngineProvider.LOADED.get();
    BlockingQueue<PhrasesWanted> wanted = new LinkedBlockingQueue<>();
    await(bus.subscribe(Addresses.PHRASES, PhrasesWanted.class, wanted::add).completion());

    String again = await(vertx.deployVerticle(new AsrVerticle(stage, options())));
    assertThat(wanted.poll(10, TimeUnit.SECONDS)).isEqualTo(new PhrasesWanted("n1"));
    assertThat(stage.directory().alive().get(0).roles()).extracting(role -> role.role()).containsExactly(Role.ASR);

    await(vertx.undeploy(again));
    assertThat(stage.directory().alive().get(0).roles()).isEmpty();
    assertThat(ScriptedEngineProvider.LOADED).hasValue(loaded);
    assertRefused(ref(1, 0), 0, MeshError.UNAVAILABLE);
  }

  @Test
  void nobodyDeclares_asksAgain_untilSomebodyDoes() throws InterruptedException {
    BlockingQueue<PhrasesWanted> wanted = new LinkedBlockingQueue<>();
    await(bus.subscribe(Addresses.PHRASES, PhrasesWanted.class, wanted::add).completion());
    String again = await(vertx.deployVerticle(new AsrVerticle(stage, options())));
    wanted.poll(10, TimeUnit.SECONDS);
    assertThat(wanted.poll(10, TimeUnit.SECONDS)).isNotNull();

    bus.publish(Addresses.PHRASES, new PhrasesDeclared("test", List.of(new Phrase("en", "hello"))));

    // The one that may have been on its way, the last one after the declaration, and silence; twice, as this node has two.
    int more = 0;
    while (wanted.poll(1_500, TimeUnit.MILLISECONDS) != null) {
      more++;
    }
    assertThat(more).isLessThanOrEqualTo(5);
    await(vertx.undeploy(again));
  }

  @Test
  void brokenEngine_deploymentFailsWithItsReason() {
    AsrOptions broken = AsrOptions.from(new JsonObject().put("engine", "scripted")
        .put("scripted", new JsonObject().put("broken", true)));

    assertThatThrownBy(() -> await(vertx.deployVerticle(new AsrVerticle(stage, broken))))
        .hasRootCauseMessage("scripted is broken");
  }

  private static AsrOptions options() {
    return AsrOptions.from(new JsonObject().put("engine", "scripted").put("transcriptDeadlineMs", 300)
        .put("scripted", new JsonObject().put("utterancesMax", 2)));
  }

  private void say(TurnRef ref, int utteranceId, int... samples) {
    open(ref, utteranceId);
    pcm(ref, utteranceId, 0, samples);
    bus.send(inbox, new UtteranceEnd(ref, utteranceId, 1));
  }

  private void open(TurnRef ref, int utteranceId) {
    await(request(ref, utteranceId));
  }

  private void assertRefused(TurnRef ref, int utteranceId, MeshError error) {
    assertThatThrownBy(() -> await(request(ref, utteranceId))).isInstanceOf(CompletionException.class).cause()
        .isInstanceOfSatisfying(MeshException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  private Future<Accepted> request(TurnRef ref, int utteranceId) {
    return bus.request(inbox, new UtteranceOpen(ref, utteranceId, "", OWNER), Accepted.class, 5_000);
  }

  private void pcm(TurnRef ref, int utteranceId, int sequence, int... samples) {
    ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int sample : samples) {
      bytes.putShort((short) sample);
    }
    bus.send(inbox, new UtterancePcm(ref, utteranceId, sequence, Payload.wrap(bytes.array())));
  }

  private BusMessage next() throws InterruptedException {
    BusMessage message = atOwner.poll(10, TimeUnit.SECONDS);
    assertThat(message).isNotNull();
    return message;
  }

  private long counted(String outcome) {
    return metrics.counted("mesh.asr.utterance", "outcome", outcome);
  }

  private static TurnRef ref(int turnId, int epoch) {
    return new TurnRef("s1", turnId, epoch);
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
