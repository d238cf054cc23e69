package io.xiaozhimesh.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes a report as Markdown, as JSON, as one HTML page that needs no other file, and its pictures as SVG and PNG. */
final class ReportFolder {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 240;
  private static final int MARGIN = 40;
  private static final double NINES_MAX = 4;

  private ReportFolder() {
  }

  /** Returns the Markdown file. */
  static Path write(Path folder, BenchReport report) throws IOException {
    Files.createDirectories(folder);
    StringBuilder text = new StringBuilder("# bench ").append(report.name()).append("\n\n")
        .append(report.conditionsLine()).append("\n\n").append(report.table()).append('\n');
    int number = 0;
    for (Measure measure : report.measures()) {
      if (measure.count() > 0) {
        String file = report.name() + '-' + ++number + ".svg";
        Files.writeString(folder.resolve(file), picture(measure));
        PercentilePng.write(measure, folder.resolve(report.name() + '-' + number + ".png"));
        text.append("\n![").append(measure.name()).append("](").append(file).append(")\n");
      }
    }
    Path markdown = folder.resolve(report.name() + ".md");
    Files.writeString(markdown, text.toString());
    Files.writeString(folder.resolve(report.name() + ".html"), page(report));
    Files.writeString(folder.resolve(report.name() + ".json"), report.json().encodePrettily());
    return markdown;
  }

  /** Everything on one page, its pictures inside. */
  static String page(BenchReport report) {
    StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>bench ")
        .append(escaped(report.name())).append("</title>\n<body style=\"font-family:sans-serif;max-width:60em;margin:2em auto\">\n<h1>bench ")
        .append(escaped(report.name())).append("</h1>\n<p>").append(escaped(report.conditionsLine())).append("</p>\n<pre>")
        .append(escaped(report.table())).append("</pre>\n");
    report.measures().stream().filter(m -> m.count() > 0).forEach(m -> page.append(picture(m)));
    Bars.of(report).forEach(bars -> page.append(bars.svg()));
    return page.append("<pre>").append(escaped(report.figures().encodePrettily())).append("</pre>\n</body></html>\n").toString();
  }

  /** Latency over percentile, the percentiles spaced by nines: 0, 90, 99, 99.9, 99.99. */
  static String picture(Measure measure) {
    double topMs = Math.max(1, measure.percentileMs(100));
    StringBuilder points = new StringBuilder();
    for (double nines = 0; nines <= NINES_MAX; nines += 0.05) {
      double percentile = 100 * (1 - Math.pow(10, -nines));
      double y = HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * measure.percentileMs(percentile) / topMs;
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(nines), y));
    }
    StringBuilder labels = new StringBuilder();
    String[] names = {"0 %", "90 %", "99 %", "99.9 %", "99.99 %"};
    for (int nines = 0; nines < names.length; nines++) {
      labels.append(String.format(Locale.ROOT, "<text x=\"%.0f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
          x(nines), HEIGHT - MARGIN + 18, names[nines]));
    }
    return String.format(Locale.ROOT, """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="11">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="%d" y="20">%s, %d sessions, n = %d; top %.1f ms</text>
        <polyline points="%s" fill="none" stroke="#1f6feb" stroke-width="2"/>
        %s</svg>
        """, WIDTH, HEIGHT, MARGIN, escaped(measure.name()), measure.sessions(), measure.count(), topMs,
        points.toString().strip(), labels);
  }

  private static double x(double nines) {
    return MARGIN + (WIDTH - 2 * MARGIN) * nines / NINES_MAX;
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
