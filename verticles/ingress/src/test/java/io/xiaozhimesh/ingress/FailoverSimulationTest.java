package io.xiaozhimesh.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.bus.AudioFrame;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real session against simulated workers, in simulated time: thousands of conversations in which workers die, freeze
 * and thaw, and messages are late, lost and doubled. Whatever happens: every word is understood once, every answer is
 * heard once and whole, nothing stale sounds, every turn ends and every lease too. A failing run prints its seed and its
 * story; {@code -Dmesh.seed=… -Dmesh.runs=1} repeats it, {@code -Dmesh.trace=true} tells every message of it.
 */
class FailoverSimulationTest {

  private static final int RUNS = Integer.getInteger("mesh.runs", 3_000);

  /** The same schedules for everybody, so that a change is judged by what it changes. New ones: {@code -Dmesh.seed}. */
  private static final long SEED = Long.getLong("mesh.seed", 1);

  private static final int WORKERS_PER_ROLE = 3;
  private static final long LONGEST_MS = 240_000;

  private final List<SimWorker<?>> workers = new ArrayList<>();
  private SimNet net;
  private SimOwner owner;
  private SimDevice device;

  private void mesh(long seed, int utterances) {
    net = new SimNet(seed);
    workers.clear();
    owner = new SimOwner(net);
    for (int i = 0; i < WORKERS_PER_ROLE; i++) {
      worker(Role.VAD, new SimVad(net, "vad" + i));
      worker(Role.ASR, new SimAsr(net, "asr" + i));
      worker(Role.DIALOGUE, new SimDialogue(net, "dialogue" + i));
      worker(Role.TTS, new SimTts(net, "tts" + i));
    }
    device = new SimDevice(net, ListenMode.values()[net.random.nextInt(3)], utterances);
    net.at(10, () -> device.begin(owner));
  }

  private void worker(Role role, SimWorker<?> worker) {
    workers.add(worker);
    owner.know(role, worker.inbox);
  }

  private void run() {
    while (!device.isDone() && net.nowMs() < LONGEST_MS) {
      net.runUntil(net.nowMs() + 500);
    }
    net.runUntil(net.nowMs() + 1_500);
    device.end();
    net.runUntil(net.nowMs() + 2 * SimWorker.TTL_MS);
  }

  private void check(String seed) {
    String story = seed + ", session " + owner.outcomes + "\n" + net.log;
    assertThat(device.isDone()).as("every turn ends, %s", story).isTrue();
    assertThat(device.shown).as("every word once, %s", story).isEqualTo(device.said);
    assertThat(heardOut(device.heard)).as("every answer once and whole, %s", story).isEqualTo(heardOut(answers()));
    assertThat(device.interrupted).as("of the others no more than their beginning, %s", story).allMatch(i ->
        answers().get(i).subList(0, Math.min(device.heard.get(i).size(), answers().get(i).size()))
            .equals(device.heard.get(i)));
    assertThat(device.complaints).as("nothing stale, %s", story).isEmpty();
    assertThat(owner.watch.size()).as("nothing is watched for ever, %s", story).isZero();
    assertThat(workers).as("no lease leaks, %s", story)
        .allMatch(worker -> !net.isAlive(worker.inbox) || worker.leases.size() == 0);
  }

  private List<List<Integer>> heardOut(List<List<Integer>> answers) {
    List<List<Integer>> whole = new ArrayList<>(answers);
    device.interrupted.stream().filter(i -> i < whole.size()).forEach(i -> whole.set(i, List.of()));
    return whole;
  }

  private List<List<Integer>> answers() {
    List<List<Integer>> answers = new ArrayList<>();
    for (int turn = 1; turn <= device.said.size(); turn++) {
      List<Integer> answer = new ArrayList<>();
      for (String sentence : SimDialogue.sentences(turn)) {
        for (Payload packet : SimTts.sound(sentence)) {
          answer.add(SimWords.number(packet));
        }
      }
      answers.add(answer);
    }
    return answers;
  }

  /** Mostly somebody who is at work: others are not missed. */
  private SimWorker<?> victim(Random random) {
    List<SimWorker<?>> busy = workers.stream().filter(w -> w.leases.size() > 0 && net.isAlive(w.inbox)).toList();
    return busy.isEmpty() || random.nextInt(5) == 0
        ? workers.get(random.nextInt(workers.size()))
        : busy.get(random.nextInt(busy.size()));
  }

  private void fault() {
    SimWorker<?> victim = victim(net.random);
    if (net.random.nextBoolean()) {
      net.kill(victim.inbox);
    } else {
      net.freeze(victim.inbox, 100 + net.random.nextInt(4_000));
    }
  }

  private void faultyRun(long seed) {
    mesh(seed, 2 + new Random(seed).nextInt(2));
    device.interrupts();
    int faults = net.random.nextInt(3);
    for (int i = 0; i < faults; i++) {
      net.at(net.random.nextInt(15_000), this::fault);
    }
    net.lossy(FailoverSimulationTest::isReplaced, net.random.nextInt(2), 0.005, 0.01);
    run();
    check("seed " + seed);
  }

  /** Sound of the microphone is not numbered to its end, so a vad cannot miss the last of it. */
  private static boolean isReplaced(BusMessage message) {
    return !(message instanceof AudioFrame);
  }

  @Test
  void nothingFails_everythingIsHeardAsItIs() {
    for (long seed = 0; seed < 20; seed++) {
      mesh(seed, 3);
      run();
      check("seed " + seed);
      assertThat(owner.outcomes).containsExactly("played", "played", "played");
      assertThat(owner.metrics.registry().find("mesh.ingress.failover").counters()).isEmpty();
    }
  }

  @Test
  void nothingFails_speakerTalksIn_answerEndsThereAndTheNextIsWhole() {
    int interruptions = 0;
    for (long seed = 0; seed < 60; seed++) {
      mesh(seed, 4);
      device.interrupts();
      run();
      check("seed " + seed);
      interruptions += device.interrupted.size();
      assertThat(owner.metrics.registry().find("mesh.ingress.failover").counters()).isEmpty();
    }
    assertThat(interruptions).isPositive();
  }

  /** Somebody who says that he has room, beats for nobody and answers nothing. */
  private static final class Mute implements SimNet.Node {

    @Override
    public void receive(BusMessage message) {
      // That is all he does.
    }

    @Override
    public BusMessage answer(BusMessage request) {
      return null;
    }
  }

  @ParameterizedTest
  @EnumSource(value = Role.class, names = {"VAD", "ASR", "DIALOGUE", "TTS"})
  void workerThatAnnouncesItselfAndNeverAnswers_isPassedOver(Role role) {
    for (long seed = 0; seed < 50; seed++) {
      mesh(seed, 3);
      String mute = role.key() + "-mute";
      net.add(mute, new Mute());
      owner.know(role, mute);
      run();
      check(role + ", seed " + seed);
    }
  }

  @Test
  void workersDieAndFreeze_messagesAreLateLostAndDoubled_nobodyNotices() {
    System.out.println("mesh.seed=" + SEED + " runs=" + RUNS);
    for (int run = 0; run < RUNS; run++) {
      faultyRun(SEED + run);
    }
  }
}
