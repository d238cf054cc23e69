package io.xiaozhimesh.vad;

import ai.onnxruntime.OrtException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.protocol.bus.AudioFrame;
import io.xiaozhimesh.protocol.bus.ListenClose;
import io.xiaozhimesh.protocol.bus.ListenFlush;
import io.xiaozhimesh.protocol.bus.ListenOpen;
import io.xiaozhimesh.protocol.bus.ListenOpened;
import io.xiaozhimesh.protocol.bus.ListenSpeaking;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.LeaseBeats;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerCapacity;
import io.xiaozhimesh.stage.WorkerDirectory;
import io.xiaozhimesh.vad.internal.AudioTime;
import io.xiaozhimesh.vad.internal.UplinkDecoder;
import io.xiaozhimesh.vad.silero.SileroModel;
import io.xiaozhimesh.vad.silero.SileroModelFile;
import io.xiaozhimesh.vad.silero.SileroState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds speech in the listening streams of many sessions. Holds one lease per session; decoding and scoring run on
 * threads of its own, everything else on its context.
 */
public final class VadVerticle extends VerticleBase {

  /** How often gaps and leases are looked at, in milliseconds. */
  static final int TICK_MS = 50;

  private static final Logger LOG = LoggerFactory.getLogger(VadVerticle.class);

  /** What costs time to make and must be released. */
  private record Engines(OpusCodec codec, SileroModel model, WorkerCapacity capacity, ScoringPool pool) {
  }

  private final StageContext stage;
  private final VadOptions options;
  private final Map<String, ListenStream> streams = new ConcurrentHashMap<>();
  private Engines engines;
  private Inbox inbox;
  private LeaseBeats beats;
  private long tickTimer = -1;

  /** Not yet serving: that begins when the deployment has completed. */
  public VadVerticle(StageContext stage, VadOptions options) {
    this.stage = stage;
    this.options = options;
  }

  @Override
  public Future<?> start() {
    inbox = stage.bus().inbox(Role.VAD)
        .onRequest(ListenOpen.class, this::open)
        .on(AudioFrame.class, frame -> stream(frame.ref()).ifPresent(s -> s.frame(frame)))
        .on(ListenSpeaking.class, m -> stream(m.ref()).ifPresent(s -> s.speaking(m.speaking())))
        .on(ListenFlush.class, m -> stream(m.ref()).ifPresent(ListenStream::flush))
        .on(ListenClose.class, m -> stream(m.ref()).ifPresent(this::release));
    return vertx.executeBlocking(this::engines)
        .compose(made -> {
          engines = made;
          return inbox.open().recover(failure -> vertx.executeBlocking(this::releaseEngines)
              .transform(released -> Future.failedFuture(failure)));
        })
        .onSuccess(v -> {
          beats = LeaseBeats.start(vertx, stage, Role.VAD, inbox.address(), this::byOwner);
          tickTimer = vertx.setPeriodic(TICK_MS, t -> tick());
          stage.directory().offer(Role.VAD, this::load);
        });
  }

  @Override
  public Future<?> stop() {
    stage.directory().withdraw(Role.VAD);
    vertx.cancelTimer(tickTimer);
    beats.stop();
    return inbox.close()
        .compose(v -> {
          List.copyOf(streams.values()).forEach(this::release);
          return vertx.executeBlocking(this::releaseEngines);
        });
  }

  private Engines engines() throws IOException, OrtException {
    byte[] onnx = SileroModelFile.read(options.modelFile());
    boolean chosen = !options.opusCodec().equals(VadOptions.DEFAULT_OPUS_CODEC);
    OpusCodec codec = chosen ? OpusCodec.named(options.opusCodec()) : OpusCodec.detect();
    codec.warmUp(AudioTime.SAMPLE_RATE_HZ, options.warmUpFrames());
    SileroModel model = SileroModel.fastest(onnx, stage.metrics());
    int threads = options.threadsOn(Runtime.getRuntime().availableProcessors());
    WorkerCapacity capacity = WorkerCapacity.of(options.capacity(), threads,
        options.measuresCapacity() ? Rehearsal.nsPerS(codec, model, stage.clock()) : 0, VadOptions.STATED_CAPACITY);
    LOG.info("decoding with {} on {} threads, speech model in its {} form, capacity {}", codec.name(), threads,
        model.form(), capacity);
    return new Engines(codec, model, capacity, new ScoringPool(model, threads, capacity.sessions(), stage.metrics()));
  }

  private Void releaseEngines() throws InterruptedException, OrtException {
    engines.pool.close();
    engines.model.close();
    return null;
  }

  private Future<ListenOpened> open(ListenOpen open) {
    ListenStream present = streams.get(open.ref().sessionId());
    if (present != null && present.ref().epoch() > open.ref().epoch()) {
      stage.metrics().count("mesh.vad.message.stale");
      return Future.failedFuture(new MeshException(MeshError.CANCELLED, "a newer epoch is listening"));
    }
    if (present == null && streams.size() >= engines.capacity.sessions()) {
      stage.metrics().count("mesh.vad.stream.refused");
      return Future.failedFuture(new MeshException(MeshError.OVERLOADED, "all streams are taken"));
    }
    hold(open, present);
    return Future.succeededFuture(new ListenOpened(open.ref(), options.creditMs(), options.leaseTtlMs()));
  }

  private void hold(ListenOpen open, ListenStream replaced) {
    int firstUtteranceId = 0;
    if (replaced != null) {
      firstUtteranceId = replaced.ref().equals(open.ref()) ? replaced.nextUtteranceId() : 0;
      release(replaced);
    }
    UplinkDecoder decoder = new UplinkDecoder(engines.codec.decoder(AudioTime.SAMPLE_RATE_HZ));
    ScoringPool.Ear ear = new ScoringPool.Ear(decoder, new SileroState());
    streams.put(open.ref().sessionId(), new ListenStream(open, firstUtteranceId, stage, options, ear, this::score));
    stage.metrics().count("mesh.vad.stream.opened");
  }

  private boolean score(ListenStream stream, List<StreamInput> inputs) {
    return engines.pool.score(stream.ear(), inputs,
        result -> context.runOnContext(v -> stream.scored(result)));
  }

  /** The stream that a message is for, unless the message is older than it. */
  private Optional<ListenStream> stream(TurnRef ref) {
    ListenStream stream = streams.get(ref.sessionId());
    if (stream == null) {
      stage.metrics().count("mesh.vad.message.unknown");
      return Optional.empty();
    }
    if (ref.epoch() < stream.ref().epoch()) {
      stage.metrics().count("mesh.vad.message.stale");
      return Optional.empty();
    }
    return Optional.of(stream);
  }

  private void release(ListenStream stream) {
    streams.remove(stream.ref().sessionId(), stream);
    stream.close();
  }

  private void tick() {
    long nowMs = stage.clock().nowMs();
    for (ListenStream stream : List.copyOf(streams.values())) {
      if (stream.expired(nowMs)) {
        stage.metrics().count("mesh.vad.lease.expired");
        release(stream);
      } else {
        stream.tick(nowMs);
      }
    }
  }

  private Map<String, List<String>> byOwner() {
    return streams.values().stream().collect(Collectors.groupingBy(ListenStream::ownerInbox,
        Collectors.mapping(stream -> stream.ref().sessionId(), Collectors.toList())));
  }

  private WorkerDirectory.Load load() {
    return engines.capacity.load(streams.size());
  }
}
