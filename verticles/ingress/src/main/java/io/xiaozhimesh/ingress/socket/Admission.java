package io.xiaozhimesh.ingress.socket;

import io.xiaozhimesh.ingress.socket.rfc6455.Handshake;
import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.device.DeviceId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Decides which upgrades are granted and counts the sessions that exist. Cheap reasons are tried before the token's
 * signature is computed. Not thread-safe.
 */
final class Admission {

  private final AdmissionOptions options;
  private final TokenCheck tokens;
  private final Origins origins;
  private final Set<String> tokenExempt;
  private final RateLimit handshakes;
  private final Map<String, Integer> sessionsByAddress = new HashMap<>();
  private final AtomicInteger sessions = new AtomicInteger();

  Admission(AdmissionOptions options, TokenCheck tokens, long nowMs) {
    this.options = options;
    this.tokens = tokens;
    this.origins = new Origins(options.allowedOrigins());
    this.tokenExempt = exempt(options);
    this.handshakes = new RateLimit(options.handshakesPerSecond(), 2.0 * options.handshakesPerSecond(), nowMs);
  }

  private static Set<String> exempt(AdmissionOptions options) {
    return options.tokenExempt().stream()
        .flatMap(id -> DeviceId.parse(id).stream())
        .map(DeviceId::value)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Why this request is refused; empty when it is not. */
  Optional<Refusal> refusal(UpgradeRequest request, long nowMs) {
    if (!Handshake.isKey(request.key())) {
      return Optional.of(Refusal.BAD_UPGRADE);
    }
    if (!"13".equals(request.version())) {
      return Optional.of(Refusal.VERSION);
    }
    if (!origins.allow(request.origin(), request.host())) {
      return Optional.of(Refusal.ORIGIN);
    }
    return noRoom(request.address(), nowMs).or(() -> notWelcome(request.sent(), request.address()));
  }

  private Optional<Refusal> noRoom(String address, long nowMs) {
    if (!handshakes.tryTake(nowMs)) {
      return Optional.of(Refusal.TOO_FAST);
    }
    if (sessions.get() >= options.maxSessions()) {
      return Optional.of(Refusal.FULL);
    }
    int perAddress = options.maxSessionsPerAddress();
    return perAddress > 0 && sessionsByAddress.getOrDefault(address, 0) >= perAddress
        ? Optional.of(Refusal.ADDRESS_FULL)
        : Optional.empty();
  }

  private Optional<Refusal> notWelcome(UpgradeRequest.Sent sent, String address) {
    Optional<DeviceId> deviceId = DeviceId.parse(sent.deviceId());
    if (deviceId.isEmpty()) {
      return Optional.of(Refusal.NO_DEVICE_ID);
    }
    String clientId = clientId(sent);
    if (clientId.length() > Limits.DEVICE_ID_CHARS_MAX) {
      return Optional.of(Refusal.BAD_CLIENT_ID);
    }
    boolean welcome = tokenExempt.contains(deviceId.get().value())
        || tokens.accepts(deviceId.get(), clientId, sent.authorization(), address);
    return welcome ? Optional.empty() : Optional.of(Refusal.TOKEN);
  }

  /** Who a request that is not refused comes from; from now on it counts as a session, until {@link #gone}. */
  Identity admit(UpgradeRequest request) {
    sessions.incrementAndGet();
    sessionsByAddress.merge(request.address(), 1, Integer::sum);
    return new Identity(
        DeviceId.parse(request.sent().deviceId()).orElseThrow(),
        clientId(request.sent()),
        framingVersion(request.sent().framingVersion()),
        request.address());
  }

  /** A session that was admitted has ended. */
  void gone(Identity identity) {
    sessions.decrementAndGet();
    sessionsByAddress.computeIfPresent(identity.address(), (a, count) -> count == 1 ? null : count - 1);
  }

  /** How many sessions there are; readable from every thread. */
  int sessions() {
    return sessions.get();
  }

  private static String clientId(UpgradeRequest.Sent sent) {
    return sent.clientId() == null ? "" : sent.clientId().strip();
  }

  private static int framingVersion(String sent) {
    return "2".equals(sent) ? 2 : "3".equals(sent) ? 3 : 1;
  }
}
