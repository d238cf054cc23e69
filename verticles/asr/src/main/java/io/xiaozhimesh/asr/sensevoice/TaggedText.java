package io.xiaozhimesh.asr.sensevoice;

import io.xiaozhimesh.asr.Transcript;
import java.util.List;
import java.util.Map;

/**
 * The model's output: tags such as {@code <|zh|><|HAPPY|><|Speech|><|withitn|>} and then the text. Pure.
 */
final class TaggedText {

  private static final String NO_SPEECH = "nospeech";

  private static final Map<String, String> LANGUAGES =
      Map.of("zh", "zh", "en", "en", "yue", "yue", "ja", "ja", "ko", "ko");

  /** The model's emotions in the words of the device protocol, which has no fear and no disgust. */
  private static final Map<String, String> EMOTIONS = Map.of(
      "NEUTRAL", "neutral", "HAPPY", "happy", "SAD", "sad", "ANGRY", "angry",
      "SURPRISED", "surprised", "FEARFUL", "shocked", "DISGUSTED", "confused");

  /** What was heard beside the words says more than a neutral voice. */
  private static final Map<String, String> EVENTS = Map.of("Laughter", "laughing", "Cry", "crying");

  private String language = "";
  private String emotion = "";
  private String event = "";
  private boolean speech = true;

  private TaggedText() {
  }

  /** The transcript of these pieces; empty when the model heard no speech or no words. */
  static Transcript read(List<String> pieces) {
    TaggedText tags = new TaggedText();
    int at = 0;
    while (at < pieces.size() && isTag(pieces.get(at))) {
      tags.take(pieces.get(at++));
    }
    String text = text(pieces.subList(at, pieces.size()));
    return !tags.speech || text.isEmpty()
        ? Transcript.nothing(SenseVoiceEngineProvider.NAME)
        : new Transcript(text, tags.language, tags.mood(), SenseVoiceEngineProvider.NAME);
  }

  private void take(String piece) {
    String tag = piece.substring(2, piece.length() - 2);
    speech &= !tag.equals(NO_SPEECH);
    language = LANGUAGES.getOrDefault(tag, language);
    emotion = EMOTIONS.getOrDefault(tag, emotion);
    event = EVENTS.getOrDefault(tag, event);
  }

  private String mood() {
    boolean plain = emotion.isEmpty() || emotion.equals("neutral");
    return plain && !event.isEmpty() ? event : emotion;
  }

  private static boolean isTag(String piece) {
    return piece.length() > 4 && piece.startsWith("<|") && piece.endsWith("|>");
  }

  private static String text(List<String> pieces) {
    StringBuilder text = new StringBuilder();
    pieces.stream().filter(piece -> !isTag(piece)).forEach(text::append);
    return text.toString().replace(Tokens.WORD_START, ' ').trim();
  }
}
