package io.xiaozhimesh.plugins.hot;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a plugin's jar says: {@code <id>-<version>.jar}.
 *
 * @param id lower-case letters, digits and single "-", beginning with a letter
 * @param version semantic
 */
record JarName(String id, SemVer version) {

  /** How such a name is made, for error messages. */
  static final String FORM = "<id>-<version>.jar, for example hello-1.0.0.jar";

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
  private static final Pattern NAME = Pattern.compile("(.{1,64}?)-(" + SemVer.FORM + ")\\.jar");

  /** The name in this file name without a folder, if it is one. */
  static Optional<JarName> of(String fileName) {
    Matcher name = NAME.matcher(fileName);
    if (!name.matches() || !ID.matcher(name.group(1)).matches()) {
      return Optional.empty();
    }
    return SemVer.of(name.group(2)).map(version -> new JarName(name.group(1), version));
  }

  String fileName() {
    return this + ".jar";
  }

  @Override
  public String toString() {
    return id + '-' + version;
  }
}
