package io.xiaozhimesh.dialogue;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import io.xiaozhimesh.dialogue.agents.Agent;
import io.xiaozhimesh.dialogue.agents.AgentFiles;
import io.xiaozhimesh.dialogue.intents.Intents;
import io.xiaozhimesh.dialogue.intents.RoleIntent;
import io.xiaozhimesh.dialogue.intents.ToolPhraseIntent;
import io.xiaozhimesh.dialogue.intents.YesNo;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.AgentCard;
import io.xiaozhimesh.protocol.bus.AgentsListed;
import io.xiaozhimesh.protocol.bus.AgentsWanted;
import io.xiaozhimesh.protocol.bus.AnswerCancel;
import io.xiaozhimesh.protocol.bus.AnswerHeard;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.DeviceProfile;
import io.xiaozhimesh.protocol.bus.PhrasesDeclared;
import io.xiaozhimesh.protocol.bus.PhrasesWanted;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.ToolFinished;
import io.xiaozhimesh.protocol.bus.ToolPhrasesDeclared;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.LeaseBeats;
import io.xiaozhimesh.stage.StageContext;
import io.xiaozhimesh.stage.WorkerDirectory.Load;
import io.xiaozhimesh.stage.resilience.ProviderAdmin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dialogue stage of a node: takes transcripts, sends sentences. One instance per node; everything runs on its one
 * context, and what it waits for (models, tools, the registry) it waits for without blocking.
 */
public final class DialogueVerticle extends VerticleBase {

  /** Under which name the offline phrases are declared. */
  public static final String PHRASE_SOURCE = "dialogue";

  private static final Logger LOG = LoggerFactory.getLogger(DialogueVerticle.class);

  private final StageContext stage;
  private final DialogueOptions options;
  private final ToolPhraseIntent toolPhrases = new ToolPhraseIntent();
  private Intents intents = Intents.allAnd(toolPhrases);
  private Models models;
  private Turns turns;
  private Inbox inbox;
  private LeaseBeats beats;
  private MessageConsumer<BusMessage> phrasesWanted;
  private MessageConsumer<BusMessage> toolPhrasesDeclared;
  private MessageConsumer<BusMessage> profiles;

  /** Not yet serving. */
  public DialogueVerticle(StageContext context, DialogueOptions options) {
    this.stage = context;
    this.options = options;
  }

  @Override
  public Future<?> start() {
    return vertx.executeBlocking(this::loadAgents).compose(this::open);
  }

  private Future<?> open(Map<String, Agent> agents) {
    models = new Models(context, stage, options);
    models.apply(options);
    List<AgentCard> cards = agents.values().stream().map(agent -> new AgentCard(agent.id(), agent.name()))
        .sorted(Comparator.comparing(AgentCard::agentId)).toList();
    intents = Intents.allAnd(new RoleIntent(cards), toolPhrases);
    ToolBox tools = new ToolBox(vertx, stage, options.tools(), Addresses.inbox(Role.DIALOGUE, stage.bus().node()));
    Filler filler = new Filler(vertx, options.tools().fillerAfterMs());
    Answering answering = new Answering(options, intents, models, tools, filler, stage.metrics());
    turns = new Turns(vertx, stage, options, agents, answering, tools);
    inbox = stage.bus().inbox(Role.DIALOGUE)
        .onRequest(AnswerOpen.class, turns::open)
        .on(AnswerCancel.class, turns::cancel)
        .on(AnswerHeard.class, turns::heard)
        .on(ToolFinished.class, turns::finished)
        .onRequest(AgentsWanted.class, wanted -> Future.succeededFuture(new AgentsListed(cards)));
    phrasesWanted = stage.bus().subscribe(Addresses.PHRASES, PhrasesWanted.class, this::phrasesWanted);
    toolPhrasesDeclared =
        stage.bus().subscribe(Addresses.PHRASES, ToolPhrasesDeclared.class, this::toolPhrasesDeclared);
    profiles = stage.bus().subscribe(Addresses.PROFILES, DeviceProfile.class, turns::assigned);
    LOG.info("dialogue serves {} agents, models {}", agents.size(), options.chain());
    Future<?> listening = Future.join(
        phrasesWanted.completion(), toolPhrasesDeclared.completion(), profiles.completion());
    return Future.join(inbox.open(), listening).onSuccess(opened -> {
      declarePhrases();
      beats = LeaseBeats.start(vertx, stage, Role.DIALOGUE, inbox.address(), turns::byOwner);
      stage.bus().publish(Addresses.PHRASES, new PhrasesWanted(PHRASE_SOURCE));
      stage.directory().offer(Role.DIALOGUE, this::load);
    });
  }

  /** What an operator can do with the language models; once it has started. */
  public ProviderAdmin providerAdmin() {
    return models;
  }

  @Override
  public Future<?> stop() {
    stage.directory().withdraw(Role.DIALOGUE);
    beats.stop();
    return Future.join(inbox.close(), phrasesWanted.unregister(), toolPhrasesDeclared.unregister(), profiles.unregister())
        .onComplete(closed -> turns.cancelAll())
        .onComplete(closed -> models.close());
  }

  /** What the dialogue itself asks for is what others have. */
  private void phrasesWanted(PhrasesWanted wanted) {
    if (!wanted.by().equals(PHRASE_SOURCE)) {
      declarePhrases();
    }
  }

  private void declarePhrases() {
    stage.bus().publish(Addresses.PHRASES, new PhrasesDeclared(PHRASE_SOURCE,
        Stream.concat(intents.phrases().stream(), YesNo.phrases().stream()).distinct().toList()));
  }

  private void toolPhrasesDeclared(ToolPhrasesDeclared declared) {
    if (!toolPhrases.declared(declared)) {
      stage.metrics().count("mesh.dialogue.tool.phrases.dropped");
    }
  }

  private Load load() {
    int now = turns.size();
    return new Load(options.turnsMax(), now, (double) now / options.turnsMax());
  }

  private Map<String, Agent> loadAgents() {
    ZoneId zone = options.timeZone().isEmpty() ? ZoneId.systemDefault() : ZoneId.of(options.timeZone());
    Path folder = Path.of(options.agentsDir());
    boolean absent = options.agentsDir().equals(DialogueOptions.DEFAULT_AGENTS_DIR) && !Files.isDirectory(folder);
    Map<String, Agent> agents = absent ? new HashMap<>() : new AgentFiles(zone).load(folder);
    if (absent) {
      agents.put(options.defaultAgent(), Agent.builtIn(options.defaultAgent(), zone));
    } else if (!agents.containsKey(options.defaultAgent())) {
      throw new IllegalArgumentException(
          "dialogue.defaultAgent is " + options.defaultAgent() + ", but " + folder + " has no such agent");
    }
    return agents;
  }
}
