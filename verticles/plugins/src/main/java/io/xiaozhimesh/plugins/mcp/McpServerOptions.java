package io.xiaozhimesh.plugins.mcp;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.mcp.client.McpLimits;
import io.xiaozhimesh.plugins.supervise.ProcessSpec;
import io.xiaozhimesh.stage.OptionsReader;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One server of the section {@code plugins.mcp.servers}.
 *
 * @param name how the configuration calls it
 * @param transport how it is reached
 * @param process what is run, for {@link Transport#STDIO}; else empty
 * @param url where it is, for the others; else empty
 * @param headers sent with every HTTP request; may be secret
 * @param prefix put before the names of its tools
 * @param bounds what it is held to
 */
public record McpServerOptions(String name, Transport transport, Optional<ProcessSpec> process, Optional<URI> url,
    Map<String, String> headers, String prefix, McpLimits bounds) {

  /** How a server is reached. */
  public enum Transport {
    /** As a child process. */
    STDIO,
    /** By HTTP with a separate event stream, as of 2024-11-05. */
    SSE,
    /** By streamable HTTP. */
    HTTP
  }

  private static final String NAME = "[A-Za-z0-9_-]{1,32}";

  /** Reads one server; its {@code bounds} lie over those of all. */
  static McpServerOptions from(String name, OptionsReader reader, JsonObject boundsOfAll) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("plugins.mcp.servers." + name + " is no name: 1 to 32 of A-Z a-z 0-9 _ -");
    }
    Transport transport = reader.choice("transport", Transport.STDIO);
    boolean child = transport == Transport.STDIO;
    Map<String, String> headers = new LinkedHashMap<>();
    OptionsReader named = reader.section("headers");
    named.json().fieldNames().forEach(header -> headers.put(header, named.text(header, "")));
    JsonObject bounds = boundsOfAll.copy().mergeIn(reader.section("bounds").json());
    return new McpServerOptions(name, transport,
        child ? Optional.of(ProcessSpec.from("mcp-" + name, reader)) : Optional.empty(),
        child ? Optional.empty() : Optional.of(url(name, reader.text("url", ""))),
        Map.copyOf(headers), reader.text("prefix", ""),
        McpLimits.from(new OptionsReader("plugins.mcp.servers." + name + ".bounds", bounds)));
  }

  private static URI url(String name, String text) {
    try {
      URI url = URI.create(text);
      if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("plugins.mcp.servers." + name + ".url is no URL", e);
    }
    throw new IllegalArgumentException("plugins.mcp.servers." + name + ".url should be like http://host:port/path");
  }

  /** Without headers and addresses, which may hold secrets. */
  @Override
  public String toString() {
    return "McpServerOptions[" + name + ", " + transport + ']';
  }
}
