package io.xiaozhimesh.ota.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Under which address the device that asks can reach this node: the one that it has just used. Devices resolve IPv4
 * only, and read a port only from plain decimal digits.
 *
 * @param host a name or an IPv4 address
 * @param port from 1 to 65535
 */
public record PublicAddress(String host, int port) {

  private static final Pattern HOST = Pattern.compile("([A-Za-z0-9]([A-Za-z0-9.-]{0,252}))(?::([0-9]{1,5}))?");
  private static final int DEFAULT_HTTP_PORT = 80;

  /**
   * Reads a {@code Host} header.
   *
   * @param header may be null
   * @param otherwise used when the header is missing or no address that a device could read
   */
  public static PublicAddress of(String header, PublicAddress otherwise) {
    Matcher parts = HOST.matcher(header == null ? "" : header);
    if (!parts.matches()) {
      return otherwise;
    }
    int port = parts.group(3) == null ? DEFAULT_HTTP_PORT : Integer.parseInt(parts.group(3));
    return port < 1 || port > 65_535 ? otherwise : new PublicAddress(parts.group(1), port);
  }

  /** {@code http://host:port} without a slash at its end. */
  public String http() {
    return "http://" + host + (port == DEFAULT_HTTP_PORT ? "" : ":" + port);
  }

  /** The address of the devices' socket on this host. */
  public String webSocket(int webSocketPort) {
    return "ws://" + host + (webSocketPort == DEFAULT_HTTP_PORT ? "" : ":" + webSocketPort) + "/xiaozhi/v1/";
  }
}
