package io.xiaozhimesh.stage.resilience;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** What an HTTP status of a service means in the mesh's own set of failures. Pure. */
public final class ServiceStatus {

  /** The longest Retry-After that is believed, in milliseconds: one hour. */
  public static final int RETRY_AFTER_MS_MAX = 3_600_000;

  private ServiceStatus() {
  }

  /**
   * The failure for a status that is no success.
   *
   * @param service how to call it in the message, such as "the model"
   * @param retryAfter the header of that name, or null: seconds, or a date (RFC 9110, section 10.2.3)
   * @param unixMs now
   */
  public static MeshException failure(String service, int status, String retryAfter, long unixMs) {
    return new MeshException(error(status), service + " answered with status " + status)
        .retryAfterMs(retryAfterMs(retryAfter, unixMs));
  }

  private static MeshError error(int status) {
    return switch (status) {
      case 401, 403 -> MeshError.UNAUTHENTICATED;
      case 400, 404, 413, 415, 422 -> MeshError.BAD_REQUEST;
      case 408, 504 -> MeshError.TIMEOUT;
      case 402, 429, 529 -> MeshError.OVERLOADED;
      case 503 -> MeshError.UNAVAILABLE;
      default -> MeshError.PROVIDER_FAILED;
    };
  }

  /** Milliseconds of the header, 0 where it is missing or makes no sense. */
  static int retryAfterMs(String header, long unixMs) {
    if (header == null || header.isBlank()) {
      return 0;
    }
    String text = header.strip();
    if (text.matches("\\d{1,9}(\\.\\d{1,3})?")) {
      return bounded((long) (Double.parseDouble(text) * 1_000));
    }
    try {
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return bounded(date.toEpochMilli() - unixMs);
    } catch (DateTimeException e) {
      return 0;
    }
  }

  private static int bounded(long ms) {
    return (int) Math.max(0, Math.min(ms, RETRY_AFTER_MS_MAX));
  }
}
