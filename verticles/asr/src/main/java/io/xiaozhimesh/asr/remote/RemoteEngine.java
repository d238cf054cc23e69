package io.xiaozhimesh.asr.remote;

import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.EngineContext;
import io.xiaozhimesh.asr.Recognition;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** A recogniser that asks a service, with a stated number of places. Thread-safe. */
abstract class RemoteEngine implements AsrEngine {

  final EngineContext context;
  final RemoteOptions options;
  private final String name;
  private final Semaphore places;
  private final Set<RemoteRecognition> open = ConcurrentHashMap.newKeySet();

  RemoteEngine(EngineContext context, String name, RemoteOptions options) {
    this.context = context;
    this.name = name;
    this.options = options;
    this.places = new Semaphore(options.utterancesMax());
  }

  /** A recognition that has not begun. */
  abstract RemoteRecognition recognition(String language, Consumer<String> interim);

  /** Closes connections. */
  abstract void disconnect();

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final int capacity() {
    return options.utterancesMax();
  }

  @Override
  public final Recognition open(String language, Consumer<String> interim) {
    if (!places.tryAcquire()) {
      throw new MeshException(MeshError.OVERLOADED, "the recogniser has no room for another utterance");
    }
    RemoteRecognition recognition = recognition(language, interim);
    open.add(recognition);
    recognition.begin();
    return recognition;
  }

  @Override
  public final void close() {
    open.forEach(recognition -> recognition.fail(
        new MeshException(MeshError.PROVIDER_FAILED, "the engine is closed")));
    disconnect();
  }

  /** Gives the place of one that is over back; called once for each. */
  final void over(RemoteRecognition recognition) {
    open.remove(recognition);
    places.release();
  }
}
