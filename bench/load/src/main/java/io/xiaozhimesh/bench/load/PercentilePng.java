package io.xiaozhimesh.bench.load;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Latency over percentile as a PNG, for places that show no SVG. */
final class PercentilePng {

  private static final int WIDTH = 960;
  private static final int HEIGHT = 360;
  private static final int MARGIN = 60;
  private static final double NINES_MAX = 4;
  private static final String[] NAMES = {"0 %", "90 %", "99 %", "99.9 %", "99.99 %"};

  private PercentilePng() {
  }

  static void write(Measure measure, Path file) throws IOException {
    System.setProperty("java.awt.headless", "true");
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    draw(pen, measure);
    pen.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private static void draw(Graphics2D pen, Measure measure) {
    double topMs = Math.max(1, measure.percentileMs(100));
    pen.setColor(Color.BLACK);
    pen.drawString(String.format(Locale.ROOT, "%s, %d sessions, n = %d; top %.1f ms", measure.name(), measure.sessions(),
        measure.count(), topMs), MARGIN, MARGIN / 2);
    for (int nines = 0; nines < NAMES.length; nines++) {
      pen.drawString(NAMES[nines], x(nines) - 15, HEIGHT - MARGIN + 25);
    }
    pen.setColor(new Color(0x1f6feb));
    pen.setStroke(new BasicStroke(3));
    int fromX = x(0);
    int fromY = y(measure, 0, topMs);
    for (double nines = 0.05; nines <= NINES_MAX; nines += 0.05) {
      int toX = x(nines);
      int toY = y(measure, nines, topMs);
      pen.drawLine(fromX, fromY, toX, toY);
      fromX = toX;
      fromY = toY;
    }
  }

  private static int x(double nines) {
    return (int) Math.round(MARGIN + (WIDTH - 2 * MARGIN) * nines / NINES_MAX);
  }

  private static int y(Measure measure, double nines, double topMs) {
    double ms = measure.percentileMs(100 * (1 - Math.pow(10, -nines)));
    return (int) Math.round(HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * ms / topMs);
  }
}
