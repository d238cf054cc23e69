package io.xiaozhimesh.stage.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamedProvidersTest {

  private static NamedProviders read(String json, Map<String, OptionsReader> bare) {
    return new NamedProviders(new OptionsReader("asr", new JsonObject(json)), "providers", Set.of("doubao", "vosk"), bare);
  }

  private static NamedProviders read(String json) {
    return read(json, Map.of());
  }

  @Test
  void entries_found_haveTheirTypeWeightAndSettings() {
    NamedProviders named = read("""
        {"providers": {"fast": {"type": "doubao", "weight": 3, "key": "a"}, "doubao": {"key": "b"}}}""");

    ProviderSpec fast = named.find("fast");
    assertThat(fast.type()).isEqualTo("doubao");
    assertThat(fast.weight()).isEqualTo(3);
    assertThat(fast.section().path()).isEqualTo("asr.providers.fast");
    assertThat(fast.section().text("key", "")).isEqualTo("a");
    assertThat(named.find("doubao").section().text("key", "")).isEqualTo("b");
    assertThat(named.configured()).containsExactly("fast", "doubao");
  }

  @Test
  void typeWithoutEntry_found_hasTheSectionOfItsNameOrAnother() {
    OptionsReader other = new OptionsReader("asr.llm", new JsonObject());

    assertThat(read("{\"vosk\": {\"model\": \"m\"}}").find("vosk").section().text("model", "")).isEqualTo("m");
    assertThat(read("{}", Map.of("vosk", other)).find("vosk").section()).isSameAs(other);
  }

  @Test
  void chain_withARepeatedName_hasEachOnce() {
    assertThat(read("{}").chain(List.of("vosk", "doubao", "vosk"))).extracting(ProviderSpec::name)
        .containsExactly("vosk", "doubao");
  }

  @Test
  void unknownNamesAndTypes_areRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> read("{\"providers\": {\"a\": {\"type\": \"vosk\"}}}").find("b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("b is neither in asr.providers [a] nor one of the types [doubao, vosk]");
    assertThatThrownBy(() -> read("{\"providers\": {\"a\": {\"type\": \"vosc\"}}}"))
        .hasMessage("asr.providers.a.type is vosc, should be one of [doubao, vosk]");
    assertThatThrownBy(() -> read("{\"providers\": {\"a b\": {\"type\": \"vosk\"}}}"))
        .hasMessageStartingWith("asr.providers.a b is no name");
    assertThatThrownBy(() -> read("{\"providers\": {\"vosk\": {\"weight\": -1}}}"))
        .hasMessageStartingWith("asr.providers.vosk.weight is -1, should be a whole number from 0 to 1000");
    assertThatThrownBy(() -> read("{\"providers\": {\"vosk\": 3}}"))
        .hasMessageStartingWith("asr.providers.vosk is 3, should be a section");
  }

  @Test
  void keyThatNobodyRead_isRefused_alsoInsideAndWithoutItsValue() {
    ProviderSpec spec = read("{\"providers\": {\"vosk\": {\"key\": \"s3cret\", \"in\": {\"ner\": 1}, \"kye\": \"s3cret\"}}}")
        .find("vosk");
    spec.section().text("key", "");
    spec.section().section("in").text("outer", "");

    assertThatThrownBy(spec::refuseUnknownKeys)
        .hasMessage("asr.providers.vosk.kye is unknown, known here: in, key, type, weight");
    spec.section().text("kye", "");
    assertThatThrownBy(spec::refuseUnknownKeys).hasMessage("asr.providers.vosk.in.ner is unknown, known here: outer");
    spec.section().section("in").json();
    spec.refuseUnknownKeys();
  }
}
