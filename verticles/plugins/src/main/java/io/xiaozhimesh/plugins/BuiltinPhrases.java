package io.xiaozhimesh.plugins;

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
import java.util.List;

/**
 * Tells the recognisers what can be said to the built-in tools, and the dialogue which tool that calls: at start, and
 * to whoever asks later.
 */
final class BuiltinPhrases {

  private final StageContext stage;
  private final String source;
  private final List<ToolPhrase> calls;
  private MessageConsumer<BusMessage> wanted;

  BuiltinPhrases(StageContext stage, List<ToolPhrase> calls) {
    this.stage = stage;
    this.source = "builtin@" + stage.bus().node();
    this.calls = calls;
  }

  Future<Void> open() {
    wanted = stage.bus().subscribe(Addresses.PHRASES, PhrasesWanted.class, asked -> declare());
    return wanted.completion().onSuccess(v -> declare());
  }

  Future<Void> close() {
    return wanted.unregister();
  }

  private void declare() {
    if (calls.isEmpty()) {
      return;
    }
    List<Phrase> words = calls.stream().filter(call -> !call.hasPlaces())
        .map(call -> new Phrase(call.language(), call.text())).toList();
    stage.bus().publish(Addresses.PHRASES, new PhrasesDeclared(source, words));
    stage.bus().publish(Addresses.PHRASES, new ToolPhrasesDeclared(source, calls));
  }
}
