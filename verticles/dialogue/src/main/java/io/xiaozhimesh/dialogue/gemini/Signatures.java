package io.xiaozhimesh.dialogue.gemini;

import io.xiaozhimesh.dialogue.internal.BoundedMap;
import java.util.Map;

/**
 * Keeps the signature that comes with a tool call and has to go back with it, under an id of ours that other models can
 * take as well (<a href="https://ai.google.dev/gemini-api/docs/thought-signatures">reference</a>). Pure, not thread-safe.
 */
final class Signatures {

  /** What the service takes in the place of a signature that is not known. */
  static final String UNKNOWN = "skip_thought_signature_validator";

  private static final int CALLS_MAX = 2_000;
  private static final int SIGNATURE_CHARS_MAX = 65_536;

  private final Map<String, String> byId = new BoundedMap<>(CALLS_MAX, () -> { });
  private long calls;

  /** An id for a call with this signature, which may be "". */
  String idFor(String signature) {
    String id = "gemini_" + calls++;
    byId.put(id, signature.length() <= SIGNATURE_CHARS_MAX ? signature : UNKNOWN);
    return id;
  }

  /** The signature of a call; "" when it came without; {@link #UNKNOWN} for a call of somebody else. */
  String of(String id) {
    return byId.getOrDefault(id, UNKNOWN);
  }
}
