package io.xiaozhimesh.bench.load.mcp;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stdio MCP server with one read-only tool, which tells the process that ran it, a moment after it was asked, so that
 * calls are always in flight. Knows nothing but the JDK.
 */
public final class PidServer {

  /** The tool's name. */
  public static final String TOOL = "which_process";

  private static final int WORK_MS = 20;
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
  private static final Pattern METHOD = Pattern.compile("\"method\":\"([^\"]+)\"");
  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);

  private PidServer() {
  }

  /** The words that run it. */
  public static List<String> command() {
    try {
      File classes = new File(PidServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto",
          "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-cp", classes.getPath(),
          PidServer.class.getName());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Serves until its input ends. */
  public static void main(String[] args) throws IOException {
    ScheduledExecutorService work = Executors.newSingleThreadScheduledExecutor();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String id = first(ID, line);
      switch (first(METHOD, line)) {
        case "initialize" -> answer(id, "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},"
            + "\"serverInfo\":{\"name\":\"pid\",\"version\":\"1\"}}");
        case "ping" -> answer(id, "{}");
        case "tools/list" -> answer(id, "{\"tools\":[{\"name\":\"" + TOOL + "\",\"description\":\"Tells who runs it.\","
            + "\"inputSchema\":{\"type\":\"object\"},\"annotations\":{\"readOnlyHint\":true}}]}");
        case "tools/call" -> work.schedule(() -> answer(id, "{\"content\":[{\"type\":\"text\",\"text\":\""
            + ProcessHandle.current().pid() + "\"}]}"), WORK_MS, TimeUnit.MILLISECONDS);
        default -> { }
      }
    }
    System.exit(0);
  }

  private static synchronized void answer(String id, String result) {
    OUT.print("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}\n");
    OUT.flush();
  }

  private static String first(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.find() ? matcher.group(1) : "";
  }
}
