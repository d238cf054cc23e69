package io.xiaozhimesh.bridge;

import static io.xiaozhimesh.bridge.BridgeFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusDecoder;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SpeakCancel;
import io.xiaozhimesh.protocol.bus.SpeakCredit;
import io.xiaozhimesh.protocol.bus.SpeakEnd;
import io.xiaozhimesh.protocol.bus.SpeakFailed;
import io.xiaozhimesh.protocol.bus.SpeakOpen;
import io.xiaozhimesh.protocol.bus.SpeakSentence;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.worker.WorkerFrame;
import io.xiaozhimesh.protocol.worker.WorkerFrame.Kind;
import io.xiaozhimesh.protocol.worker.WorkerText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A voice behind the bridge is what a Java voice is. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class TtsWorkerTest {

  private static final TurnRef REF = new TurnRef("s1", 1, 1);
  private static final String INBOX = "tts.w.n1.1";
  private static final int SOURCE_HZ = 22_050;
  private static final int SOURCE_FRAME = SOURCE_HZ * 60 / 1000;

  private BridgeFixture mesh;
  private ScriptedWorker worker;

  @BeforeEach
  void join(Vertx vertx) throws Exception {
    mesh = new BridgeFixture(vertx, new JsonObject().put("requestMs", 1_500), new JsonObject());
    worker = mesh.connect();
    worker.join("tts", 4);
  }

  @Test
  void opusOfTheWorker_goesToTheOwnerAsItIs() throws Exception {
    int stream = open(REF, 10);
    ask(REF, 0);
    for (int i = 0; i < 3; i++) {
      worker.tell(opus(stream, 0, i));
    }
    worker.tell(new SentenceSpoken(REF, 0, 3, "scripted"));

    for (int i = 0; i < 3; i++) {
      assertThat(mesh.heard(SpeechFrame.class)).isEqualTo(new SpeechFrame(REF, 0, i, Payload.wrap(new byte[] {9, 9})));
    }
    assertThat(mesh.heard(SentenceSpoken.class)).isEqualTo(new SentenceSpoken(REF, 0, 3, "scripted"));
  }

  @Test
  void pcmOfTheWorker_isResampledEncodedAndHeard_withinTheSameCredit() throws Exception {
    int stream = open(REF, 20);
    ask(REF, 0);
    int frames = 10;
    for (int i = 0; i < frames; i++) {
      worker.tell(new WorkerFrame(Kind.SPEECH_PCM, stream, 1, 0, i, SOURCE_HZ, tone(i * SOURCE_FRAME, SOURCE_FRAME)));
    }
    worker.tell(new WorkerFrame(Kind.SPEECH_PCM, stream, 1, 0, frames, SOURCE_HZ, tone(frames * SOURCE_FRAME, 200)));
    worker.tell(new SentenceSpoken(REF, 0, frames + 1, "scripted"));

    double energy = 0;
    try (OpusDecoder decoder = OpusCodec.named("concentus").decoder(24_000)) {
      for (int i = 0; i <= frames; i++) {
        SpeechFrame frame = mesh.heard(SpeechFrame.class);
        assertThat(frame.sequence()).isEqualTo(i);
        short[] pcm = decoder.decode(frame.opus().array());
        assertThat(pcm).hasSize(1_440);
        if (i > 1 && i < frames) {
          energy += rms(pcm) / (frames - 2);
        }
      }
    }
    assertThat(mesh.heard(SentenceSpoken.class).frames()).isEqualTo(frames + 1);
    assertThat(energy).isCloseTo(8_000 / Math.sqrt(2), within(600.0));
  }

  @Test
  void sentenceThatTheOwnerHasInPart_isSpokenAgain_andOnlyTheRestIsHeard() throws Exception {
    int stream = open(REF, 2);
    mesh.bus.send(INBOX, new SpeakSentence(REF, 0, "Hello.", "en", "", 3));
    assertThat(worker.next(SpeakCredit.class).upToSequence()).isEqualTo(5);
    assertThat(worker.next(SpeakSentence.class).skipFrames()).isZero();
    for (int i = 0; i < 5; i++) {
      worker.tell(opus(stream, 0, i));
    }
    worker.tell(new SentenceSpoken(REF, 0, 5, "scripted"));

    assertThat(mesh.heard(SpeechFrame.class).sequence()).isZero();
    assertThat(mesh.heard(SpeechFrame.class).sequence()).isEqualTo(1);
    assertThat(mesh.heard(SentenceSpoken.class).frames()).isEqualTo(2);
  }

  @Test
  void frameBeyondTheCredit_endsTheConnection_andTheSentenceFails() throws Exception {
    int stream = open(REF, 2);
    ask(REF, 0);
    for (int i = 0; i < 3; i++) {
      worker.tell(opus(stream, 0, i));
    }

    assertThat(worker.closeCode()).isEqualTo(4002);
    mesh.heard(SpeechFrame.class);
    mesh.heard(SpeechFrame.class);
    SpeakFailed failed = mesh.heard(SpeakFailed.class);
    assertThat(failed.error()).isEqualTo(MeshError.UNAVAILABLE);
    assertThat(mesh.directory.candidates(Role.TTS)).isEmpty();
  }

  @Test
  void moreCredit_isToldToTheWorker_andAllowsMore() throws Exception {
    int stream = open(REF, 1);
    ask(REF, 0);
    mesh.bus.send(INBOX, new SpeakCredit(REF, 2));
    assertThat(worker.next(SpeakCredit.class).upToSequence()).isEqualTo(2);
    worker.tell(opus(stream, 0, 0));
    worker.tell(opus(stream, 0, 1));

    mesh.heard(SpeechFrame.class);
    assertThat(mesh.heard(SpeechFrame.class).sequence()).isEqualTo(1);
  }

  @Test
  void gapInTheFrames_endsTheConnection() throws Exception {
    int stream = open(REF, 5);
    ask(REF, 0);
    worker.tell(opus(stream, 0, 1));

    assertThat(worker.closeCode()).isEqualTo(4002);
  }

  @Test
  void frameOfAStreamThatNeverWas_endsTheConnection() throws Exception {
    worker.tell(opus(7, 0, 0));

    assertThat(worker.closeCode()).isEqualTo(4002);
  }

  @Test
  void cancelledAnswer_isSilent_andTheNextOneSounds() throws Exception {
    int stream = open(REF, 5);
    ask(REF, 0);
    mesh.bus.send(INBOX, new SpeakCancel(REF));
    worker.next(SpeakCancel.class);
    worker.tell(opus(stream, 0, 0));
    TurnRef later = new TurnRef("s1", 2, 2);
    int next = open(later, 5);
    ask(later, 0);
    worker.tell(new WorkerFrame(Kind.SPEECH, next, 2, 0, 0, 0, Payload.wrap(new byte[] {7})));

    assertThat(mesh.heard(SpeechFrame.class).ref()).isEqualTo(later);
    assertThat(mesh.metrics.counted("mesh.bridge.tts.answer", "outcome", "stale")).isEqualTo(1);
  }

  @Test
  void newerAnswerOfASession_replacesTheOlder() throws Exception {
    open(REF, 5);
    await(openRequest(new TurnRef("s1", 2, 2), 5));
  }

  @Test
  void answerWithAllSentencesReported_givesItsPlaceBack() throws Exception {
    open(REF, 5);
    ask(REF, 0);
    mesh.bus.send(INBOX, new SpeakEnd(REF, 1));
    worker.next(SpeakEnd.class);
    worker.tell(new SpeakFailed(REF, 0, MeshError.PROVIDER_FAILED, "mute"));

    assertThat(mesh.heard(SpeakFailed.class).error()).isEqualTo(MeshError.PROVIDER_FAILED);
    mesh.directory.candidates(Role.TTS);
    assertThat(mesh.directory.alive().get(0).roles().get(0).sessions()).isZero();
  }

  private int open(TurnRef ref, int credit) throws Exception {
    var asked = mesh.bus.request(INBOX, speakOpen(ref, credit), Accepted.class, 2_000);
    WorkerText request = worker.nextText();
    assertThat(request.message()).isEqualTo(speakOpen(ref, credit));
    worker.answer(request, new Accepted());
    await(asked);
    return request.stream();
  }

  private Future<Accepted> openRequest(TurnRef ref, int credit) throws Exception {
    var asked = mesh.bus.request(INBOX, speakOpen(ref, credit), Accepted.class, 2_000);
    assertThat(worker.next(SpeakCancel.class).ref()).isEqualTo(REF);
    worker.answer(worker.nextText(), new Accepted());
    return asked;
  }

  private SpeakOpen speakOpen(TurnRef ref, int credit) {
    return new SpeakOpen(ref, mesh.owner.address(), new AudioFormat(24_000, 1, 60), credit);
  }

  private void ask(TurnRef ref, int index) throws Exception {
    mesh.bus.send(INBOX, new SpeakSentence(ref, index, "Hello.", "en", "", 0));
    assertThat(worker.next(SpeakSentence.class).index()).isEqualTo(index);
  }

  private static WorkerFrame opus(int stream, int index, int sequence) {
    return new WorkerFrame(Kind.SPEECH, stream, 1, index, sequence, 0, Payload.wrap(new byte[] {9, 9}));
  }

  private static Payload tone(int from, int samples) {
    ByteBuffer out = ByteBuffer.allocate(samples * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples; i++) {
      out.putShort((short) (8_000 * Math.sin(2 * Math.PI * 440 * (from + i) / SOURCE_HZ)));
    }
    return Payload.wrap(out.array());
  }

  private static double rms(short[] pcm) {
    double sum = 0;
    for (short s : pcm) {
      sum += (double) s * s;
    }
    return Math.sqrt(sum / pcm.length);
  }
}
