package io.xiaozhimesh.launcher.cluster;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What follows from the cluster's name and secret, by HMAC-SHA-256: the name that members compare when they meet, and the
 * proof that an announcement comes from one of them, and a key for device tokens. None may be logged: whoever knows the
 * compared name is let in.
 */
final class ClusterKeys {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int NAME_HEX_CHARS = 32;
  private static final int PROOF_HEX_CHARS = 32;
  private static final int TOKEN_KEY_HEX_CHARS = 64;

  private final SecretKeySpec key;
  private final String comparedName;

  ClusterKeys(ClusterOptions.Identity identity) {
    // A prefix, because the algorithm takes no empty key.
    key = new SecretKeySpec(("mesh:" + identity.secret()).getBytes(StandardCharsets.UTF_8), ALGORITHM);
    comparedName = identity.name() + '-' + hex("name:", identity.name().getBytes(StandardCharsets.UTF_8), NAME_HEX_CHARS);
  }

  /** Members with another one do not let each other in. */
  String comparedName() {
    return comparedName;
  }

  /** The key of device tokens where none is configured: nodes of one secret check what the others have issued. */
  String deviceTokenKey() {
    return hex("device tokens", new byte[0], TOKEN_KEY_HEX_CHARS);
  }

  /** The proof for these bytes. */
  String proof(byte[] message) {
    return hex("announcement:", message, PROOF_HEX_CHARS);
  }

  /** Whether the proof is the right one for these bytes; takes the same time for every wrong one. */
  boolean proves(String proof, byte[] message) {
    return proof != null && MessageDigest.isEqual(
        proof.getBytes(StandardCharsets.UTF_8), proof(message).getBytes(StandardCharsets.UTF_8));
  }

  private String hex(String purpose, byte[] message, int chars) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(message)).substring(0, chars);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
