package io.xiaozhimesh.protocol.bus;

import io.xiaozhimesh.protocol.Limits;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A sound that is to be played, as the text of a tool's result says it: the reference in the first line, the title in the
 * second, and what is said before it in all others. The sound itself never travels on the bus: tts fetches it.
 *
 * @param reference a path inside the folder {@code tts.audio.dir}, with "/" between its parts; an http address that begins
 *     with one of {@code tts.audio.urls}; or {@link #ALARM_SOUND}
 * @param title what the device shows while it plays; never blank
 * @param before what is said before it, or ""
 */
public record AudioCue(String reference, String title, String before) {

  /** The reference of the sound that comes with an alarm; it needs no file. */
  public static final String ALARM_SOUND = "tone:alarm";

  public AudioCue {
    Checks.text(reference, "reference", Limits.AUDIO_REFERENCE_CHARS_MAX);
    Checks.that(!reference.isBlank(), "reference must not be blank");
    Checks.that(reference.indexOf('\n') < 0, "reference must be one line");
    Checks.present(title, "title");
    Checks.present(before, "before");
    title = fitting(title, reference);
  }

  /**
   * Reads the text of a result.
   *
   * @throws IllegalArgumentException when its first line is no reference
   */
  public static AudioCue parse(String text) {
    List<String> lines = text.lines().toList();
    String title = lines.size() > 1 ? lines.get(1) : "";
    String before = lines.stream().skip(2).collect(Collectors.joining("\n"));
    return new AudioCue(lines.isEmpty() ? "" : lines.get(0).strip(), title, before);
  }

  /** The text of a result. */
  public String text() {
    return reference + '\n' + title + (before.isEmpty() ? "" : '\n' + before);
  }

  private static String fitting(String title, String reference) {
    String name = reference.substring(reference.lastIndexOf('/') + 1).replaceAll("(?<=.)\\.\\w{1,5}$", "");
    String shown = (title.isBlank() ? name.isBlank() ? reference : name : title).strip().replace('\n', ' ');
    return shown.length() <= Limits.SENTENCE_CHARS_MAX ? shown : shown.substring(0, Limits.SENTENCE_CHARS_MAX);
  }
}
