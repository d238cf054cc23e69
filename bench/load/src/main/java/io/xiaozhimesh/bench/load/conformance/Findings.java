package io.xiaozhimesh.bench.load.conformance;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What was found, statement by statement. For one thread. */
public final class Findings {

  /** Whether a statement holds. */
  public enum Verdict {
    /** It holds. */
    PASS,
    /** It does not. */
    FAIL,
    /** It could not be seen from here. */
    NOT_JUDGED
  }

  /** A reason why something cannot be judged. */
  public static final class NotJudged extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotJudged(String why) {
      super(why);
    }
  }

  /** Looks; answers "" when the statement holds, else what was seen instead. */
  @FunctionalInterface
  public interface Look {

    /** May take seconds. */
    String look() throws Exception;
  }

  private record Finding(int number, String statement, Verdict verdict, String detail) {
  }

  private final List<Finding> all = new ArrayList<>();
  private final Consumer<String> progress;

  /** None yet; each is told to {@code progress} when it is found. */
  public Findings(Consumer<String> progress) {
    this.progress = progress;
  }

  /** Judges one statement; a failure to look counts as not fulfilled. */
  void judge(int number, String statement, Look look) {
    Finding finding;
    try {
      String seen = look.look();
      finding = new Finding(number, statement, seen.isEmpty() ? Verdict.PASS : Verdict.FAIL, seen);
    } catch (NotJudged e) {
      finding = new Finding(number, statement, Verdict.NOT_JUDGED, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (Exception e) {
      finding = new Finding(number, statement, Verdict.FAIL, String.valueOf(e.getMessage()));
    }
    all.add(finding);
    progress.accept(line(finding));
  }

  private static String line(Finding f) {
    return String.format("%3d %-10s %s%s", f.number, f.verdict.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        f.statement, f.detail.isEmpty() ? "" : ": " + f.detail);
  }

  /** How many were judged so. */
  public long count(Verdict verdict) {
    return all.stream().filter(f -> f.verdict == verdict).count();
  }

  /** All of them by number. */
  public JsonArray json() {
    JsonArray json = new JsonArray();
    all.stream().sorted(Comparator.comparingInt(Finding::number)).forEach(f -> json.add(new JsonObject()
        .put("number", f.number).put("statement", f.statement)
        .put("verdict", f.verdict.name().toLowerCase(Locale.ROOT)).put("detail", f.detail)));
    return json;
  }
}
