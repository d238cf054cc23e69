package io.xiaozhimesh.ingress;

import io.xiaozhimesh.ingress.socket.DeviceSocket;
import io.xiaozhimesh.protocol.bus.DeviceChannel;
import io.xiaozhimesh.protocol.bus.DeviceMessage;
import io.xiaozhimesh.protocol.bus.DeviceSend;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SessionClosed;
import io.xiaozhimesh.protocol.bus.SessionOpened;
import io.xiaozhimesh.protocol.device.Downlink;
import java.util.List;

/** Passes the device's mcp and iot messages to the plugins worker that owns its tools, and back. */
final class DeviceTools {

  private final SessionServices services;
  private final DeviceSocket socket;
  private String pluginsInbox;

  DeviceTools(SessionServices services, DeviceSocket socket) {
    this.services = services;
    this.socket = socket;
  }

  String deviceId() {
    return socket.deviceId().value();
  }

  /** The worker that has the device's tools, or "" for none. */
  String pluginsInbox() {
    return pluginsInbox == null ? "" : pluginsInbox;
  }

  /** The device said hello; a second hello opens its tools anew. */
  void open(boolean mcp) {
    List<String> workers = services.candidates(Role.PLUGINS);
    if (workers.isEmpty()) {
      services.count("mesh.ingress.tools.unavailable");
      return;
    }
    pluginsInbox = workers.get(0);
    String url = mcp ? services.options().visionUrl() : "";
    services.send(pluginsInbox, new SessionOpened(socket.sessionId(), deviceId(),
        services.ownerInbox(), mcp, url, url.isEmpty() ? "" : services.visionToken(socket)));
  }

  /** Opens the device's tools with another worker when the one that has them leaves. */
  void moveFromLeaving(boolean mcp) {
    if (pluginsInbox != null && services.leaving(Role.PLUGINS, pluginsInbox)) {
      services.count("mesh.ingress.tools.moved");
      close();
      open(mcp);
    }
  }

  void fromDevice(DeviceChannel channel, String json) {
    if (pluginsInbox == null) {
      services.count("mesh.ingress.tools.unavailable");
      return;
    }
    services.send(pluginsInbox, new DeviceMessage(socket.sessionId(), channel, json));
  }

  void toDevice(DeviceSend send) {
    socket.sendText(send.channel() == DeviceChannel.MCP
        ? Downlink.mcp(socket.sessionId(), send.json())
        : Downlink.iot(socket.sessionId(), send.json()));
  }

  void close() {
    if (pluginsInbox != null) {
      services.send(pluginsInbox, new SessionClosed(socket.sessionId()));
    }
  }
}
