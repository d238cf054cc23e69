package io.xiaozhimesh.dialogue.intents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.xiaozhimesh.protocol.bus.Phrase;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays music, any or what is named, and agrees to end it: that the words came has ended it already, for they overtake the
 * answer that is being played.
 */
final class MusicIntent implements Intent {

  private static final String TOOL = "play_music";
  private static final Pattern ENGLISH_TITLE = Pattern.compile("play (?:me )?(?:the )?(?:song |music |piece )?(.{2,60})");
  private static final Pattern MANDARIN_TITLE =
      Pattern.compile("(?:播放|放一首|放首|来一首|来首|我想听|我要听|唱一首|唱首)(?:歌曲|音乐|一首)?(.{1,30})");

  private final Phrasebook any = new Phrasebook(
      List.of("play some music", "play music", "play a song", "play me a song", "play me some music", "play another song",
          "next song", "play something else"),
      List.of("放音乐", "播放音乐", "放首歌", "放一首歌", "来首歌", "来点音乐", "放点音乐", "播放歌曲", "我想听歌", "我想听音乐",
          "换一首", "换一首歌", "下一首", "下一首歌"),
      List.of());
  private final Phrasebook stop = new Phrasebook(
      List.of("stop the music", "stop music", "stop playing", "stop the song", "turn off the music", "turn the music off"),
      List.of("停止播放", "停止音乐", "别放了", "不要放了", "关掉音乐", "关闭音乐", "把音乐关了", "停止播放音乐"),
      List.of());

  @Override
  public String name() {
    return "music";
  }

  @Override
  public List<Phrase> phrases() {
    return Intents.join(any.phrases(), stop.phrases());
  }

  @Override
  public Optional<Outcome> match(Utterance utterance) {
    if (stop.knows(utterance)) {
      return Optional.of(Outcome.Say.of(utterance.either("Okay.", "好的。"), "neutral"));
    } else if (any.knows(utterance)) {
      return Optional.of(play(utterance, ""));
    }
    return utterance.tolerant() ? title(utterance).map(title -> play(utterance, title)) : Optional.empty();
  }

  private static Optional<String> title(Utterance utterance) {
    String words = Phrasebook.withoutCourtesy(utterance.words());
    for (Pattern pattern : List.of(ENGLISH_TITLE, MANDARIN_TITLE)) {
      Matcher matcher = pattern.matcher(words);
      if (matcher.matches()) {
        return Optional.of(matcher.group(1).strip());
      }
    }
    return Optional.empty();
  }

  private static Outcome play(Utterance utterance, String title) {
    String arguments = title.isEmpty() ? "{}" : JsonNodeFactory.instance.objectNode().put("title", title).toString();
    return new Outcome.UseTool(TOOL, arguments, reply ->
        !reply.failed() && reply.kind() == ToolResultKind.PLAY ? ToolPhraseIntent.played(utterance, reply) : nothing(utterance));
  }

  private static Outcome nothing(Utterance utterance) {
    return Outcome.Say.of(utterance.either("I have no such music.", "我没有找到这样的音乐。"), "sad");
  }
}
