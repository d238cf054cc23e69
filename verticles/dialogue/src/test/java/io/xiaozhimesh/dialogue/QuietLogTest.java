package io.xiaozhimesh.dialogue;

import static io.xiaozhimesh.dialogue.MeshFixture.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import io.xiaozhimesh.dialogue.ScriptedModel.Script;
import io.xiaozhimesh.protocol.bus.AnswerHeard;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.TurnInputKind;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(value = 60, timeUnit = TimeUnit.SECONDS)
class QuietLogTest {

  /** Keeps what is logged at INFO and above. */
  private static final class Kept extends AbstractAppender {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    Kept() {
      super("kept", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      if (event.getLevel().isMoreSpecificThan(Level.INFO)) {
        lines.add(event.getMessage().getFormattedMessage() + event.getThrown());
      }
    }
  }

  @Test
  void turnsOfAllKinds_leaveNoWordsIdsOrKeysInTheLog(Vertx vertx) {
    Kept kept = new Kept();
    kept.start();
    LoggerContext logging = (LoggerContext) LogManager.getContext(false);
    Level before = logging.getConfiguration().getRootLogger().getLevel();
    Configurator.setRootLevel(Level.INFO);
    logging.getConfiguration().getRootLogger().addAppender(kept, Level.INFO, null);
    ScriptedModel.forget();
    MeshFixture mesh = new MeshFixture(vertx);
    ScriptedModel.SCRIPTS.addAll(List.of(
        Script.says("The walrus sings."), Script.fails(MeshError.TIMEOUT, "A walrus. More")));
    mesh.deploy(new JsonObject().put("llm", new JsonObject().put("provider", "scripted").put("apiKey", "walruskey")));

    for (int turn = 1; turn <= 2; turn++) {
      mesh.ask(ref(turn), TurnInputKind.SPEECH, "why does the walrus sing");
      mesh.untilEnd();
      mesh.context.bus().send(mesh.inbox, new AnswerHeard(ref(turn), "aa:bb", "The walrus", true));
    }
    mesh.ask(ref(3), TurnInputKind.SPEECH, "goodbye");
    mesh.untilEnd();
    logging.getConfiguration().getRootLogger().removeAppender("kept");
    Configurator.setRootLevel(before);

    assertThat(kept.lines).anyMatch(l -> l.contains("dialogue serves"));
    assertThat(kept.lines).noneMatch(l -> l.contains("walrus") || l.contains("aa:bb") || l.contains("s1"));
  }
}
