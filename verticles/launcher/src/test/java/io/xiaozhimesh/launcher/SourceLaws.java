package io.xiaozhimesh.launcher;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** What a reader may expect of every source file. Each answer is a list of complaints, empty for a good file. */
final class SourceLaws {

  static final int FILE_LINES_MAX = 600;
  static final int FUNCTION_LINES_MAX = 70;

  private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");
  private static final Pattern STAR = Pattern.compile("^import (static )?[\\w.]+\\.\\*;");
  private static final Pattern ADDRESS =
      Pattern.compile("\"(mesh\\.(announce|phrases|turns)|\\w*\\.w\\.[^\"]*|[^\"]*\\.sys)\"");
  private static final Pattern TYPE = Pattern.compile("\\b(class|interface|enum|record|@interface)\\s+\\w+");
  private static final Pattern FUNCTION = Pattern.compile("\\)\\s*(throws\\s[\\w.,\\s]+)?$");
  private static final Pattern COMPACT_CONSTRUCTOR = Pattern.compile("(^|\\s)[A-Z]\\w*$");

  private enum Block { TYPE, FUNCTION, OTHER }

  private record Open(Block block, int line) {
  }

  private SourceLaws() {
  }

  static List<String> complaints(String source) {
    List<String> complaints = new ArrayList<>();
    List<String> lines = source.lines().toList();
    if (lines.size() > FILE_LINES_MAX) {
      complaints.add("has " + lines.size() + " lines");
    }
    for (int i = 0; i < lines.size(); i++) {
      if (UNFINISHED.matcher(lines.get(i)).find()) {
        complaints.add("line " + (i + 1) + " is unfinished");
      }
      if (STAR.matcher(lines.get(i)).find()) {
        complaints.add("line " + (i + 1) + " imports with a star");
      }
    }
    complaints.addAll(longFunctions(source));
    return complaints;
  }

  /** Addresses are built in one class only. */
  static List<String> addressLiterals(String source) {
    return ADDRESS.matcher(source).results().map(match -> "spells the address " + match.group()).toList();
  }

  private static List<String> longFunctions(String source) {
    List<String> complaints = new ArrayList<>();
    Deque<Open> open = new ArrayDeque<>();
    StringBuilder head = new StringBuilder();
    int line = 1;
    for (char c : withoutCommentsAndTexts(source).toCharArray()) {
      line += c == '\n' ? 1 : 0;
      if (c == '{') {
        open.push(new Open(block(head.toString().strip(), open), line));
      } else if (c == '}' && !open.isEmpty()) {
        Open closed = open.pop();
        if (closed.block == Block.FUNCTION && line - closed.line + 1 > FUNCTION_LINES_MAX) {
          complaints.add("the function at line " + closed.line + " has " + (line - closed.line + 1) + " lines");
        }
      }
      if (c == '{' || c == '}' || c == ';') {
        head.setLength(0);
      } else {
        head.append(c);
      }
    }
    return complaints;
  }

  private static Block block(String head, Deque<Open> open) {
    if (TYPE.matcher(head).find()) {
      return Block.TYPE;
    }
    boolean inType = !open.isEmpty() && open.peek().block == Block.TYPE;
    boolean function = FUNCTION.matcher(head).find() || COMPACT_CONSTRUCTOR.matcher(head).find();
    return inType && function ? Block.FUNCTION : Block.OTHER;
  }

  /** The same lines, with the insides of comments, strings and characters left out. */
  static String withoutCommentsAndTexts(String source) {
    StringBuilder code = new StringBuilder();
    int at = 0;
    while (at < source.length()) {
      int end = endOfSkipped(source, at);
      if (end == at) {
        code.append(source.charAt(at++));
      } else {
        source.substring(at, end).chars().filter(c -> c == '\n').forEach(c -> code.append('\n'));
        at = end;
      }
    }
    return code.toString();
  }

  private static int endOfSkipped(String source, int at) {
    if (source.startsWith("//", at)) {
      return end(source, "\n", at + 2, false);
    } else if (source.startsWith("/*", at)) {
      return end(source, "*/", at + 2, true);
    } else if (source.startsWith("\"\"\"", at)) {
      return end(source, "\"\"\"", at + 3, true);
    } else if (source.charAt(at) == '"' || source.charAt(at) == '\'') {
      return end(source, source.substring(at, at + 1), at + 1, true);
    }
    return at;
  }

  private static int end(String source, String mark, int from, boolean markIncluded) {
    int at = from;
    while (at < source.length() && !source.startsWith(mark, at)) {
      at += source.charAt(at) == '\\' && !mark.equals("\n") && !mark.equals("*/") ? 2 : 1;
    }
    return Math.min(source.length(), at + (markIncluded ? mark.length() : 0));
  }
}
