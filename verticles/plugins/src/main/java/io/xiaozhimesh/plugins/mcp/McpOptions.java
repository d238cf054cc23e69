package io.xiaozhimesh.plugins.mcp;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.mcp.access.AccessOptions;
import io.xiaozhimesh.plugins.mcp.client.McpLimits;
import io.xiaozhimesh.plugins.mcp.server.OfferOptions;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Section {@code plugins.mcp} of the configuration.
 *
 * @param servers servers that we run or reach, in the order of their names
 * @param bounds what each server is held to that says nothing else, and who dials in
 * @param host interface of the port below
 * @param port where tools dial in and our own are offered: 0 takes any free one, -1 serves none
 * @param access who may dial in
 * @param offer what is offered, and to whom
 */
public record McpOptions(List<McpServerOptions> servers, McpLimits bounds, String host, int port,
    AccessOptions access, OfferOptions offer) {

  /** Servers of a node. */
  static final int SERVERS_MAX = 64;

  /** Reads the section; a missing key has its default. */
  public static McpOptions from(OptionsReader reader) {
    OptionsReader bounds = reader.section("bounds");
    return new McpOptions(servers(reader.section("servers"), bounds.json()), McpLimits.from(bounds),
        reader.text("host", "127.0.0.1"), reader.integer("port", -1, -1, 65_535),
        AccessOptions.from(reader.section("access")), OfferOptions.from(reader.section("offer")));
  }

  private static List<McpServerOptions> servers(OptionsReader reader, JsonObject boundsOfAll) {
    List<McpServerOptions> servers = new ArrayList<>();
    reader.json().fieldNames().stream().sorted()
        .forEach(name -> servers.add(McpServerOptions.from(name, reader.section(name), boundsOfAll)));
    if (servers.size() > SERVERS_MAX) {
      throw new IllegalArgumentException("plugins.mcp.servers has more than " + SERVERS_MAX + " servers");
    }
    return List.copyOf(servers);
  }
}
