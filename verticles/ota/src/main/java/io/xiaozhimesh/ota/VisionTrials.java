package io.xiaozhimesh.ota;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.stage.resilience.Trial;
import io.xiaozhimesh.stage.resilience.Trials;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Shows a small red picture to every provider that explains photos. */
public final class VisionTrials {

  private static final int SIDE_PX = 64;
  private static final int RED = 0xD02020;

  private VisionTrials() {
  }

  /**
   * Tries them, away from any running stage.
   *
   * @param section {@code ota}
   * @return fails with IllegalArgumentException when the section is wrong
   */
  public static Future<List<Trial>> run(Vertx vertx, JsonObject section, MeshClock clock) {
    try {
      OtaOptions options = OtaOptions.from(section);
      VisionCatalogue catalogue = new VisionCatalogue(options, vertx);
      return new Trials<Vision>("vision", vertx, clock, spec -> Optional.of(catalogue.create(spec)),
          VisionTrials::probe, Vision::close).of(catalogue.all(), new HashSet<>(options.visionChain()));
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(e);
    }
  }

  /** Asks for a colour; null when there is an answer. */
  static void probe(Vision vision, Consumer<MeshException> outcome) {
    vision.explain("Which colour is this? One word.", picture(), "image/png")
        .onSuccess(text -> outcome.accept(null))
        .onFailure(failure -> outcome.accept(MeshException.of(failure)));
  }

  private static byte[] picture() {
    BufferedImage image = new BufferedImage(SIDE_PX, SIDE_PX, BufferedImage.TYPE_INT_RGB);
    for (int at = 0; at < SIDE_PX * SIDE_PX; at++) {
      image.setRGB(at % SIDE_PX, at / SIDE_PX, RED);
    }
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
