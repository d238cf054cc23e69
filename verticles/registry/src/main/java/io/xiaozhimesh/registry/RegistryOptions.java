package io.xiaozhimesh.registry;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.registry.sql.Dialect;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * The section {@code registry} of the configuration.
 *
 * @param url JDBC address of the database; H2, PostgreSQL, MariaDB or MySQL
 * @param user who logs in to it
 * @param password of that user
 * @param connections connections held, and threads that use them
 * @param queueMax requests that may wait for a thread; more are refused as OVERLOADED
 * @param exchangesMax exchanges kept of each device
 * @param retentionDays exchanges older than this are forgotten once a day; 0 keeps them
 * @param notesMax notes kept of each device; more are refused as OVERLOADED
 * @param devicesMax devices known at once; more are refused as OVERLOADED
 * @param strangerDays a device with neither owner nor agent that was not met for so long is forgotten; 0 keeps it
 * @param activationCodeLifeMs how long an activation code is valid
 * @param activationsPendingMax activation codes pending at once
 * @param auditRowsMax rows of the account of what tools have done; the oldest go
 * @param auditDays rows older than this are forgotten once a day; 0 keeps them
 * @param alarms what devices say by themselves
 */
public record RegistryOptions(
    String url,
    String user,
    String password,
    int connections,
    int queueMax,
    int exchangesMax,
    int retentionDays,
    int notesMax,
    int devicesMax,
    int strangerDays,
    int activationCodeLifeMs,
    int activationsPendingMax,
    int auditRowsMax,
    int auditDays,
    Alarms alarms) {

  /**
   * What devices say by themselves.
   *
   * @param perDeviceMax alarms, reminders and timers of one device
   * @param keepS seconds for which what was due is kept for a device that is away; 0 forgets it
   * @param retryS seconds between two looks for a device that is away; when it comes back it is told at once
   */
  public record Alarms(int perDeviceMax, int keepS, int retryS) {

    /** Alarms of one device. */
    public static final int DEFAULT_PER_DEVICE_MAX = 50;
    /** One hour, in seconds. */
    public static final int DEFAULT_KEEP_S = 3_600;
    /** Half a minute, in seconds. */
    public static final int DEFAULT_RETRY_S = 30;

    static Alarms from(OptionsReader in) {
      return new Alarms(
          in.integer("perDeviceMax", DEFAULT_PER_DEVICE_MAX, 1, 10_000),
          in.integer("keepS", DEFAULT_KEEP_S, 0, 2_592_000),
          in.integer("retryS", DEFAULT_RETRY_S, 1, 3_600));
    }
  }

  /** A file beside the program. */
  public static final String DEFAULT_URL = "jdbc:h2:file:./data/mesh";
  /** What H2 takes for a new database. */
  public static final String DEFAULT_USER = "mesh";
  /** Connections and threads. */
  public static final int DEFAULT_CONNECTIONS = 4;
  /** Requests. */
  public static final int DEFAULT_QUEUE_MAX = 1_000;
  /** Exchanges per device. */
  public static final int DEFAULT_EXCHANGES_MAX = 200;
  /** Days; 0 keeps everything. */
  public static final int DEFAULT_RETENTION_DAYS = 0;
  /** Notes per device. */
  public static final int DEFAULT_NOTES_MAX = 100;
  /** Devices. */
  public static final int DEFAULT_DEVICES_MAX = 100_000;
  /** Days; 0 keeps them. */
  public static final int DEFAULT_STRANGER_DAYS = 90;
  /** Milliseconds: ten minutes. */
  public static final int DEFAULT_ACTIVATION_CODE_LIFE_MS = 600_000;
  /** Codes: one in twenty at most, so that guessing stays hard. */
  public static final int DEFAULT_ACTIVATIONS_PENDING_MAX = 50_000;

  /** Rows. */
  public static final int DEFAULT_AUDIT_ROWS_MAX = 100_000;
  /** Days; 0 keeps them. */
  public static final int DEFAULT_AUDIT_DAYS = 365;

  private static final int DAY_MS = 86_400_000;

  /** Checks what the reader cannot. */
  public RegistryOptions {
    Dialect.of(url);
  }

  /** Reads the section; a missing key has its default. */
  public static RegistryOptions from(JsonObject section) {
    OptionsReader in = new OptionsReader("registry", section);
    return new RegistryOptions(
        in.text("url", DEFAULT_URL),
        in.text("user", DEFAULT_USER),
        in.text("password", ""),
        in.integer("connections", DEFAULT_CONNECTIONS, 1, 64),
        in.integer("queueMax", DEFAULT_QUEUE_MAX, 1, 100_000),
        in.integer("exchangesMax", DEFAULT_EXCHANGES_MAX, 1, 10_000),
        in.integer("retentionDays", DEFAULT_RETENTION_DAYS, 0, 36_500),
        in.integer("notesMax", DEFAULT_NOTES_MAX, 1, 1_000),
        in.integer("devicesMax", DEFAULT_DEVICES_MAX, 1, 10_000_000),
        in.integer("strangerDays", DEFAULT_STRANGER_DAYS, 0, 36_500),
        in.integer("activationCodeLifeMs", DEFAULT_ACTIVATION_CODE_LIFE_MS, 60_000, DAY_MS),
        in.integer("activationsPendingMax", DEFAULT_ACTIVATIONS_PENDING_MAX, 1, 100_000),
        in.integer("auditRowsMax", DEFAULT_AUDIT_ROWS_MAX, 1, 100_000_000),
        in.integer("auditDays", DEFAULT_AUDIT_DAYS, 0, 36_500),
        Alarms.from(in.section("alarms")));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "RegistryOptions[url=" + url + ", connections=" + connections + ", queueMax=" + queueMax + ", exchangesMax="
        + exchangesMax + ", retentionDays=" + retentionDays + ", activationCodeLifeMs=" + activationCodeLifeMs + ']';
  }
}
