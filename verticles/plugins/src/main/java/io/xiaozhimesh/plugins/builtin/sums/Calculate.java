package io.xiaozhimesh.plugins.builtin.sums;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.builtin.Answers;
import io.xiaozhimesh.plugins.builtin.Phrases;
import io.xiaozhimesh.plugins.builtin.ToolSchema;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolPhrase;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.OptionsReader;
import java.math.BigDecimal;
import java.util.List;

/** Works out sums. */
public final class Calculate implements BuiltinTool {

  /** Its name for models and in the configuration. */
  public static final String NAME = "calculate";

  private static final String SCHEMA = new ToolSchema()
      .text("expression", "The sum: numbers, + - * / ^ % ( ) and sqrt, for example (3 + 4) * 12% or sqrt 2")
      .required("expression").json();

  @Override
  public ToolSpec spec() {
    return new ToolSpec(NAME, "Works out a sum exactly. Use it for every calculation.", SCHEMA, ToolEffect.PURE,
        "builtin");
  }

  @Override
  public List<ToolPhrase> phrases() {
    Phrases phrases = new Phrases(NAME);
    for (String fixed : List.of("twelve times twelve", "two plus two", "fifteen percent of eighty",
        "twenty percent of fifty", "the square root of two")) {
      phrases.en(sum(fixed), "what is " + fixed);
    }
    phrases.en(sum("{a} plus {b}"), "what is {a:number} plus {b:number}", "what's {a:number} plus {b:number}");
    phrases.en(sum("{a} minus {b}"), "what is {a:number} minus {b:number}", "what's {a:number} minus {b:number}");
    phrases.en(sum("{a} times {b}"), "what is {a:number} times {b:number}", "what's {a:number} times {b:number}");
    phrases.en(sum("{a} / {b}"), "what is {a:number} divided by {b:number}", "what's {a:number} divided by {b:number}");
    phrases.en(sum("{a} % * {b}"), "what is {a:number} percent of {b:number}", "what's {a:number} percent of {b:number}");
    phrases.en(sum("sqrt {a}"), "what is the square root of {a:number}");
    phrases.en(sum("{a}"), "calculate {a:number}", "work out {a:number}");
    phrases.zh(sum("{a}"), "{a:number}等于多少", "{a:number}等于几", "{a:number}是多少", "计算{a:number}", "算一下{a:number}");
    return phrases.list();
  }

  private static JsonObject sum(String expression) {
    return new JsonObject().put("expression", expression);
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    Answers answers = Answers.in(caller);
    try {
      BigDecimal value = Sum.valueOf(arguments.getString("expression"));
      String figures = Figures.of(value);
      return Figures.exact(value)
          ? answers.tell("That is " + figures + ".", "等于" + figures + "。")
          : answers.tell("That is about " + figures + ".", "大约等于" + figures + "。");
    } catch (SumException e) {
      return switch (e.reason()) {
        case NOT_A_SUM -> answers.fail("I can't work that out: it is no sum that I understand.", "这个算式我看不懂。");
        case UNDEFINED -> answers.fail("That has no answer.", "这个没有答案。");
        case TOO_LARGE -> answers.fail("That is too large for me.", "这个数太大了，我算不了。");
      };
    }
  }

  /** Found by the class path. */
  public static final class Provider implements BuiltinToolProvider {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new Calculate();
    }
  }
}
