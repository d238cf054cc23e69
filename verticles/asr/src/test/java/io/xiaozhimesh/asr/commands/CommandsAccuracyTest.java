package io.xiaozhimesh.asr.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.xiaozhimesh.asr.Sound;
import io.xiaozhimesh.protocol.bus.Phrase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How well the phrases that the stages declare out of the box, and one more, are understood, and other sound refused. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsAccuracyTest {

  private static final Logger LOG = LoggerFactory.getLogger(CommandsAccuracyTest.class);
  private static final int SAMPLES_MAX = 10 * 16_000;
  private static final int EVERY = 3;

  /** Several phrases in one clip, or a phrase spoken with a break: either answer is right. */
  private static final Set<String> UNDECIDED = Set.of("syn_hesitation.wav", "syn_turns_en.wav");

  private static final Map<String, Set<String>> SAID = Map.of(
      "en_goforward.wav", Set.of("go forward ten meters"),
      "en_hello_world_livekit.wav", Set.of("hello world"),
      "en_weather_livekit.wav", Set.of("what's the weather like"));

  private PhraseRecogniser recogniser;
  private List<String> phrases;
  private double audioSeconds;
  private double decodeSeconds;

  @BeforeAll
  void load() throws IOException {
    try (InputStream file = getClass().getResourceAsStream("phrases.txt")) {
      phrases = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> !l.isBlank()).toList();
    }
    EnglishModel model = EnglishModel.load();
    recogniser = PhraseRecogniser.load(model, CommandsOptions.DEFAULT_EVIDENCE_MIN);
    recogniser.listenFor(PhraseSet.of(
        phrases.stream().map(p -> new Phrase("en", p)).toList(), model::knows));
    assertThat(recogniser.phrases().phrases()).hasSameSizeAs(Set.copyOf(phrases));
  }

  @Test
  void phrases_spokenBySynthesis_areMostlyUnderstoodAndSeldomConfused() {
    Kevin kevin = new Kevin();
    Map<String, String> otherwise = new TreeMap<>();
    List<String> some = IntStream.range(0, phrases.size()).filter(i -> i % EVERY == 0).mapToObj(phrases::get).toList();
    for (String phrase : some) {
      Verdict verdict = recognise(kevin.say(phrase));
      if (!verdict.phrase().equals(phrase)) {
        otherwise.put(phrase, verdict.phrase() + " (" + verdict.reason() + ')');
      }
    }
    LOG.info("synthesised: {} of {} understood, RTF {}; otherwise {}", some.size() - otherwise.size(),
        some.size(), decodeSeconds / audioSeconds, otherwise);

    assertThat(otherwise.size()).isLessThanOrEqualTo(some.size() / 10);
  }

  @Test
  void recordings_phrasesAreUnderstood_everythingElseIsRefused() throws IOException {
    Path audio = Sound.shared().resolve("audio");
    assumeThat(audio).isDirectory();
    Map<String, String> heard = new TreeMap<>();
    for (Path file : recordings(audio)) {
      short[] pcm = Sound.wav(file);
      Verdict verdict = recognise(Arrays.copyOf(pcm, Math.min(pcm.length, SAMPLES_MAX)));
      heard.put(file.getFileName().toString(), verdict.phrase());
    }
    Map<String, String> falselyAccepted = heard.entrySet().stream()
        .filter(e -> !e.getValue().isEmpty() && !SAID.containsKey(e.getKey()) && !UNDECIDED.contains(e.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    LOG.info("recordings: {} falsely accepted of {}: {}", falselyAccepted.size(), heard.size(), falselyAccepted);

    assertThat(heard).hasSizeGreaterThan(40);
    assertThat(SAID).allSatisfy((file, words) -> assertThat(words).contains(heard.get(file)));
    assertThat(falselyAccepted).hasSizeLessThanOrEqualTo(heard.size() / 40);
  }

  private Verdict recognise(short[] pcm) {
    long began = System.nanoTime();
    Verdict verdict = recogniser.recognise(pcm);
    decodeSeconds += (System.nanoTime() - began) / 1e9;
    audioSeconds += pcm.length / 16_000.0;
    return verdict;
  }

  private static List<Path> recordings(Path audio) throws IOException {
    try (Stream<Path> files = Files.list(audio)) {
      return files.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
    }
  }
}
