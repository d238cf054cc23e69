package io.xiaozhimesh.plugins.builtin.sums;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Currencies by every name they go by. Immutable. */
final class Currencies {

  /**
   * A currency.
   *
   * @param code ISO 4217
   * @param english how its amounts are called
   * @param mandarin the same
   */
  record Currency(String code, String english, String mandarin) {
  }

  private static final Map<String, Currency> BY_NAME = new HashMap<>();

  static {
    currency("USD", "US dollars", "美元", "dollar", "dollars", "us dollar", "$", "美金", "美刀");
    currency("EUR", "euros", "欧元", "euro", "€");
    currency("CNY", "yuan", "人民币", "renminbi", "rmb", "chinese yuan", "元", "块", "块钱", "元人民币", "¥");
    currency("GBP", "British pounds", "英镑", "pound", "pounds", "british pound", "pounds sterling", "sterling", "£");
    currency("JPY", "yen", "日元", "japanese yen", "日币", "日圆");
    currency("HKD", "Hong Kong dollars", "港币", "hong kong dollar", "港元", "港纸");
    currency("KRW", "won", "韩元", "south korean won", "korean won", "韩币");
    currency("CHF", "Swiss francs", "瑞士法郎", "swiss franc", "franc", "francs", "瑞郎");
    currency("CAD", "Canadian dollars", "加元", "canadian dollar", "加币", "加拿大元");
    currency("AUD", "Australian dollars", "澳元", "australian dollar", "澳币", "澳大利亚元");
    currency("NZD", "New Zealand dollars", "新西兰元", "new zealand dollar", "纽币");
    currency("SGD", "Singapore dollars", "新加坡元", "singapore dollar", "新币", "新元");
    currency("THB", "baht", "泰铢", "thai baht");
    currency("MYR", "ringgit", "马来西亚林吉特", "malaysian ringgit", "林吉特", "马币");
    currency("INR", "rupees", "印度卢比", "rupee", "indian rupee", "indian rupees", "卢比");
    currency("IDR", "Indonesian rupiah", "印尼盾", "rupiah");
    currency("PHP", "Philippine pesos", "菲律宾比索", "philippine peso");
    currency("MXN", "Mexican pesos", "墨西哥比索", "mexican peso", "peso", "pesos");
    currency("BRL", "reais", "巴西雷亚尔", "real", "brazilian real");
    currency("SEK", "Swedish kronor", "瑞典克朗", "swedish krona", "kronor", "krona");
    currency("NOK", "Norwegian kroner", "挪威克朗", "norwegian krone", "kroner", "krone");
    currency("DKK", "Danish kroner", "丹麦克朗", "danish krone");
    currency("PLN", "zloty", "波兰兹罗提", "zlotys", "polish zloty");
    currency("CZK", "Czech koruna", "捷克克朗", "koruna");
    currency("TRY", "Turkish lira", "土耳其里拉", "lira");
    currency("ZAR", "rand", "南非兰特", "south african rand");
  }

  private Currencies() {
  }

  /** The currency of that name or code. */
  static Optional<Currency> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name.strip().toLowerCase(Locale.ROOT).replaceAll("[.?。？]$", "")));
  }

  private static void currency(String code, String english, String mandarin, String... names) {
    Currency currency = new Currency(code, english, mandarin);
    BY_NAME.put(code.toLowerCase(Locale.ROOT), currency);
    BY_NAME.put(english.toLowerCase(Locale.ROOT), currency);
    BY_NAME.put(mandarin, currency);
    for (String name : names) {
      BY_NAME.put(name, currency);
    }
  }
}
