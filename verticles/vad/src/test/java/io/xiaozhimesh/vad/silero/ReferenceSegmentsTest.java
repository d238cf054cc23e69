package io.xiaozhimesh.vad.silero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.vad.internal.Endpoint;
import io.xiaozhimesh.vad.internal.EndpointRules;
import io.xiaozhimesh.vad.internal.Endpointer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where speech begins and ends in real recordings, against the reference decisions of the model's authors' code. */
class ReferenceSegmentsTest {

  /** The reference moves both edges outwards by 30 ms. */
  private static final long PAD_SAMPLES = 480;

  private static SileroModel model;
  private static SileroScorer scorer;

  @BeforeAll
  static void load() throws Exception {
    model = Golden.model();
    scorer = model.scorer(1);
  }

  @AfterAll
  static void close() throws Exception {
    scorer.close();
    model.close();
  }

  /** The reference counts silence from the end of the first silent window: one window, 32 ms, later than ours. */
  @Test
  void referenceClips_endedAfter700MsOfSilence_haveTheReferenceEdges() throws Exception {
    EndpointRules rules = new EndpointRules(0.5f, 0.35f, 32, 32, 732, 400, 200, 600_000);
    int compared = 0;
    for (Map.Entry<String, JsonNode> clip : clips()) {
      List<Long> expected = new ArrayList<>();
      clip.getValue().get("vad_iterator_silence700ms").forEach(event -> expected.add(event.get(1).asLong()));
      assertThat(edges(clip.getKey(), rules)).as(clip.getKey()).isEqualTo(expected);
      compared += expected.size();
    }
    assertThat(compared).isGreaterThan(20);
  }

  @Test
  void referenceClips_withOurDefaults_speakExactlyWhereTheReferenceHearsSpeech() throws Exception {
    EndpointRules rules = new EndpointRules(0.5f, 0.35f, 96, 240, 500, 400, 200, 20_000);
    for (Map.Entry<String, JsonNode> clip : clips()) {
      JsonNode segments = clip.getValue().get("get_speech_timestamps_default");
      List<Long> edges = edges(clip.getKey(), rules);
      assertThat(edges.isEmpty()).as(clip.getKey()).isEqualTo(segments.isEmpty());
      if (!edges.isEmpty()) {
        assertThat(edges.get(0)).as(clip.getKey()).isLessThanOrEqualTo(segments.get(0).get("start").asLong());
      }
    }
  }

  private static List<Map.Entry<String, JsonNode>> clips() throws Exception {
    JsonNode all = new ObjectMapper().readTree(Golden.file("golden/segments_v62.json").toFile());
    List<Map.Entry<String, JsonNode>> clips = new ArrayList<>();
    for (Iterator<Map.Entry<String, JsonNode>> i = all.fields(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> clip = i.next();
      if (Files.exists(Golden.SHARED.resolve("audio/" + clip.getKey() + ".wav"))) {
        clips.add(clip);
      }
    }
    return clips;
  }

  private static List<Long> edges(String clip, EndpointRules rules) throws Exception {
    Endpointer endpointer = new Endpointer(rules, ListenMode.AUTO, false);
    List<Long> edges = new ArrayList<>();
    for (float p : Golden.probabilities(scorer, Golden.clip(clip))) {
      endpointer.window(p).ifPresent(decision -> edges.add(decision instanceof Endpoint.Started s
          ? Math.max(0, s.startSample() - PAD_SAMPLES)
          : ((Endpoint.Stopped) decision).lastVoicedSample() + PAD_SAMPLES));
    }
    return edges;
  }
}
