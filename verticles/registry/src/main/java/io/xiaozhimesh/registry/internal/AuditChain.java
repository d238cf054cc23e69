package io.xiaozhimesh.registry.internal;

import io.xiaozhimesh.protocol.bus.AuditEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The hashes of the audit: each is the SHA-256 of the one before, the row's number and its fields, every one with its
 * length before it so that nothing can move from one field to the next. Stateless.
 */
public final class AuditChain {

  private AuditChain() {
  }

  /** The hash of a row, in hexadecimal digits. */
  public static String hash(String previous, long sequence, AuditEntry entry) {
    StringBuilder text = new StringBuilder();
    List.of(previous, sequence, entry.atMs(), entry.deviceId(), entry.agentId(), entry.sessionId(), entry.turnId(),
        entry.tool(), entry.origin(), entry.effect(), entry.decision(), entry.outcome(), entry.durationMs(),
        entry.arguments()).forEach(field -> {
          String value = String.valueOf(field);
          text.append(value.length()).append(':').append(value);
        });
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
