package io.xiaozhimesh.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusJsonTest {

  private static final long SEED = Long.getLong("mesh.seed", 20260101);

  static Stream<Class<? extends BusMessage>> types() {
    System.out.println("seed " + SEED);
    return BusWire.types().stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void anyMessage_comesBackAsItWas(Class<? extends BusMessage> type) {
    MessageGenerator generator = new MessageGenerator(SEED);
    for (int i = 0; i < 50; i++) {
      BusMessage message = generator.message(type);

      assertThat(BusJson.read(BusJson.write(message))).isEqualTo(message);
    }
  }

  @Test
  void message_startsWithItsTypeAndHasPayloadsInBase64() {
    AudioFrame frame = new AudioFrame(new TurnRef("s1", 3, 2), 17, 0, Payload.wrap(new byte[] {1, 2, 3}));

    assertThat(BusJson.write(frame)).isEqualTo("{\"type\":\"AudioFrame\",\"ref\":{\"sessionId\":\"s1\",\"turnId\":3,"
        + "\"epoch\":2},\"sequence\":17,\"timestampMs\":0,\"opus\":\"AQID\"}");
  }

  @Test
  void unknownMembers_areIgnored() {
    assertThat(BusJson.read("{\"type\":\"PhrasesWanted\",\"by\":\"me\",\"since\":{\"a\":[1]}}"))
        .isEqualTo(new PhrasesWanted("me"));
  }

  @Test
  void lists_ofRecordsAndTexts() {
    assertThat(BusJson.read("{\"type\":\"PhrasesDeclared\",\"source\":\"s\",\"phrases\":"
        + "[{\"language\":\"en\",\"text\":\"lights on\"}]}"))
        .isEqualTo(new PhrasesDeclared("s", List.of(new Phrase("en", "lights on"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", "null", "7", "[]", "{", "{}", "{\"type\":7}", "{\"type\":\"Nonsense\"}", "{\"type\":\"TurnRef\"}",
      "{\"type\":\"PhrasesWanted\"}",
      "{\"type\":\"PhrasesWanted\",\"by\":null}",
      "{\"type\":\"PhrasesWanted\",\"by\":{}}",
      "{\"type\":\"ContextWanted\",\"deviceId\":\"d\"}",
      "{\"type\":\"ContextWanted\",\"deviceId\":\"d\",\"exchangesMax\":0}",
      "{\"type\":\"ContextWanted\",\"deviceId\":\"d\",\"exchangesMax\":\"5\"}",
      "{\"type\":\"ContextWanted\",\"deviceId\":\"d\",\"exchangesMax\":5.5}",
      "{\"type\":\"ContextWanted\",\"deviceId\":\"d\",\"exchangesMax\":null}",
      "{\"type\":\"ContextWanted\",\"deviceId\":\"d\",\"exchangesMax\":99999999999}",
      "{\"type\":\"ContextLoaded\",\"exchanges\":[null]}",
      "{\"type\":\"SessionClosed\",\"sessionId\":\"a b\"}",
      "{\"type\":\"DeviceSend\",\"sessionId\":\"s\",\"channel\":0,\"json\":\"{}\"}",
      "{\"type\":\"DeviceSend\",\"sessionId\":\"s\",\"channel\":\"SMOKE\",\"json\":\"{}\"}",
      "{\"type\":\"AudioFrame\",\"ref\":{\"sessionId\":\"s\",\"turnId\":1,\"epoch\":1},\"sequence\":1,"
          + "\"timestampMs\":0,\"opus\":\"not base64!\"}",
      "{\"type\":\"AudioFrame\",\"ref\":null,\"sequence\":1,\"timestampMs\":0,\"opus\":\"AQID\"}",
      "{\"type\":\"AudioFrame\",\"ref\":{\"sessionId\":\"s\",\"turnId\":1,\"epoch\":1},\"sequence\":1,"
          + "\"timestampMs\":0,\"opus\":null}",
  })
  void anythingElse_isABadRequest(String json) {
    assertBadRequest(json);
  }

  @Test
  void tooLongOrTooDeep_isABadRequest() {
    assertBadRequest("{\"type\":\"PhrasesWanted\",\"by\":\"" + "x".repeat(BusJson.CHARS_MAX) + "\"}");
    assertBadRequest("{\"type\":\"PhrasesWanted\",\"by\":\"b\",\"x\":" + "[".repeat(10_000));
  }

  private static void assertBadRequest(String json) {
    assertThatThrownBy(() -> BusJson.read(json))
        .isInstanceOfSatisfying(MeshException.class, e -> assertThat(e.error()).isEqualTo(MeshError.BAD_REQUEST));
  }
}
