package io.xiaozhimesh.dialogue;

import static io.xiaozhimesh.dialogue.MeshFixture.await;
import static io.xiaozhimesh.dialogue.MeshFixture.ok;
import static io.xiaozhimesh.dialogue.MeshFixture.ref;
import static io.xiaozhimesh.dialogue.MeshFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.AgentCard;
import io.xiaozhimesh.protocol.bus.AgentsListed;
import io.xiaozhimesh.protocol.bus.AgentsWanted;
import io.xiaozhimesh.protocol.bus.AnswerDone;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.ContextLoaded;
import io.xiaozhimesh.protocol.bus.ContextWanted;
import io.xiaozhimesh.protocol.bus.DeviceProfile;
import io.xiaozhimesh.protocol.bus.DeviceWanted;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SentenceReady;
import io.xiaozhimesh.protocol.bus.TurnInputKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
@Timeout(value = 60, timeUnit = TimeUnit.SECONDS)
class AgentChoiceTest {

  @TempDir
  private Path folder;
  private MeshFixture mesh;

  @BeforeEach
  void writeAgents(Vertx vertx) throws IOException {
    Files.writeString(folder.resolve("default.yaml"), "greeting: I am the default.");
    Files.writeString(folder.resolve("max.yaml"),
        "{greeting: I am Max., farewell: Max is off., exitWords: [over and out], voice: deep, name: Max}");
    mesh = new MeshFixture(vertx);
  }

  private JsonObject section() {
    return new JsonObject().put("agentsDir", folder.toString());
  }

  private List<BusMessage> ask(String agentId, int turn, TurnInputKind kind, String text) {
    AnswerOpen open = new AnswerOpen(ref(turn), mesh.ownerInbox, "aa:bb", agentId, kind, text, "", "", List.of());
    await(mesh.context.bus().request(mesh.inbox, open, Accepted.class, 5_000));
    return mesh.untilEnd();
  }

  @Test
  void agentNamed_answersWithItsWordsAndVoice() {
    mesh.deploy(section());

    List<BusMessage> turn = ask("max", 1, TurnInputKind.GREETING, "");

    assertThat(texts(turn)).containsExactly("I am Max.");
    assertThat(turn).anyMatch(m -> m instanceof SentenceReady s && s.voice().equals("deep"));
    assertThat(texts(ask("max", 2, TurnInputKind.TEXT, "Over and out!"))).containsExactly("Max is off.");
    assertThat(texts(ask("max", 3, TurnInputKind.TEXT, "who are you")).get(0)).startsWith("I am Max,");
  }

  @Test
  void agentUnknown_defaultAnswersAndItIsCounted() {
    mesh.deploy(section());

    assertThat(texts(ask("nobody", 1, TurnInputKind.GREETING, ""))).containsExactly("I am the default.");
    assertThat(mesh.metrics.counted("mesh.dialogue.agent.unknown")).isEqualTo(1);
  }

  @Test
  void noAgentNamed_theRegistrysAgentOfTheDeviceAnswersOnceKnown() {
    mesh.offer(mesh.context.bus().inbox(Role.REGISTRY)
        .onRequest(ContextWanted.class, wanted -> ok(new ContextLoaded(List.of())))
        .onRequest(DeviceWanted.class, wanted ->
            ok(new DeviceProfile(wanted.deviceId(), "max", "", true, "", 1, 1))), Role.REGISTRY);
    mesh.deploy(section());

    String greeting = "";
    for (int turn = 1; turn < 50 && !greeting.equals("I am Max."); turn++) {
      greeting = texts(ask("", turn, TurnInputKind.GREETING, "")).get(0);
    }
    assertThat(greeting).isEqualTo("I am Max.");
  }

  @Test
  void agentAssignedMeanwhile_answersTheNextTurnWhateverTheSessionSays() {
    mesh.deploy(section());
    assertThat(texts(ask("default", 1, TurnInputKind.GREETING, ""))).containsExactly("I am the default.");

    mesh.context.bus().publish(Addresses.PROFILES, new DeviceProfile("aa:bb", "max", "", true, "", 1, 1));

    assertThat(texts(ask("default", 2, TurnInputKind.GREETING, ""))).containsExactly("I am Max.");
  }

  @Test
  void agentsWanted_areListedById() {
    mesh.deploy(section());

    AgentsListed listed =
        await(mesh.context.bus().request(mesh.inbox, new AgentsWanted("test"), AgentsListed.class, 5_000));

    assertThat(listed.agents()).containsExactly(new AgentCard("default", "Xiaozhi"), new AgentCard("max", "Max"));
  }

  @Test
  void exitWordsOfAnotherAgent_doNotEnd() {
    mesh.deploy(section());

    List<BusMessage> turn = ask("", 1, TurnInputKind.TEXT, "over and out");

    assertThat(turn).last().isInstanceOfSatisfying(AnswerDone.class, done ->
        assertThat(done.endSession()).isFalse());
  }

  @Test
  void defaultAgentMissing_startFailsAndSaysSo() {
    assertThatThrownBy(() -> mesh.deploy(section().put("defaultAgent", "lisa")))
        .hasMessageContaining("dialogue.defaultAgent is lisa");
  }

  @Test
  void providerMissing_startFailsAndSaysSo() {
    assertThatThrownBy(() -> mesh.deploy(section().put("llm", new JsonObject().put("provider", "oracle"))))
        .hasMessageContaining("dialogue.llm.provider is oracle");
  }

  @Test
  void deployedAndUndeployedManyTimes_leavesNothingBehind() {
    for (int i = 0; i < 20; i++) {
      String id = mesh.deploy(section());
      assertThat(texts(ask("", i + 1, TurnInputKind.GREETING, ""))).hasSize(1);
      await(mesh.vertx.undeploy(id));
    }
    assertThat(mesh.vertx.deploymentIDs()).isEmpty();
    assertThat(mesh.context.directory().candidates(Role.DIALOGUE)).isEmpty();
  }
}
