package io.xiaozhimesh.protocol.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownlinkTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String SID = "s-1";

  @Test
  void statement34_hello_saysWebsocketAndTheAudio() {
    assertThat(tree(Downlink.hello(SID, new AudioFormat(24_000, 1, 60)))).isEqualTo(tree("""
        {"type":"hello","session_id":"s-1","version":1,"transport":"websocket",
         "audio_params":{"format":"opus","sample_rate":24000,"channels":1,"frame_duration":60}}"""));
  }

  @Test
  void everyMessage_hasItsShape() {
    expect(Downlink.stt(SID, "hi"), "{'type':'stt','session_id':'s-1','text':'hi'}");
    expect(Downlink.llm(SID, Emotion.HAPPY), "{'type':'llm','session_id':'s-1','emotion':'happy','text':'🙂'}");
    expect(Downlink.ttsStart(SID), "{'type':'tts','session_id':'s-1','state':'start'}");
    expect(Downlink.ttsSentenceStart(SID, "a"),
        "{'type':'tts','session_id':'s-1','state':'sentence_start','text':'a'}");
    expect(Downlink.ttsStop(SID), "{'type':'tts','session_id':'s-1','state':'stop'}");
    expect(Downlink.mcp(SID, "{\"id\":1}"), "{'type':'mcp','session_id':'s-1','payload':{'id':1}}");
    expect(Downlink.iot(SID, "[{\"name\":\"Lamp\"}]"),
        "{'type':'iot','session_id':'s-1','commands':[{'name':'Lamp'}]}");
    expect(Downlink.custom(SID, "{\"a\":\"b\"}"), "{'type':'custom','session_id':'s-1','payload':{'a':'b'}}");
    expect(Downlink.pong(SID, 1_700_000_000_123L),
        "{'type':'pong','session_id':'s-1','timestamp':1700000000123}");
  }

  @Test
  void statement91_rebootAndAlert_haveExactlyTheStatedMembers() {
    expect(Downlink.reboot(SID), "{'type':'system','session_id':'s-1','command':'reboot'}");
    expect(Downlink.alert(SID, "Busy", "Later", "warning"),
        "{'type':'alert','session_id':'s-1','status':'Busy','message':'Later','emotion':'warning'}");
  }

  @Test
  void statement71_texts_haveNoControlsAndNoBrokenPairs() {
    String json = Downlink.stt(SID, "a\nb\u0000c\u007fd\u0085e\ud83df\ude00g😀");
    assertThat(tree(json).get("text").textValue()).isEqualTo("a b c d e\uFFFDf\uFFFDg😀");
    assertThat(UTF_8.newEncoder().canEncode(json)).isTrue();
    assertThat(json.chars()).noneMatch(Character::isISOControl);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "é", "汉", "😀", "\"", "\\", "\n", "\ud800", "x😀", "\u2028"})
  void statement71_longTexts_areCutBetweenCodePoints(String unit) {
    String text = unit.repeat(10_000);
    for (String json : List.of(Downlink.stt(SID, text), Downlink.ttsSentenceStart(SID, text),
        Downlink.alert(text, text, text, text))) {
      assertThat(json.getBytes(UTF_8).length).isLessThan(Limits.DOWNLINK_TEXT_BYTES_MAX);
      assertThat(UTF_8.newEncoder().canEncode(json)).isTrue();
    }
    String kept = tree(Downlink.stt(SID, text)).get("text").textValue();
    assertThat(kept).hasSizeGreaterThanOrEqualTo(1_500);
    assertThat(Character.isHighSurrogate(kept.charAt(kept.length() - 1))).isFalse();
  }

  @Test
  void payloads_keepEscapedControls_butNoBrokenPairs() {
    String json = Downlink.mcp(SID, "{\"a\\ud800\":[\"x\\u0007\\udc00\"]}");
    assertThat(json).contains("{\"a\uFFFD\":[\"x\\u0007\uFFFD\"]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "3", "{", "{} {}", "null"})
  void payloadThatIsNoObject_isRefused(String payload) {
    assertThatThrownBy(() -> Downlink.mcp(SID, payload))
        .isInstanceOfSatisfying(MeshException.class, e -> assertThat(e.error()).isEqualTo(MeshError.BAD_REQUEST));
    assertThatThrownBy(() -> Downlink.custom(SID, payload)).isInstanceOf(MeshException.class);
  }

  @Test
  void payloadThatIsTooLarge_isRefused() {
    String nearly = "{\"a\":\"" + "汉".repeat(2_720) + "\"}";
    assertThatThrownBy(() -> Downlink.mcp(SID, nearly)).isInstanceOf(MeshException.class);
    assertThatThrownBy(() -> Downlink.iot(SID, "[\"" + "x".repeat(9_000) + "\"]")).isInstanceOf(MeshException.class);
    assertThatThrownBy(() -> Downlink.iot(SID, "{}")).isInstanceOf(MeshException.class);
  }

  private static void expect(String json, String singleQuoted) {
    assertThat(tree(json)).isEqualTo(tree(singleQuoted.replace('\'', '"')));
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }
}
