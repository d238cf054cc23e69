package io.xiaozhimesh.protocol.bus;

/** Which of the device's tool protocols. */
public enum DeviceChannel {
  /** JSON-RPC 2.0 in "mcp" messages, firmware 1.8 and later. */
  MCP,
  /** The legacy "iot" messages, firmware up to 1.7. */
  IOT
}
