package io.xiaozhimesh.plugins.builtin.sums;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.builtin.Answers;
import io.xiaozhimesh.plugins.builtin.Phrases;
import io.xiaozhimesh.plugins.builtin.ToolSchema;
import io.xiaozhimesh.plugins.builtin.sums.Currencies.Currency;
import io.xiaozhimesh.plugins.builtin.sums.ExchangeRates.Rates;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolPhrase;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.OptionsReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Converts between units, which it knows by itself, and between currencies, whose rates it asks for. */
public final class Convert implements BuiltinTool {

  /** Its name for models and in the configuration. */
  public static final String NAME = "convert";

  static final String DEFAULT_RATES_URL = "https://api.frankfurter.dev/v1";
  static final int DEFAULT_RATES_FRESH_MS = 21_600_000;
  static final int DEFAULT_DEADLINE_MS = 3_000;

  private static final String SCHEMA = new ToolSchema()
      .text("amount", "The number, with its unit if \"from\" is left out: 5 or 5 miles")
      .text("from", "Unit or currency of the amount, such as miles, kg, °F, USD")
      .text("to", "The wanted unit or currency")
      .required("amount", "to").json();
  private static final Map<String, List<String>> FIXED = Map.of(
      "a mile", List.of("kilometers", "how many kilometers are in a mile"),
      "an inch", List.of("centimeters", "how many centimeters are in an inch"),
      "an ounce", List.of("grams", "how many grams are in an ounce"),
      "a pound", List.of("grams", "how many grams are in a pound"),
      "a gallon", List.of("liters", "how many liters are in a gallon"),
      "a foot", List.of("centimeters", "how many centimeters are in a foot"),
      "a hundred dollars", List.of("euros", "how much is a hundred dollars in euros"));

  private final ExchangeRates rates;

  Convert(ExchangeRates rates) {
    this.rates = rates;
  }

  @Override
  public ToolSpec spec() {
    return new ToolSpec(NAME, "Converts an amount between units of length, mass, volume, area, speed, time, data or "
        + "temperature, or between currencies at today's rate.", SCHEMA, ToolEffect.PURE, "builtin");
  }

  @Override
  public List<ToolPhrase> phrases() {
    Phrases phrases = new Phrases(NAME);
    FIXED.keySet().stream().sorted().forEach(amount -> phrases.en(
        new JsonObject().put("amount", amount).put("to", FIXED.get(amount).get(0)), FIXED.get(amount).get(1)));
    JsonObject free = new JsonObject().put("amount", "{amount}").put("to", "{to}");
    phrases.en(free, "convert {amount:number} to {to}", "convert {amount:number} into {to}",
        "how many {to} are in {amount:number}", "how many {to} are {amount:number}", "how many {to} is {amount:number}",
        "how much is {amount:number} in {to}", "what is {amount:number} in {to}");
    phrases.zh(free, "{amount:number}等于多少{to}", "{amount:number}是多少{to}", "{amount:number}换算成{to}",
        "{amount:number}换成{to}", "把{amount:number}换算成{to}");
    return phrases.list();
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    Answers answers = Answers.in(caller);
    String from = arguments.getString("from", "").strip();
    String to = arguments.getString("to").strip();
    Optional<Quantity> read = Quantity.of(arguments.getString("amount"), Convert::isKnown);
    if (read.isEmpty()) {
      return answers.fail("I don't understand the amount.", "我没听懂数量。");
    }
    BigDecimal amount = read.get().amount();
    String what = from.isEmpty() ? read.get().unit() : from;
    Optional<Unit> fromUnit = Units.find(what);
    Optional<Unit> toUnit = Units.find(to);
    if (fromUnit.isPresent() && toUnit.isPresent() && fromUnit.get().dimension().equals(toUnit.get().dimension())) {
      return Future.succeededFuture(units(amount, fromUnit.get(), toUnit.get(), answers));
    }
    Optional<Currency> fromMoney = Currencies.find(what);
    Optional<Currency> toMoney = Currencies.find(to);
    if (fromMoney.isPresent() && toMoney.isPresent()) {
      return money(amount, fromMoney.get(), toMoney.get(), answers);
    }
    return answers.fail("I can't convert " + what + " to " + to + ".", "我不会把" + what + "换算成" + to + "。");
  }

  private static boolean isKnown(String name) {
    return Units.find(name).isPresent() || Currencies.find(name).isPresent();
  }

  private static ToolResult units(BigDecimal amount, Unit from, Unit to, Answers answers) {
    BigDecimal value = from.to(to, amount);
    String about = Figures.exact(value) ? "" : answers.either("about ", "大约");
    return answers.told("That is " + about + Figures.of(value) + " " + to.english() + ".",
        about + "等于" + Figures.of(value) + to.mandarin() + "。");
  }

  private Future<ToolResult> money(BigDecimal amount, Currency from, Currency to, Answers answers) {
    return rates.rates().map(rates -> rates.convert(amount, from.code(), to.code())
            .map(value -> converted(value, to, rates, answers))
            .orElseGet(() -> answers.failed("I have no rate for that currency.", "我没有这种货币的汇率。")))
        .recover(failure -> Future.succeededFuture(answers.sorry(failure, "exchange rate service", "汇率服务")));
  }

  private static ToolResult converted(BigDecimal value, Currency to, Rates rates, Answers answers) {
    String result = value.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    String stale = rates.stale() ? answers.either(
        " That is the last rate I know, of " + rates.date() + ".", "这是我最后知道的汇率，" + rates.date() + "的。") : "";
    return answers.told("That is about " + result + " " + to.english() + "." + stale,
        "大约等于" + result + to.mandarin() + "。" + stale);
  }

  /** Found by the class path. */
  public static final class Provider implements BuiltinToolProvider {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JsonObject defaults() {
      return new JsonObject().put("ratesUrl", DEFAULT_RATES_URL).put("ratesFreshMs", DEFAULT_RATES_FRESH_MS)
          .put("deadlineMs", DEFAULT_DEADLINE_MS);
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new Convert(new ExchangeRates(ground, section.text("ratesUrl", DEFAULT_RATES_URL),
          section.integer("ratesFreshMs", DEFAULT_RATES_FRESH_MS, 1_000, 604_800_000),
          section.integer("deadlineMs", DEFAULT_DEADLINE_MS, 100, 30_000)));
    }
  }
}
