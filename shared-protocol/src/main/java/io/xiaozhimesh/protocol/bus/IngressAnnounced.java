package io.xiaozhimesh.protocol.bus;

/**
 * Published once a second by every node of a cluster that runs ingress: where devices connect. An ota stage on another
 * node sends devices to one of these.
 *
 * @param node unique name, as in NodeAnnounced
 * @param url absolute WebSocket URL, or "" for the host by which the device reached ota
 * @param port TCP port of the devices' socket
 */
@WireType(82)
public record IngressAnnounced(String node, String url, int port) implements ControlMessage {

  public IngressAnnounced {
    Checks.present(node, "node");
    Checks.present(url, "url");
    Checks.positive(port, "port");
  }
}
