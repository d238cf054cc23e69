package io.xiaozhimesh.plugins.music;

import java.util.regex.Pattern;

/**
 * A piece of music.
 *
 * @param reference its path inside the folder, with "/" between its parts
 * @param title its name without ending and number: "01 - Ode_to_Joy.mp3" is "Ode to Joy"
 * @param group the names of the folders above it, such as "Beethoven 9th", or ""
 */
record Track(String reference, String title, String group) {

  private static final Pattern ENDING = Pattern.compile("\\.\\w{1,5}$");
  private static final Pattern NUMBER = Pattern.compile("^(?:\\d{1,3}\\s*[-._)]\\s*|0\\d{1,2}\\s+)(?=\\S)");

  static Track of(String reference) {
    int slash = reference.lastIndexOf('/');
    String name = ENDING.matcher(reference.substring(slash + 1)).replaceAll("");
    String title = NUMBER.matcher(name).replaceAll("").replace('_', ' ').strip();
    String group = slash < 0 ? "" : reference.substring(0, slash).replace('/', ' ').replace('_', ' ').strip();
    return new Track(reference, title.isEmpty() ? name : title, group);
  }
}
