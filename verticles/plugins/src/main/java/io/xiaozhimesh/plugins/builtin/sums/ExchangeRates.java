package io.xiaozhimesh.plugins.builtin.sums;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.remote.FreshCache;
import io.xiaozhimesh.plugins.remote.RemoteAsk;
import io.xiaozhimesh.plugins.remote.RemoteFailure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The reference rates of the European Central Bank, as Frankfurter serves them without a key
 * (https://frankfurter.dev: {@code GET /v1/latest} answers with {@code base}, {@code date} and {@code rates}). Fresh for a
 * while, and after that the last known while the service cannot be reached. On the stage's caller.
 */
final class ExchangeRates {

  /**
   * How much one euro is.
   *
   * @param date of the rates, YYYY-MM-DD
   * @param perEuro by ISO code, the euro among them
   * @param stale the service could not be asked, these are the last known
   */
  record Rates(String date, Map<String, BigDecimal> perEuro, boolean stale) {

    /** So many of one currency in another; empty when a rate is not known. */
    Optional<BigDecimal> convert(BigDecimal amount, String from, String to) {
      BigDecimal fromRate = perEuro.get(from);
      BigDecimal toRate = perEuro.get(to);
      return fromRate == null || toRate == null ? Optional.empty()
          : Optional.of(amount.multiply(toRate, MathContext.DECIMAL64).divide(fromRate, MathContext.DECIMAL64));
    }
  }

  private static final String EVERYTHING = "latest";

  private final ToolGround ground;
  private final String baseUrl;
  private final int deadlineMs;
  private final FreshCache<Rates> cache;

  ExchangeRates(ToolGround ground, String baseUrl, int freshMs, int deadlineMs) {
    this.ground = ground;
    this.baseUrl = baseUrl;
    this.deadlineMs = deadlineMs;
    this.cache = new FreshCache<>(1, freshMs);
  }

  /** Today's rates, or the last known, marked as such. */
  Future<Rates> rates() {
    return cache.get(EVERYTHING, ground.stage().clock().nowMs(), this::ask).recover(failure ->
        cache.lastKnown(EVERYTHING).map(kept -> {
          ground.stage().metrics().count("mesh.plugins.rates.stale");
          return Future.succeededFuture(new Rates(kept.value().date(), kept.value().perEuro(), true));
        }).orElseGet(() -> Future.failedFuture(failure)));
  }

  private Future<Rates> ask() {
    return ground.http().json(RemoteAsk.get(Convert.NAME, baseUrl + "/latest?base=EUR", deadlineMs))
        .map(ExchangeRates::read);
  }

  private static Rates read(JsonNode answer) {
    Map<String, BigDecimal> perEuro = new HashMap<>();
    answer.path("rates").fields().forEachRemaining(rate -> {
      if (rate.getValue().isNumber() && rate.getValue().decimalValue().signum() > 0) {
        perEuro.put(rate.getKey(), rate.getValue().decimalValue());
      }
    });
    if (perEuro.isEmpty() || !answer.path("date").isTextual() || !"EUR".equals(answer.path("base").asText())) {
      throw RemoteFailure.rubbish("rates");
    }
    perEuro.put("EUR", BigDecimal.ONE);
    return new Rates(answer.path("date").textValue(), Map.copyOf(perEuro), false);
  }
}
