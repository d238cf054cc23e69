package io.xiaozhimesh.protocol.device;

import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.ListenMode;
import java.util.Optional;

/**
 * One JSON message of a device, understood. Texts are valid Unicode without control characters and at most
 * {@link io.xiaozhimesh.protocol.Limits#TRANSCRIPT_CHARS_MAX} characters long. The {@code session_id} that devices send
 * is dropped: the socket says whose message it is, and old firmware sends an empty or stale one.
 */
public sealed interface UplinkMessage {

  /**
   * The first message of a connection; what is missing or of a wrong type has its default.
   *
   * @param framingVersion 1, 2 or 3 as the device says, or 0 when it says nothing usable (then the
   *     {@code Protocol-Version} header of the connection holds)
   * @param mcp whether the device offers tools
   * @param aec whether the device cancels its own echo with the server's help (timestamps are echoed)
   * @param emoji whether the device wants emotions; only the browser device ever says no
   * @param uplink the device's Opus stream; 16000 Hz, mono, 60 ms where the device says nothing supported
   * @param transport "websocket", another word, or "" when absent
   */
  record Hello(int framingVersion, boolean mcp, boolean aec, boolean emoji, AudioFormat uplink, String transport)
      implements UplinkMessage {
  }

  /**
   * The microphone opens.
   *
   * @param mode empty when the device names none that is known
   */
  record ListenStart(Optional<ListenMode> mode) implements UplinkMessage {
  }

  /** The speaker released the button: the utterance is complete. */
  record ListenStop() implements UplinkMessage {
  }

  /**
   * A wake word was heard on the device, or a foreign client types a text.
   *
   * @param text may be empty
   */
  record ListenDetect(String text) implements UplinkMessage {
  }

  /**
   * A typed user contribution.
   *
   * @param text not blank
   */
  record ListenText(String text) implements UplinkMessage {
  }

  /**
   * The user interrupts.
   *
   * @param reason "wake_word_detected", another word, or ""
   */
  record Abort(String reason) implements UplinkMessage {
  }

  /**
   * A JSON-RPC message of the device's tools.
   *
   * @param payloadJson a JSON object
   */
  record Mcp(String payloadJson) implements UplinkMessage {
  }

  /**
   * Descriptors or states of things, from firmware before 1.8.
   *
   * @param json the whole message, a JSON object
   */
  record Iot(String json) implements UplinkMessage {
  }

  /** The device ends the session; some clients say so before they close. */
  record Goodbye() implements UplinkMessage {
  }

  /** A client asks for a {@code pong} message. */
  record Ping() implements UplinkMessage {
  }

  /** Nothing to act on: count it and go on. */
  record Ignored(Why why) implements UplinkMessage {
  }

  /** Why a message is ignored: a closed set, fit for a counter's tag. */
  enum Why {
    /** More bytes than the wire allows, or a number of absurd length. */
    TOO_LARGE,
    /** Nested deeper than the wire allows. */
    TOO_DEEP,
    /** Bytes that are no UTF-8. */
    NOT_UTF8,
    /** Text that is no JSON, or JSON with something after it. */
    NOT_JSON,
    /** A number, string, list or literal. */
    NOT_AN_OBJECT,
    /** Without a {@code type} string. */
    NO_TYPE,
    /** Of a type that nothing here acts on. */
    UNKNOWN_TYPE,
    /** A {@code listen} without a state, or with one that nothing here acts on. */
    UNKNOWN_STATE,
    /** A typed text that is missing or blank. */
    NO_TEXT,
    /** An {@code mcp} message whose payload is no object. */
    NO_PAYLOAD
  }
}
