package io.xiaozhimesh.plugins.mcp.server;

import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;

/**
 * Section {@code plugins.mcp.offer}: our own tools for others.
 *
 * @param enabled whether they are offered at all
 * @param token what a client must show as a bearer token; empty: none, allowed on this machine's own interface only
 * @param agent whose tools are offered; "" for those of nobody in particular
 * @param allowedOrigins web pages that may ask besides those of this machine
 * @param sessionsMax clients at once; the one that was silent for longest gives way
 * @param sessionTtlMs a client that was silent for so long is forgotten, in milliseconds
 * @param pageTools tools in one page of the list
 * @param callsMax calls that run at once
 * @param deadlineMs for one call, in milliseconds
 * @param requestBytesMax largest request
 */
public record OfferOptions(boolean enabled, String token, String agent, List<String> allowedOrigins, int sessionsMax,
    int sessionTtlMs, int pageTools, int callsMax, int deadlineMs, int requestBytesMax) {

  /** Reads the section; a missing key has its default. */
  public static OfferOptions from(OptionsReader reader) {
    return new OfferOptions(
        reader.flag("enabled", false),
        reader.text("token", ""),
        reader.text("agent", ""),
        reader.texts("allowedOrigins", List.of()),
        reader.integer("sessionsMax", 64, 1, 10_000),
        reader.integer("sessionTtlMs", 600_000, 1_000, 86_400_000),
        reader.integer("pageTools", 50, 1, 1_000),
        reader.integer("callsMax", 32, 1, 10_000),
        reader.integer("deadlineMs", 30_000, 100, 600_000),
        reader.integer("requestBytesMax", 1 << 20, 1_024, 64 << 20));
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "OfferOptions[enabled=" + enabled + ", agent=" + agent + ']';
  }
}
