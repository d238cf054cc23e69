package io.xiaozhimesh.ingress.socket;

/**
 * The answer to a request that gets no WebSocket.
 *
 * @param status of HTTP
 * @param code a word of a closed set, fit for a counter's tag and for the body
 * @param message what is wrong, for a person
 */
record Refusal(int status, String code, String message) {

  static final Refusal NOT_FOUND = new Refusal(404, "not_found", "There is nothing here.");
  static final Refusal METHOD = new Refusal(405, "method", "Only GET is allowed here.");
  static final Refusal BAD_REQUEST = new Refusal(400, "bad_request", "The request cannot be understood.");
  static final Refusal BAD_UPGRADE = new Refusal(400, "bad_upgrade", "The upgrade to WebSocket is not complete.");
  static final Refusal VERSION = new Refusal(426, "version", "Only version 13 of WebSocket is spoken here.");
  static final Refusal NO_DEVICE_ID = new Refusal(400, "no_device_id", "A valid device-id is missing.");
  static final Refusal BAD_CLIENT_ID = new Refusal(400, "bad_client_id", "The client-id is too long.");
  static final Refusal ORIGIN = new Refusal(403, "origin", "This web page may not connect.");
  static final Refusal TOKEN = new Refusal(401, "token", "The token is missing, wrong or expired.");
  static final Refusal FULL = new Refusal(503, "full", "There is no room for another session.");
  static final Refusal TOO_FAST = new Refusal(503, "too_fast", "Too many devices connect at once.");
  static final Refusal ADDRESS_FULL = new Refusal(429, "address_full", "Too many sessions from this address.");
  static final Refusal STOPPING = new Refusal(503, "stopping", "The server is stopping.");
}
