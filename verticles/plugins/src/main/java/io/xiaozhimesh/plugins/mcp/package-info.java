/**
 * MCP in the plugins stage: servers that we run or reach, tools that dial in, and our own tools offered to others.
 *
 * <p>The protocol is our own few classes and not the official Java SDK (io.modelcontextprotocol.sdk). That one stands on
 * Reactor: its sessions, timeouts and transports are Monos on Reactor's schedulers, its HTTP client is the JDK's with a
 * pool of its own, so that every answer would cross from those threads to the stage's event loop, and the stage's clock,
 * bounds and counters would end at the crossing. What this stage needs beyond the messages (one supervised process for
 * all sessions, a queue while it is begun again, calls made again only where that is harmless, bounds on lines, floods
 * and lists before anything is parsed) the SDK leaves to its caller. What is left is small, and it is judged by the
 * official conformance suite, on both sides, in {@code bench/conformance/mcp}.
 */
package io.xiaozhimesh.plugins.mcp;
