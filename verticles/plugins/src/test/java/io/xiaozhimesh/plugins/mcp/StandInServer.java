package io.xiaozhimesh.plugins.mcp;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stdio MCP server of many manners, run as a process of its own. Its messages have the shapes of MCP 2025-11-25; its
 * first argument is its manner. It knows nothing but the JDK.
 */
public final class StandInServer {

  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
  private static final Pattern METHOD = Pattern.compile("\"method\":\"([^\"]+)\"");
  private static final Pattern CURSOR = Pattern.compile("\"cursor\":\"(\\d+)\"");
  private static final Pattern TOOL = Pattern.compile("\"name\":\"([^\"]+)\"");
  private static final Pattern TEXT = Pattern.compile("\"text\":\"([^\"]*)\"");

  private static final int MANY = 500;
  private static final int PAGE = 100;

  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);

  private final String manner;
  private boolean stuck;
  private boolean grown;

  private StandInServer(String manner) {
    this.manner = manner;
  }

  /** The words that run it with this manner. */
  static List<String> command(String manner) {
    return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto",
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-cp",
        Path.of("target", "test-classes").toAbsolutePath().toString(), StandInServer.class.getName(), manner);
  }

  /** Serves until its input ends. */
  public static void main(String[] args) throws Exception {
    StandInServer server = new StandInServer(args[0]);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      server.heard(line);
    }
  }

  private void heard(String line) throws Exception {
    String method = first(METHOD, line);
    String id = first(ID, line);
    if (stuck || manner.equals("hangs") && method.equals("initialize")) {
      return;
    }
    if (manner.equals("chatters")) {
      print("Welcome to the server, version 1");
      print("{\"this\": \"is no message\"}");
      print("{\"jsonrpc\":\"2.0\",\"id\":77777,\"result\":{}}");
    }
    switch (method) {
      case "initialize" -> answer(id, "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},"
          + "\"serverInfo\":{\"name\":\"stand-in\",\"version\":\"1\"}}");
      case "ping" -> answer(id, "{}");
      case "tools/list" -> answer(id, list(first(CURSOR, line)));
      case "tools/call" -> call(id, first(TOOL, line), first(TEXT, line));
      case "notifications/initialized" -> initialized();
      default -> { }
    }
  }

  private void initialized() {
    if (manner.equals("floods")) {
      for (int i = 0; i < 100_000; i++) {
        print("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"n\":" + i + "}}");
      }
    }
  }

  private String list(String cursor) {
    return switch (manner) {
      case "many" -> many(cursor.isEmpty() ? 0 : Integer.parseInt(cursor));
      case "lies" -> "{\"tools\":[{\"name\":\"a\",\"inputSchema\":\"none\"},{\"name\":\"b\",\"inputSchema\":"
          + "{\"type\":\"array\",\"properties\":[1],\"required\":{\"x\":1}}},{\"name\":17},{\"name\":\"a\"},"
          + "{\"name\":\"c\",\"inputSchema\":{\"type\":\"object\",\"description\":\"" + "x".repeat(100_000)
          + "\"}},{\"name\":\"home.lamp\",\"description\":\"see home.lamp\",\"inputSchema\":{\"type\":\"object\","
          + "\"properties\":{\"level\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":9}},\"required\":[\"level\"]}}]}";
      default -> "{\"tools\":[" + tool("echo", "readOnlyHint") + ',' + tool("pid", "readOnlyHint") + ','
          + tool("slow", "readOnlyHint") + ',' + tool("press", "destructiveHint") + ','
          + tool("die_once", "idempotentHint") + ',' + tool("stick", "destructiveHint") + ','
          + tool("huge", "readOnlyHint") + ',' + tool("huge_id_last", "readOnlyHint") + ','
          + tool("twice", "readOnlyHint") + ',' + tool("refuse", "readOnlyHint") + ','
          + tool("variable", "readOnlyHint") + ',' + tool("spawn", "readOnlyHint") + ',' + tool("grow", "readOnlyHint")
          + (grown ? ',' + tool("grown", "readOnlyHint") : "") + "]}";
    };
  }

  private static String many(int from) {
    StringBuilder tools = new StringBuilder("{\"tools\":[");
    for (int i = from; i < from + PAGE; i++) {
      tools.append(i > from ? "," : "").append(tool("tool" + i, "readOnlyHint"));
    }
    return tools + "]" + (from + PAGE < MANY ? ",\"nextCursor\":\"" + (from + PAGE) + '"' : "") + '}';
  }

  private static String tool(String name, String hint) {
    return "{\"name\":\"" + name + "\",\"description\":\"" + name + "\",\"inputSchema\":{\"type\":\"object\","
        + "\"properties\":{\"text\":{\"type\":\"string\"}}},\"annotations\":{\"" + hint + "\":true}}";
  }

  private void call(String id, String tool, String text) throws Exception {
    switch (tool) {
      case "echo" -> say(id, text);
      case "pid" -> say(id, String.valueOf(ProcessHandle.current().pid()));
      case "slow", "press" -> {
        Path sign = Path.of(text);
        if (!Files.exists(sign)) {
          Files.createFile(sign);
          return;
        }
        say(id, "done by " + ProcessHandle.current().pid());
      }
      case "die_once" -> {
        Path sign = Path.of(text);
        if (!Files.exists(sign)) {
          Files.createFile(sign);
          Runtime.getRuntime().halt(3);
        }
        say(id, "done by " + ProcessHandle.current().pid());
      }
      case "stick" -> stuck = true;
      case "huge" -> say(id, "x".repeat(10_000_000));
      case "huge_id_last" -> print("{\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"" + "x".repeat(10_000_000)
          + "\"}]},\"jsonrpc\":\"2.0\",\"id\":" + id + '}');
      case "twice" -> {
        say(id, "first");
        say(id, "second");
      }
      case "refuse" -> print("{\"jsonrpc\":\"2.0\",\"id\":" + id
          + ",\"error\":{\"code\":-32602,\"message\":\"not on Sundays\"}}");
      case "variable" -> say(id, String.valueOf(System.getenv(text)));
      case "spawn" -> say(id, String.valueOf(new ProcessBuilder("sleep", "1000").start().pid()));
      case "grow" -> {
        grown = true;
        print("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
        say(id, "grown");
      }
      default -> throw new IOException("no tool " + tool);
    }
  }

  private void say(String id, String text) {
    answer(id, "{\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}],\"isError\":false}");
  }

  private void answer(String id, String result) {
    print("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + '}');
  }

  private static void print(String line) {
    OUT.print(line + '\n');
    OUT.flush();
  }

  private static String first(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(pattern == TOOL || pattern == TEXT ? line.substring(line.indexOf("params")) : line);
    return matcher.find() ? matcher.group(1) : "";
  }
}
