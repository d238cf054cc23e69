package io.xiaozhimesh.bench.jmh;

import io.xiaozhimesh.ingress.internal.SessionEvent;
import io.xiaozhimesh.ingress.internal.SessionMachine;
import io.xiaozhimesh.ingress.internal.SessionState;
import io.xiaozhimesh.ingress.internal.TurnRules;
import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.SpeechStarted;
import io.xiaozhimesh.protocol.bus.SpeechStopped;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import io.xiaozhimesh.protocol.bus.TurnRef;
import io.xiaozhimesh.protocol.bus.UtteranceEndReason;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The session's decisions from hello to the question, five events. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SessionMachineBenchmark {

  private final SessionMachine machine =
      new SessionMachine(new TurnRules(15_000, 90_000, 5_000, 20_000, true, true, Set.of("hi xiaozhi")));

  /** Hello, listen, speech begins, speech ends, transcript. */
  @Benchmark
  public SessionState question() {
    SessionState state = SessionState.opened("s1", 15_000);
    state = machine.step(state, new SessionEvent.HelloReceived(), 1).state();
    state = machine.step(state, new SessionEvent.ListenStarted(Optional.of(ListenMode.AUTO)), 2).state();
    TurnRef ref = state.listening().orElseThrow();
    state = machine.step(state, new SpeechStarted(ref, 0, 3), 3).state();
    state = machine.step(state, new SpeechStopped(ref, 0, 1_000, 800, 500, UtteranceEndReason.SILENCE), 4).state();
    return machine.step(state, new TranscriptFinal(ref, 0, "hello", "en", "", "test", 10), 5).state();
  }
}
