package io.xiaozhimesh.ingress.socket;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.xiaozhimesh.ingress.socket.FloodMeter.Verdict;
import io.xiaozhimesh.ingress.socket.rfc6455.CloseCodes;
import io.xiaozhimesh.ingress.socket.rfc6455.Frames;
import io.xiaozhimesh.ingress.socket.rfc6455.MessageReader;
import io.xiaozhimesh.ingress.socket.rfc6455.ProtocolViolation;
import io.xiaozhimesh.protocol.device.DeviceId;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One device's connection after the upgrade: owns its TCP socket, its reader and its state. Open, then closing from our
 * or the device's Close frame on, then gone with the TCP connection; only an open one delivers messages.
 */
final class DeviceConnection implements DeviceSocket, MessageReader.MessageSink {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceConnection.class);

  private final SocketScope scope;
  private final Identity identity;
  private final String sessionId;
  private final TcpLink tcp;
  private final MessageReader reader;
  private final FloodMeter audio;
  private final FloodMeter text;
  private final FloodMeter overhead;
  private SessionListener listener = new NoSession();
  private String closedWhy;

  DeviceConnection(SocketScope scope, Identity identity, String sessionId, NetSocket socket) {
    this.scope = scope;
    this.identity = identity;
    this.sessionId = sessionId;
    MessageLimits limits = scope.options().messages();
    FloodOptions flood = scope.options().flood();
    long nowMs = scope.clock().nowMs();
    reader = new MessageReader(limits.textBytesMax(), limits.binaryBytesMax(), this);
    audio = new FloodMeter(flood.audioPerSecond(), flood.audioBurst(), nowMs);
    text = new FloodMeter(flood.textPerSecond(), flood.textBurst(), nowMs);
    overhead = new FloodMeter(flood.textPerSecond(), flood.textBurst(), nowMs);
    tcp = new TcpLink(scope.vertx(), socket, scope.options().tcp());
  }

  /** Begins to serve; {@code gone} runs once, when the TCP connection has ended. */
  void open(SessionAcceptor acceptor, Runnable gone) {
    tcp.onData(this::receive);
    tcp.onWritable(() -> guarded(() -> listener.onWritable()));
    tcp.onStalled(() -> closedWhy = firstWhy(ClosedWhy.WRITE_STALLED));
    tcp.onGone(() -> gone(gone));
    guarded(() -> listener = Objects.requireNonNull(acceptor.accept(this), "the acceptor gave no session"));
  }

  @Override
  public String sessionId() {
    return sessionId;
  }

  @Override
  public DeviceId deviceId() {
    return identity.deviceId();
  }

  @Override
  public String clientId() {
    return identity.clientId();
  }

  @Override
  public int framingVersion() {
    return identity.framingVersion();
  }

  @Override
  public String remoteAddress() {
    return identity.address();
  }

  @Override
  public boolean sendText(String message) {
    byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
    return send(Frames.textHeader(utf8.length), utf8, "text");
  }

  @Override
  public boolean sendBinary(byte[] message) {
    return send(Frames.binaryHeader(message.length), message, "audio");
  }

  @Override
  public void close(int code, String reason) {
    beginClose(code, reason, ClosedWhy.BY_SESSION);
  }

  /** Closes because the server stops. */
  void stop() {
    beginClose(CloseCodes.GOING_AWAY, "the server stops", ClosedWhy.SERVER_STOPS);
  }

  @Override
  public void onText(String message) {
    if (open() && passes(text, "text")) {
      guarded(() -> listener.onText(message));
    }
  }

  @Override
  public void onBinary(byte[] message) {
    if (open() && passes(audio, "audio")) {
      guarded(() -> listener.onBinary(message));
    }
  }

  @Override
  public void onPing(byte[] payload) {
    if (open() && passes(overhead, "overhead") && !tcp.full()) {
      tcp.write(Buffer.buffer(Frames.pong(payload)));
    }
  }

  /** Fragments cannot be dropped one by one, so the verdict only matters when it is abuse. */
  @Override
  public void onOverhead() {
    if (open()) {
      passes(overhead, "overhead");
    }
  }

  @Override
  public void onClose(int code) {
    if (open()) {
      closedWhy = ClosedWhy.BY_DEVICE;
      tcp.write(Buffer.buffer(Frames.close(code, "")));
    }
    tcp.close();
  }

  private void receive(byte[] bytes) {
    try {
      reader.feed(bytes);
    } catch (ProtocolViolation violation) {
      count("mesh.ingress.socket.violation", "code", Integer.toString(violation.closeCode()));
      beginClose(violation.closeCode(), violation.getMessage(), ClosedWhy.PROTOCOL);
      if (violation.closeCode() != CloseCodes.TOO_BIG) {
        tcp.close();
      }
    }
  }

  private boolean passes(FloodMeter meter, String kind) {
    Verdict verdict = meter.next(scope.clock().nowMs());
    if (verdict != Verdict.PASS) {
      count("mesh.ingress.socket.flooded", "kind", kind);
    }
    if (verdict == Verdict.ABUSE) {
      beginClose(CloseCodes.POLICY, "too many messages", ClosedWhy.FLOOD);
    }
    return verdict == Verdict.PASS;
  }

  private boolean send(byte[] header, byte[] payload, String kind) {
    if (!open() || tcp.broken() || tcp.full()) {
      count("mesh.ingress.socket.unsent", "kind", kind);
      return false;
    }
    tcp.write(Buffer.buffer(header.length + payload.length).appendBytes(header).appendBytes(payload));
    return true;
  }

  private boolean open() {
    return closedWhy == null;
  }

  private String firstWhy(String why) {
    return closedWhy == null ? why : closedWhy;
  }

  private void beginClose(int code, String reason, String why) {
    if (open()) {
      closedWhy = why;
      tcp.write(Buffer.buffer(Frames.close(code, reason)));
      tcp.closeSoon();
    }
  }

  private void gone(Runnable afterwards) {
    closedWhy = firstWhy(ClosedWhy.CONNECTION_LOST);
    count("mesh.ingress.socket.closed", "why", closedWhy);
    guarded(() -> listener.onClosed(closedWhy));
    afterwards.run();
  }

  /** The border to the session: whatever it throws costs this connection and nothing else. */
  private void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.error("a session failed and its connection is closed", e);
      count("mesh.ingress.socket.session_failed");
      beginClose(CloseCodes.INTERNAL_ERROR, "the session failed", ClosedWhy.SESSION_FAILED);
    }
  }

  private void count(String name, String... tags) {
    scope.metrics().count(name, tags);
  }

  /** Stands in until there is a session, and for good if there never is one. */
  private static final class NoSession implements SessionListener {

    @Override
    public void onText(String text) {
    }

    @Override
    public void onBinary(byte[] bytes) {
    }

    @Override
    public void onClosed(String why) {
    }
  }
}
