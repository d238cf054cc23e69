package io.xiaozhimesh.plugins.hot;

import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.Phrase;
import io.xiaozhimesh.protocol.bus.PhrasesDeclared;
import io.xiaozhimesh.protocol.bus.PhrasesWanted;
import io.xiaozhimesh.protocol.bus.ToolPhrase;
import io.xiaozhimesh.protocol.bus.ToolPhrasesDeclared;
import io.xiaozhimesh.stage.StageContext;
import java.util.Collection;
import java.util.List;

/**
 * Tells the recognisers what can be said to plugins, and the dialogue which tool that calls. Each node speaks for its
 * own plugins only, so that two nodes with the same plugin do not take back each other's words.
 */
final class HotPhrases {

  private final StageContext stage;
  private MessageConsumer<BusMessage> wanted;

  HotPhrases(StageContext stage) {
    this.stage = stage;
  }

  /** Begins to answer those who ask; {@code plugins} is read whenever somebody does. */
  Future<Void> open(Collection<HotPlugin> plugins) {
    wanted = stage.bus().subscribe(Addresses.PHRASES, PhrasesWanted.class, asked -> plugins.forEach(this::changed));
    return wanted.completion();
  }

  Future<Void> close() {
    return wanted.unregister();
  }

  /** Declares what can be said to this plugin now; nothing when it has gone. */
  void changed(HotPlugin plugin) {
    List<ToolPhrase> calls = plugin.tools().stream().flatMap(tool -> tool.phrases().stream()).toList();
    List<Phrase> words = calls.stream().filter(call -> !call.hasPlaces()).map(call -> new Phrase(call.language(), call.text())).toList();
    String source = "plugin:" + plugin.id() + '@' + stage.bus().node();
    stage.bus().publish(Addresses.PHRASES, new PhrasesDeclared(source, words));
    stage.bus().publish(Addresses.PHRASES, new ToolPhrasesDeclared(source, calls));
  }
}
