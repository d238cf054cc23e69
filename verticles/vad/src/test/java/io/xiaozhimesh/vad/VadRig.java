package io.xiaozhimesh.vad;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.audio.OpusEncoder;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.AudioFrame;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.ListenCredit;
import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.ListenOpen;
import io.xiaozhimesh.protocol.bus.ListenOpened;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SpeechStarted;
import io.xiaozhimesh.protocol.bus.SpeechStopped;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.UtteranceCancel;
import io.xiaozhimesh.protocol.bus.UtteranceEnd;
import io.xiaozhimesh.protocol.bus.UtteranceOpen;
import io.xiaozhimesh.protocol.bus.UtterancePcm;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.MeshBus;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.Metrics;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;

/** A vad worker on a real bus, with an owner and a recogniser that record what they hear. */
final class VadRig {

  private static final int WAIT_MS_MAX = 8_000;

  final Vertx vertx;
  final Metrics metrics = Metrics.inMemory();
  final MeshBus bus;
  final StageContext context;
  final BlockingQueue<BusMessage> owner = new LinkedBlockingQueue<>();
  final BlockingQueue<BusMessage> asr = new LinkedBlockingQueue<>();
  final BlockingQueue<ListenCredit> credits = new LinkedBlockingQueue<>();
  volatile Supplier<Future<Accepted>> acceptance = () -> Future.succeededFuture(new Accepted());
  final BlockingQueue<SpeechStarted> repeated = new LinkedBlockingQueue<>();
  private SpeechStarted lastStarted;
  private final List<Inbox> inboxes = new ArrayList<>();
  private String deployment;

  VadRig(Vertx vertx) {
    this.vertx = vertx;
    bus = new MeshBus(vertx, "n1", metrics);
    context = new StageContext(bus, new WorkerDirectory(bus, MeshClock.system(), "test"), MeshClock.system(), metrics);
    inboxes.add(bus.inbox(Role.INGRESS)
        .on(SpeechStarted.class, this::started)
        .on(SpeechStopped.class, owner::add)
        .on(TranscriptFailed.class, owner::add)
        .on(ListenCredit.class, credits::add));
    inboxes.add(bus.inbox(Role.ASR)
        .onRequest(UtteranceOpen.class, open -> {
          asr.add(open);
          return acceptance.get();
        })
        .on(UtterancePcm.class, asr::add)
        .on(UtteranceEnd.class, asr::add)
        .on(UtteranceCancel.class, asr::add));
    inboxes.forEach(i -> await(i.open()));
  }

  /** It is said again while somebody speaks. */
  private void started(SpeechStarted started) {
    if (started.equals(lastStarted)) {
      repeated.add(started);
    } else {
      lastStarted = started;
      owner.add(started);
    }
  }

  void deploy(JsonObject section) {
    JsonObject all = new JsonObject().put("warmUpFrames", 0).mergeIn(section);
    deployment = await(vertx.deployVerticle(new VadVerticle(context, VadOptions.from(all))));
  }

  void undeploy() {
    await(vertx.undeploy(deployment));
  }

  ListenOpened open(TurnRef ref, ListenMode mode, boolean speaking) {
    return await(requestOpen(ref, mode, speaking));
  }

  Future<ListenOpened> requestOpen(TurnRef ref, ListenMode mode, boolean speaking) {
    return bus.request(inbox(), new ListenOpen(ref, mode, new AudioFormat(16_000, 1, 60), "en",
        Addresses.inbox(Role.INGRESS, "n1"), Addresses.inbox(Role.ASR, "n1"), speaking), ListenOpened.class, 2_000);
  }

  void tell(BusMessage message) {
    bus.send(inbox(), message);
  }

  /** Sends sound as packets; answers with the next sequence number. */
  int speak(TurnRef ref, int firstSequence, int packetMs, short[] pcm) {
    List<byte[]> packets = encoded(packetMs, pcm);
    for (int i = 0; i < packets.size(); i++) {
      packet(ref, firstSequence + i, packets.get(i));
    }
    return firstSequence + packets.size();
  }

  void packet(TurnRef ref, int sequence, byte[] packet) {
    tell(new AudioFrame(ref, sequence, 0, Payload.wrap(packet)));
  }

  static List<byte[]> encoded(int packetMs, short[] pcm) {
    List<byte[]> packets = new ArrayList<>();
    try (OpusEncoder encoder = OpusCodec.detect().encoder(16_000, packetMs, 0, true)) {
      int frame = encoder.frameSamples();
      for (int at = 0; at < pcm.length; at += frame) {
        packets.add(encoder.encode(Arrays.copyOfRange(pcm, at, at + frame), 0));
      }
    }
    return packets;
  }

  <T> T fromOwner(Class<T> type) {
    return next(owner, type);
  }

  <T> T fromAsr(Class<T> type) {
    return next(asr, type);
  }

  /** All PCM of the utterance up to its end; checks that the pieces are complete and in order. */
  short[] utterancePcm() {
    List<short[]> parts = new ArrayList<>();
    while (true) {
      BusMessage message = next(asr, BusMessage.class);
      if (message instanceof UtteranceEnd end) {
        Assertions.assertThat(end.pieces()).isEqualTo(parts.size());
        return SpokenSound.joined(parts.toArray(short[][]::new));
      }
      UtterancePcm piece = (UtterancePcm) message;
      Assertions.assertThat(piece.sequence()).isEqualTo(parts.size());
      Assertions.assertThat(piece.pcm().length()).isLessThanOrEqualTo(8_192);
      parts.add(samples(piece.pcm().array()));
    }
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(WAIT_MS_MAX, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T next(BlockingQueue<BusMessage> from, Class<T> type) {
    try {
      BusMessage message = from.poll(WAIT_MS_MAX, TimeUnit.MILLISECONDS);
      Assertions.assertThat(message).isInstanceOf(type);
      return type.cast(message);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static short[] samples(byte[] bytes) {
    short[] pcm = new short[bytes.length / 2];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) (bytes[2 * i] & 0xFF | bytes[2 * i + 1] << 8);
    }
    return pcm;
  }

  private static String inbox() {
    return Addresses.inbox(Role.VAD, "n1");
  }
}
