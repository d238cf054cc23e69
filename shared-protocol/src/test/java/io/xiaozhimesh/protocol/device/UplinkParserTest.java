package io.xiaozhimesh.protocol.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.bus.AudioFormat;
import io.xiaozhimesh.protocol.bus.ListenMode;
import io.xiaozhimesh.protocol.device.UplinkMessage.Abort;
import io.xiaozhimesh.protocol.device.UplinkMessage.Goodbye;
import io.xiaozhimesh.protocol.device.UplinkMessage.Hello;
import io.xiaozhimesh.protocol.device.UplinkMessage.Ignored;
import io.xiaozhimesh.protocol.device.UplinkMessage.Iot;
import io.xiaozhimesh.protocol.device.UplinkMessage.ListenDetect;
import io.xiaozhimesh.protocol.device.UplinkMessage.ListenStart;
import io.xiaozhimesh.protocol.device.UplinkMessage.ListenStop;
import io.xiaozhimesh.protocol.device.UplinkMessage.ListenText;
import io.xiaozhimesh.protocol.device.UplinkMessage.Mcp;
import io.xiaozhimesh.protocol.device.UplinkMessage.Ping;
import io.xiaozhimesh.protocol.device.UplinkMessage.Why;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UplinkParserTest {

  private static final AudioFormat DEFAULT_UPLINK = new AudioFormat(16_000, 1, 60);

  @Test
  void hello_ofFirmware_isReadWhole() {
    assertThat(UplinkParser.parse("""
        {"type":"hello","version":3,"features":{"mcp":true,"aec":true,"glyph_push":false},"transport":"websocket",
         "audio_params":{"format":"opus","sample_rate":24000,"channels":2,"frame_duration":20}}"""))
        .isEqualTo(new Hello(3, true, true, true, new AudioFormat(24_000, 2, 20), "websocket"));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{'type':'hello'}",
      "{'type':'hello','device_id':'a','device_name':'b','token':'t'}",
      "{'type':'hello','features':{},'audio_params':{}}",
      "{'type':'hello','features':null,'audio_params':null,'version':null,'transport':null}",
      "{'type':'hello','features':[1],'audio_params':'opus','version':'2','transport':7}",
      "{'type':'hello','version':9,'audio_params':{'format':'opus','sample_rate':44100,'channels':6,"
          + "'frame_duration':7}}",
      "{'type':'hello','version':1.5,'audio_params':{'sample_rate':'16000','channels':true,'frame_duration':1e99}}",
      "{'type':'hello','audio_params':{'format':'pcm','sample_rate':24000,'channels':2,'frame_duration':20}}"})
  void statement37_helloWithoutUsableMembers_hasTheDefaults(String json) {
    assertThat(parse(json)).isEqualTo(new Hello(0, false, false, true, DEFAULT_UPLINK, ""));
  }

  @Test
  void hello_withEmojiFalse_wantsNone() {
    assertThat(parse("{'type':'hello','features':{'emoji':false,'mcp':'yes'}}"))
        .isEqualTo(new Hello(0, false, false, false, DEFAULT_UPLINK, ""));
  }

  @ParameterizedTest
  @CsvSource({"auto,AUTO", "manual,MANUAL", "realtime,REALTIME", "Realtime,REALTIME"})
  void listenStart_namesItsMode(String word, ListenMode mode) {
    assertThat(parse("{'session_id':'','type':'listen','state':'start','mode':'" + word + "'}"))
        .isEqualTo(new ListenStart(Optional.of(mode)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'sleepy'", "null", "4", "{}"})
  void listenStart_withoutKnownMode_leavesItToTheSession(String mode) {
    assertThat(parse("{'type':'listen','state':'start','mode':" + mode + "}"))
        .isEqualTo(new ListenStart(Optional.empty()));
  }

  @Test
  void otherMessages_areRecognised() {
    assertThat(parse("{'type':'listen','state':'stop','session_id':'old'}")).isEqualTo(new ListenStop());
    assertThat(parse("{'type':'listen','state':'detect','text':'你好小智'}")).isEqualTo(new ListenDetect("你好小智"));
    assertThat(parse("{'type':'listen','state':'detect'}")).isEqualTo(new ListenDetect(""));
    assertThat(parse("{'type':'listen','state':'detect','text':5}")).isEqualTo(new ListenDetect(""));
    assertThat(parse("{'type':'listen','state':'text','text':'hi'}")).isEqualTo(new ListenText("hi"));
    assertThat(parse("{'type':'abort'}")).isEqualTo(new Abort(""));
    assertThat(parse("{'type':'abort','reason':'wake_word_detected'}")).isEqualTo(new Abort("wake_word_detected"));
    assertThat(parse("{'type':'goodbye','session_id':'x'}")).isEqualTo(new Goodbye());
    assertThat(parse("{'type':'ping'}")).isEqualTo(new Ping());
  }

  @Test
  void mcpAndIot_handTheirJsonOn() {
    assertThat(parse("{'type':'mcp','payload':{'jsonrpc':'2.0','id':3,'result':{'x':[1,null]}}}"))
        .isEqualTo(new Mcp("{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{\"x\":[1,null]}}"));
    assertThat(parse("{'type':'iot','update':true,'states':[]}"))
        .isEqualTo(new Iot("{\"type\":\"iot\",\"update\":true,\"states\":[]}"));
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
      "`` | NOT_JSON",
      "hello there | NOT_JSON",
      "{'type':'listen','state':'detect','text':'say 'hi' now'} | NOT_JSON",
      "{'type':'ping'} {'type':'ping'} | NOT_JSON",
      "{'type':'ping' | NOT_JSON",
      "12345 | NOT_AN_OBJECT",
      "'text' | NOT_AN_OBJECT",
      "null | NOT_AN_OBJECT",
      "[{'type':'ping'}] | NOT_AN_OBJECT",
      "{} | NO_TYPE",
      "{'type':null} | NO_TYPE",
      "{'type':{'a':1}} | NO_TYPE",
      "{'Type':'ping'} | NO_TYPE",
      "{'type':'state'} | UNKNOWN_TYPE",
      "{'type':'server','action':'restart'} | UNKNOWN_TYPE",
      "{'type':'listen'} | UNKNOWN_STATE",
      "{'type':'listen','state':7} | UNKNOWN_STATE",
      "{'type':'listen','state':'dream'} | UNKNOWN_STATE",
      "{'type':'listen','state':'text','text':'  '} | NO_TEXT",
      "{'type':'mcp'} | NO_PAYLOAD",
      "{'type':'mcp','payload':'{}'} | NO_PAYLOAD"})
  void statement89_whatMakesNoSense_isIgnoredWithItsReason(String json, Why why) {
    assertThat(parse(json)).isEqualTo(new Ignored(why));
    assertThat(UplinkParser.parse(json.replace('\'', '"').getBytes(UTF_8))).isEqualTo(new Ignored(why));
  }

  @Test
  void duplicateMembers_lastOneCounts() {
    assertThat(parse("{'type':'abort','type':'ping'}")).isEqualTo(new Ping());
  }

  @Test
  void statement90_tooLargeOrTooDeep_isIgnoredWithoutBeingRead() {
    assertThat(UplinkParser.parse("x".repeat(Limits.DEVICE_TEXT_BYTES_MAX + 1))).isEqualTo(new Ignored(Why.TOO_LARGE));
    assertThat(UplinkParser.parse(new byte[1_000_000])).isEqualTo(new Ignored(Why.TOO_LARGE));
    assertThat(parse("{'type':'ping','x':" + "[".repeat(20_000) + "]".repeat(20_000) + "}"))
        .isEqualTo(new Ignored(Why.TOO_DEEP));
    assertThat(parse("{'type':'ping','n':" + "9".repeat(50_000) + "}")).isEqualTo(new Ignored(Why.TOO_LARGE));
  }

  @Test
  void deepestAllowedMessage_isRead() {
    int inner = Limits.DEVICE_JSON_DEPTH_MAX - 1;
    assertThat(parse("{'type':'ping','x':" + "[".repeat(inner) + "]".repeat(inner) + "}")).isEqualTo(new Ping());
  }

  @Test
  void bytesThatAreNoUtf8_areIgnored() {
    assertThat(UplinkParser.parse(new byte[] {'{', (byte) 0xC3, '}'})).isEqualTo(new Ignored(Why.NOT_UTF8));
    assertThat(UplinkParser.parse("{\"type\":\"ping\"}".getBytes(java.nio.charset.StandardCharsets.UTF_16)))
        .isEqualTo(new Ignored(Why.NOT_UTF8));
  }

  @Test
  void texts_areCleanedAndCut() {
    assertThat(parse("{'type':'listen','state':'detect','text':'a\\u0000b\\ud800c\\nd'}"))
        .isEqualTo(new ListenDetect("a b\uFFFDc d"));
    String emoji = "😀".repeat(3_000);
    ListenText longest = (ListenText) parse("{'type':'listen','state':'text','text':'x" + emoji + "'}");
    assertThat(longest.text()).hasSize(Limits.TRANSCRIPT_CHARS_MAX - 1).endsWith("😀");
  }

  @Test
  void randomDamage_neverThrows() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[] whole = "{\"type\":\"mcp\",\"payload\":{\"id\":1e3,\"r\":[true,null,\"\\u00e9\",{}]}}".getBytes(UTF_8);
    for (int i = 0; i < 5_000; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      assertThat(UplinkParser.parse(damaged)).isNotNull();
    }
  }

  private static UplinkMessage parse(String singleQuoted) {
    return UplinkParser.parse(singleQuoted.replace('\'', '"'));
  }
}
