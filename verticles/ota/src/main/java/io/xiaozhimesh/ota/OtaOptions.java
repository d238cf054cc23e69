package io.xiaozhimesh.ota;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/**
 * The section {@code ota} of the configuration.
 *
 * @param address where this stage listens and how devices reach it
 * @param timeZone whose offset devices show; "" for the machine's
 * @param firmwareDir folder of images {@code {model}_{version}.bin}; "" for none
 * @param activation whether devices must be bound by a code first
 * @param adminToken what an operator sends to bind a code; "" to allow it from this machine only
 * @param limits bounds against strangers
 * @param visionChain names of those who explain photos, in the order in which they are asked; empty for none
 * @param vision their settings; empty without any
 */
public record OtaOptions(
    Address address,
    String timeZone,
    String firmwareDir,
    Activation activation,
    String adminToken,
    RequestLimits limits,
    List<String> visionChain,
    JsonObject vision) {

  /** All interfaces. */
  public static final String DEFAULT_HOST = "0.0.0.0";
  /** TCP port; 0 takes any that is free. */
  public static final int DEFAULT_PORT = 8003;
  /** TCP port of the devices' socket; 0 for the one that ingress has announced. */
  public static final int DEFAULT_WEBSOCKET_PORT = 0;
  /** TCP port of the devices' socket as long as no ingress has announced one. */
  public static final int USUAL_WEBSOCKET_PORT = 8000;
  /** What a device shows; "%s" stands for the code. */
  public static final String DEFAULT_ACTIVATION_MESSAGE = "Xiaozhi Mesh\n%s";
  /** Requests per second and source address. */
  public static final int DEFAULT_REQUESTS_PER_S = 50;
  /** Requests at once from a source address: a house full of devices after a power cut. */
  public static final int DEFAULT_REQUESTS_BURST = 300;
  /** TCP connections. */
  public static final int DEFAULT_CONNECTIONS_MAX = 2_000;
  /** Photos in memory at once, 5 MB each at most. */
  public static final int DEFAULT_PHOTOS_MAX = 8;

  /**
   * Where this stage listens and how devices reach it.
   *
   * @param host interface to listen on
   * @param port TCP port; 0 takes any that is free
   * @param publicUrl address of this stage as devices reach it, for example behind a proxy; "" to take the one that the
   *     device used
   * @param websocketUrl address of the devices' socket; "" to take what ingress has announced
   * @param websocketPort TCP port of the devices' socket on the host that the device used; 0 for what ingress has announced
   */
  public record Address(String host, int port, String publicUrl, String websocketUrl, int websocketPort) {

    private static final int URL_CHARS_MAX = 500;
    private static final String HOST_AND_PORT = "://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?";

    /** Checks that devices can read the addresses. */
    public Address {
      check("ota.publicUrl", publicUrl, "https?" + HOST_AND_PORT + "(/[!-~]*)?");
      check("ota.websocketUrl", websocketUrl, "wss?" + HOST_AND_PORT + "(/[!-~]*)?");
    }

    private static void check(String key, String url, String form) {
      if (!url.isEmpty() && (url.length() > URL_CHARS_MAX || !url.matches(form))) {
        throw new IllegalArgumentException(key + " is " + url + ", should be scheme://host[:port][/path] or empty");
      }
    }
  }

  /**
   * Binding by code.
   *
   * @param required whether a device must be bound before it may talk
   * @param message what it shows; "%s" stands for the code
   */
  public record Activation(boolean required, String message) {
  }

  /**
   * Bounds against strangers.
   *
   * @param requestsPerS requests per second and source address; 0 for no limit, as behind a proxy
   * @param requestsBurst requests at once from a source address
   * @param connectionsMax TCP connections at once
   * @param photosMax photos in memory at once
   */
  public record RequestLimits(int requestsPerS, int requestsBurst, int connectionsMax, int photosMax) {
  }

  /** Checks what the reader cannot. */
  public OtaOptions {
    OtaOptions.zone(timeZone);
  }

  /** Reads the section; a missing key has its default. */
  public static OtaOptions from(JsonObject section) {
    OptionsReader in = new OptionsReader("ota", section);
    List<String> chain = chain(in.section("vision"));
    return new OtaOptions(address(in), in.text("timeZone", ""), in.text("firmwareDir", ""),
        activation(in.section("activation")), in.text("adminToken", ""), limits(in.section("limits")),
        chain, chain.isEmpty() ? new JsonObject() : in.section("vision").json());
  }

  /** The same with another port of the devices' socket: the one that was really bound. */
  public OtaOptions withWebsocketPort(int port) {
    Address moved = new Address(address.host, address.port, address.publicUrl, address.websocketUrl, port);
    return new OtaOptions(moved, timeZone, firmwareDir, activation, adminToken, limits, visionChain, vision);
  }

  /** Whose offset devices show. */
  public ZoneId zone() {
    return zone(timeZone);
  }

  /** Without secrets: neither the operator's token nor what the vision provider's settings may hold. */
  @Override
  public String toString() {
    return "OtaOptions[address=" + address + ", timeZone=" + timeZone + ", firmwareDir=" + firmwareDir + ", activation="
        + activation + ", limits=" + limits + ", vision=" + visionChain + ']';
  }

  private static List<String> chain(OptionsReader in) {
    List<String> chain = in.texts("chain", List.of());
    String provider = in.text("provider", "");
    return !chain.isEmpty() || provider.isEmpty() ? chain : List.of(provider);
  }

  private static Address address(OptionsReader in) {
    return new Address(
        in.text("host", DEFAULT_HOST),
        in.integer("port", DEFAULT_PORT, 0, 65_535),
        in.text("publicUrl", "").replaceFirst("/+$", ""),
        in.text("websocketUrl", ""),
        in.integer("websocketPort", DEFAULT_WEBSOCKET_PORT, 0, 65_535));
  }

  private static Activation activation(OptionsReader in) {
    return new Activation(in.flag("required", false), in.text("message", DEFAULT_ACTIVATION_MESSAGE));
  }

  private static RequestLimits limits(OptionsReader in) {
    return new RequestLimits(
        in.integer("requestsPerS", DEFAULT_REQUESTS_PER_S, 0, 100_000),
        in.integer("requestsBurst", DEFAULT_REQUESTS_BURST, 1, 100_000),
        in.integer("connectionsMax", DEFAULT_CONNECTIONS_MAX, 1, 100_000),
        in.integer("photosMax", DEFAULT_PHOTOS_MAX, 1, 1_000));
  }

  private static ZoneId zone(String name) {
    try {
      return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("ota.timeZone is " + name + ", should be for example Asia/Shanghai", e);
    }
  }
}
