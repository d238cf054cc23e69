package io.xiaozhimesh.dialogue.intents;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.AgentCard;
import io.xiaozhimesh.protocol.bus.Phrase;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleIntentTest {

  private static final Surroundings AROUND = new Surroundings(
      ZonedDateTime.of(2026, 1, 1, 8, 0, 0, 0, ZoneOffset.UTC), new SplittableRandom(1), "", "Xiaozhi", "", List.of());

  private final RoleIntent intent =
      new RoleIntent(List.of(new AgentCard("default", "Xiaozhi"), new AgentCard("story_teller", "Luna")));

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Switch to Luna, please | story_teller", "let me talk to story teller | story_teller",
      "换成Luna | story_teller", "切换到 luna | story_teller", "switch to Xiaozhi | default"})
  void wantedAgent_isGivenToTheTool(String said, String agent) {
    Outcome.UseTool use = (Outcome.UseTool) intent.match(utterance(said)).orElseThrow();

    assertThat(use.tool()).isEqualTo("change_role");
    assertThat(new JsonObject(use.argumentsJson())).isEqualTo(new JsonObject().put("role", agent));
  }

  @Test
  void unknownAgentOrOtherWords_areNotTaken() {
    assertThat(intent.match(utterance("switch to Bob"))).isEmpty();
    assertThat(intent.match(utterance("luna"))).isEmpty();
  }

  @Test
  void phrases_nameEveryAgent_unlessThereIsOnlyOne() {
    assertThat(intent.phrases()).extracting(Phrase::text)
        .contains("switch to luna", "switch to story teller", "换成luna", "which roles are there");
    RoleIntent lonely = new RoleIntent(List.of(new AgentCard("default", "Xiaozhi")));
    assertThat(lonely.phrases()).isEmpty();
    assertThat(lonely.match(utterance("switch to Xiaozhi"))).isEmpty();
  }

  private static Utterance utterance(String said) {
    return Utterance.of(said, "en-US", false, AROUND);
  }
}
