package io.xiaozhimesh.plugins.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolArgumentsTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
      "integer | \"50\"    | 50",
      "integer | \" 50 \"  | 50",
      "integer | 50.0      | 50",
      "integer | \"50.0\"  | 50",
      "integer | -3        | -3",
      "number  | \"1.5\"   | 1.5",
      "number  | 2.0       | 2",
      "number  | 2         | 2",
      "boolean | \"true\"  | true",
      "boolean | \"FALSE\" | false",
      "boolean | true      | true",
      "string  | 7         | \"7\"",
      "string  | true      | \"true\"",
      "string  | \"x\"     | \"x\"",
  })
  void valueOfAnotherType_becomesTheSchemas(String type, String given, String wanted) {
    ObjectNode fitted = ToolArguments.fitted(schema(type), object("{\"a\":" + given + "}"));

    assertThat(fitted.toString()).isEqualTo("{\"a\":" + wanted + "}");
    assertThat(ToolArguments.complaint(schema(type), fitted)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
      "integer | \"loud\"",
      "integer | 50.5",
      "integer | 1e300",
      "integer | \"NaN\"",
      "number  | \"Infinity\"",
      "boolean | \"yes\"",
      "boolean | 1",
      "string  | {}",
      "object  | []",
      "array   | {}",
  })
  void valueThatCannotBeFitted_staysAndIsComplainedAbout(String type, String given) {
    ObjectNode fitted = ToolArguments.fitted(schema(type), object("{\"a\":" + given + "}"));

    assertThat(fitted).isEqualTo(object("{\"a\":" + given + "}"));
    assertThat(ToolArguments.complaint(schema(type), fitted))
        .contains("The argument \"a\" should be of type " + type + '.');
  }

  @Test
  void nulls_areLeftOut() {
    assertThat(ToolArguments.fitted(schema("string"), object("{\"a\":null,\"b\":null}"))).isEmpty();
  }

  @Test
  void unknownArguments_stay() {
    ObjectNode fitted = ToolArguments.fitted(schema("string"), object("{\"b\":{\"c\":1}}"));

    assertThat(fitted).isEqualTo(object("{\"b\":{\"c\":1}}"));
    assertThat(ToolArguments.complaint(schema("string"), fitted)).isEmpty();
  }

  @Test
  void severalTypes_anyWillDo() {
    ObjectNode schema = object("{\"properties\":{\"a\":{\"type\":[\"integer\",\"null\"]}}}");

    assertThat(ToolArguments.fitted(schema, object("{\"a\":\"5\"}")).toString()).isEqualTo("{\"a\":5}");
    assertThat(ToolArguments.complaint(schema, object("{\"a\":\"x\"}")))
        .contains("The argument \"a\" should be of type integer or null.");
  }

  @Test
  void schemaWithoutProperties_refusesNothing() {
    assertThat(ToolArguments.complaint(object("{\"type\":\"object\"}"), object("{\"a\":1}"))).isEmpty();
  }

  @Test
  void requiredArgument_isMissed() {
    assertThat(ToolArguments.complaint(object("{\"required\":[\"a\"]}"), object("{}")))
        .contains("The argument \"a\" is missing.");
  }

  @Test
  void enum_isKept() {
    ObjectNode schema = object("{\"properties\":{\"a\":{\"enum\":[\"light\",\"dark\",1]}}}");

    assertThat(ToolArguments.complaint(schema, object("{\"a\":\"dark\"}"))).isEmpty();
    assertThat(ToolArguments.complaint(schema, object("{\"a\":1.0}"))).isEmpty();
    assertThat(ToolArguments.complaint(schema, object("{\"a\":\"blue\"}")))
        .contains("The argument \"a\" should be one of [\"light\",\"dark\",1].");
  }

  @Test
  void listOfRequiredArgumentsThatIsNone_demandsNothing() {
    assertThat(ToolArguments.complaint(object("{\"required\":{\"a\":1}}"), object("{}"))).isEmpty();
    assertThat(ToolArguments.complaint(object("{\"required\":\"a\"}"), object("{}"))).isEmpty();
    assertThat(ToolArguments.complaint(object("{\"required\":[1]}"), object("{}"))).isEmpty();
  }

  @Test
  void range_isKept() {
    ObjectNode schema = object("{\"properties\":{\"a\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":100}}}");

    assertThat(ToolArguments.complaint(schema, object("{\"a\":0}"))).isEmpty();
    assertThat(ToolArguments.complaint(schema, object("{\"a\":100}"))).isEmpty();
    assertThat(ToolArguments.complaint(schema, object("{\"a\":-1}")))
        .contains("The argument \"a\" should be at least 0.");
    assertThat(ToolArguments.complaint(schema, object("{\"a\":101}")))
        .contains("The argument \"a\" should be at most 100.");
  }

  private static ObjectNode schema(String type) {
    return object("{\"properties\":{\"a\":{\"type\":\"" + type + "\"}}}");
  }

  private static ObjectNode object(String json) {
    return Json.object(json).orElseThrow();
  }
}
