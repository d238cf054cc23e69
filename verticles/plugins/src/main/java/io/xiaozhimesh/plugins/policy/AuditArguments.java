package io.xiaozhimesh.plugins.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** How much of a call's arguments the audit keeps. */
public enum AuditArguments {
  /** A SHA-256 of them: enough to tell whether two calls were the same. */
  HASH,
  /** Their names. */
  NAMES,
  /** All of them, at most {@link #CHARS_MAX} characters. */
  FULL;

  /** Longest text that is kept, in characters. */
  public static final int CHARS_MAX = 1_000;

  /** What is kept of these. */
  public String of(ObjectNode arguments) {
    return switch (this) {
      case HASH -> "sha256:" + hash(arguments);
      case NAMES -> cut(String.join(",", sorted(arguments).keySet()));
      case FULL -> cut(arguments.toString());
    };
  }

  /** The order in which a model writes its arguments does not matter. */
  private static String hash(ObjectNode arguments) {
    try {
      byte[] text = sorted(arguments).toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TreeMap<String, String> sorted(ObjectNode arguments) {
    TreeMap<String, String> sorted = new TreeMap<>();
    arguments.properties().forEach(member -> sorted.put(member.getKey(), member.getValue().toString()));
    return sorted;
  }

  private static String cut(String text) {
    return text.length() <= CHARS_MAX ? text : text.substring(0, CHARS_MAX);
  }
}
