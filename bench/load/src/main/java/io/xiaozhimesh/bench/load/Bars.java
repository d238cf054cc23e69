package io.xiaozhimesh.bench.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Horizontal bars, one under the other, each beginning where it says.
 *
 * @param title what they show
 * @param bars from top to bottom
 */
record Bars(String title, List<Bar> bars) {

  /**
   * One of them.
   *
   * @param label what it is
   * @param from where it begins
   * @param length how long it is
   * @param text what stands behind it
   */
  record Bar(String label, double from, double length, String text) {
  }

  private static final double[] LATENESS_MS = {0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 600_000};
  private static final String STEP = "step: ";
  private static final int ROW = 20;
  private static final int LABEL_WIDTH = 250;
  private static final int BAR_WIDTH = 300;
  private static final int WIDTH = 640;

  /** What can be drawn of a report besides its percentiles: lateness, memory of each device, the steps of a turn. */
  static List<Bars> of(BenchReport report) {
    List<Bars> all = new ArrayList<>();
    report.measures().stream().filter(m -> m.name().startsWith("lateness") && m.count() > 0).forEach(m -> all.add(lateness(m)));
    memory(report.figures()).ifPresent(all::add);
    report.measures().stream().filter(m -> m.name().startsWith(STEP) && m.count() > 0).map(Measure::sessions).distinct()
        .forEach(sessions -> all.add(waterfall(report, sessions)));
    return all;
  }

  static Bars lateness(Measure measure) {
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i + 1 < LATENESS_MS.length; i++) {
      long count = measure.countBetweenMs(LATENESS_MS[i], LATENESS_MS[i + 1]);
      String label = i + 2 == LATENESS_MS.length ? "500 ms and more"
          : String.format(Locale.ROOT, "%.0f to %.0f ms", LATENESS_MS[i], LATENESS_MS[i + 1]);
      // Square roots, so that the rare late ones can be seen beside the many punctual ones.
      bars.add(new Bar(label, 0, Math.sqrt(count), String.valueOf(count)));
    }
    return new Bars(measure.name() + ", " + measure.sessions() + " sessions, packets (lengths by square root)", bars);
  }

  private static Optional<Bars> memory(JsonObject figures) {
    if (!(figures.getValue("steps") instanceof JsonArray steps)) {
      return Optional.empty();
    }
    List<Bar> bars = steps.stream().map(step -> (JsonObject) step).filter(step -> step.containsKey("kbPerDevice"))
        .map(step -> new Bar(step.getInteger("devices") + " devices", 0, step.getDouble("kbPerDevice"),
            step.getDouble("kbPerDevice") + " kB")).toList();
    return bars.isEmpty() ? Optional.empty() : Optional.of(new Bars("resident memory of each device", bars));
  }

  private static Bars waterfall(BenchReport report, int sessions) {
    List<Bar> bars = new ArrayList<>();
    double at = 0;
    for (Measure m : report.measures()) {
      if (m.name().startsWith(STEP) && m.sessions() == sessions && m.count() > 0) {
        double ms = m.percentileMs(50);
        bars.add(new Bar(m.name().substring(STEP.length()), at, ms, String.format(Locale.ROOT, "%.0f ms", ms)));
        at += ms;
      }
    }
    return new Bars("steps of a turn, medians, " + sessions + " sessions", bars);
  }

  String svg() {
    double end = Math.max(1e-9, bars.stream().mapToDouble(b -> b.from() + b.length()).max().orElse(1));
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      int y = 40 + i * ROW;
      double x = LABEL_WIDTH + BAR_WIDTH * bar.from() / end;
      double width = BAR_WIDTH * bar.length() / end;
      rows.append(String.format(Locale.ROOT, """
          <text x="%d" y="%d" text-anchor="end">%s</text>
          <rect x="%.1f" y="%d" width="%.1f" height="14" fill="#1f6feb"/>
          <text x="%.1f" y="%d">%s</text>
          """, LABEL_WIDTH - 6, y + 11, ReportFolder.escaped(bar.label()), x, y, Math.max(0.5, width), x + width + 4, y + 11,
          ReportFolder.escaped(bar.text())));
    }
    return String.format(Locale.ROOT, """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="11">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="20" y="20">%s</text>
        %s</svg>
        """, WIDTH, 50 + bars.size() * ROW, ReportFolder.escaped(title), rows);
  }
}
