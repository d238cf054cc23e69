package io.xiaozhimesh.ota.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code multipart/form-data} (RFC 7578) that is wholly in memory, as tolerantly as small clients need it: parts
 * and header parameters in any order, names with or without quotes, lines that end in LF alone, a missing end mark.
 */
public final class MultipartForm {

  private static final int PARTS_MAX = 16;
  private static final int PART_HEADER_BYTES_MAX = 2_048;
  private static final Pattern BOUNDARY =
      Pattern.compile("(?i)multipart/form-data\\s*;.*?boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})).*");
  private static final Pattern NAME =
      Pattern.compile("(?im)^content-disposition:.*?[;\\s]name=(?:\"([^\"]{0,64})\"|([^\\s;\"]{1,64}))");

  private MultipartForm() {
  }

  /** The boundary that a {@code Content-Type} header names; the header may be null. */
  public static Optional<String> boundary(String contentType) {
    Matcher match = BOUNDARY.matcher(contentType == null ? "" : contentType);
    return match.matches() ? Optional.of(either(match)) : Optional.empty();
  }

  /** The first part of each name. What is no part is skipped; at most 16 parts are read. */
  public static Map<String, byte[]> parse(byte[] body, String boundary) {
    byte[] mark = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
    Map<String, byte[]> parts = new LinkedHashMap<>();
    int at = indexOf(body, mark, 0);
    for (int part = 0; at >= 0 && part < PARTS_MAX; part++) {
      int from = at + mark.length;
      int next = indexOf(body, mark, from);
      read(body, from, next < 0 ? body.length : next, parts);
      at = next;
    }
    return parts;
  }

  private static void read(byte[] body, int from, int to, Map<String, byte[]> parts) {
    int headerEnd = headerEnd(body, from, to);
    if (headerEnd < 0) {
      return;
    }
    Matcher name = NAME.matcher(new String(body, from, headerEnd - from, StandardCharsets.UTF_8));
    if (name.find()) {
      parts.putIfAbsent(either(name), Arrays.copyOfRange(body, headerEnd, Math.max(headerEnd, lineEnd(body, to))));
    }
  }

  /** Where the content begins: behind the first empty line. */
  private static int headerEnd(byte[] body, int from, int to) {
    for (int i = from; i < Math.min(to, from + PART_HEADER_BYTES_MAX); i++) {
      if (body[i] == '\n' && i + 1 < to && body[i + 1] == '\n') {
        return i + 2;
      } else if (body[i] == '\n' && i + 2 < to && body[i + 1] == '\r' && body[i + 2] == '\n') {
        return i + 3;
      }
    }
    return -1;
  }

  /** Where the content ends: before the line break that belongs to the mark. */
  private static int lineEnd(byte[] body, int to) {
    if (to == body.length || to < 1 || body[to - 1] != '\n') {
      return to;
    }
    return to >= 2 && body[to - 2] == '\r' ? to - 2 : to - 1;
  }

  private static int indexOf(byte[] body, byte[] wanted, int from) {
    for (int i = from; i <= body.length - wanted.length; i++) {
      if (body[i] == wanted[0] && Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  private static String either(Matcher match) {
    return match.group(1) == null ? match.group(2) : match.group(1);
  }
}
