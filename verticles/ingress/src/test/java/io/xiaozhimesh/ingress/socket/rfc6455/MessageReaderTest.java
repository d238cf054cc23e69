package io.xiaozhimesh.ingress.socket.rfc6455;

import static io.xiaozhimesh.ingress.socket.rfc6455.ClientFrames.frame;
import static io.xiaozhimesh.ingress.socket.rfc6455.ClientFrames.header;
import static io.xiaozhimesh.ingress.socket.rfc6455.ClientFrames.join;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {

  private static final int TEXT_MAX = 70_000;
  private static final int BINARY_MAX = 5_000;

  private final Heard heard = new Heard();
  private final MessageReader reader = new MessageReader(TEXT_MAX, BINARY_MAX, heard);

  @Test
  void wholeFrames_areDeliveredInOrder() throws ProtocolViolation {
    reader.feed(join(frame(0x81, bytes("héllo")), frame(0x82, new byte[] {1, 2}), frame(0x81, bytes("")),
        frame(0x89, new byte[] {7}), frame(0x8A, bytes("x"))));
    assertThat(heard.log).containsExactly("text héllo", "binary 0102", "text ", "ping 07", "overhead");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 2_048, 2_049, 5_000})
  void everyLength_isRead(int length) throws ProtocolViolation {
    byte[] payload = new byte[length];
    new Random(length).nextBytes(payload);
    reader.feed(frame(0x82, payload));
    assertThat(heard.log).containsExactly("binary " + HexFormat.of().formatHex(payload));
  }

  @Test
  void longText_isReadByTheByte() throws ProtocolViolation {
    String text = "語".repeat(23_000);
    for (byte b : frame(0x81, bytes(text))) {
      reader.feed(new byte[] {b});
    }
    assertThat(heard.log).containsExactly("text " + text);
  }

  @Test
  void fragments_arePutTogetherAcrossCharacters_withControlFramesBetween() throws ProtocolViolation {
    byte[] euro = bytes("€");
    reader.feed(join(frame(0x01, new byte[] {euro[0]}), frame(0x89, bytes("p")), frame(0x00, new byte[] {euro[1]}),
        frame(0x00, new byte[0]), frame(0x80, new byte[] {euro[2]})));
    assertThat(heard.log).containsExactly("overhead", "ping 70", "overhead", "overhead", "text €");
  }

  @ParameterizedTest
  @CsvSource({
      "reserved bit 1, C1", "reserved bit 2, A1", "reserved bit 3, 91",
      "data opcode 3, 83", "data opcode 7, 87", "control opcode B, 8B", "control opcode F, 8F",
      "continuation of nothing, 80", "fragmented ping, 09", "fragmented close, 08"})
  void statement47_brokenFirstByte_isAProtocolError(String what, String first) {
    expectViolation(CloseCodes.PROTOCOL_ERROR, frame(Integer.parseInt(first, 16), bytes("ab")));
  }

  @Test
  void brokenLengths_areProtocolErrors() {
    expectViolation(CloseCodes.PROTOCOL_ERROR, new byte[] {(byte) 0x81, 0x01, 'a'});
    expectViolation(CloseCodes.PROTOCOL_ERROR, hex("81FE0005" + "00000000"));
    expectViolation(CloseCodes.PROTOCOL_ERROR, hex("81FF0000000000000100" + "00000000"));
    expectViolation(CloseCodes.PROTOCOL_ERROR, hex("81FFFFFFFFFFFFFFFFFF" + "00000000"));
    expectViolation(CloseCodes.PROTOCOL_ERROR, frame(0x89, new byte[126]));
  }

  @Test
  void messageInsideAMessage_isAProtocolError() {
    expectViolation(CloseCodes.PROTOCOL_ERROR, join(frame(0x01, bytes("a")), frame(0x81, bytes("b"))));
  }

  @Test
  void statement90_tooLargeMessage_isRefusedByItsHeader() {
    expectViolation(CloseCodes.TOO_BIG, header(0x81, TEXT_MAX + 1));
    expectViolation(CloseCodes.TOO_BIG, header(0x82, BINARY_MAX + 1));
    expectViolation(CloseCodes.TOO_BIG, header(0x81, Long.MAX_VALUE));
    expectViolation(CloseCodes.TOO_BIG, join(frame(0x02, new byte[BINARY_MAX - 1]), header(0x80, 2)));
  }

  @Test
  void largestMessage_isRead() throws ProtocolViolation {
    reader.feed(join(frame(0x02, new byte[BINARY_MAX - 1]), frame(0x80, new byte[1])));
    assertThat(heard.log).hasSize(2);
  }

  @Test
  void textThatIsNoUtf8_isRefusedAsSoonAsItShows() {
    byte[] begun = join(header(0x81, 100), mask("ab"), new byte[] {(byte) (0xFF ^ 0x00)});
    expectViolation(CloseCodes.INVALID_TEXT, begun);
    expectViolation(CloseCodes.INVALID_TEXT, frame(0x81, hex("E282")));
    expectViolation(CloseCodes.INVALID_TEXT, join(frame(0x01, hex("E2")), frame(0x80, hex("41"))));
  }

  @ParameterizedTest
  @CsvSource({"'',1005", "03E8,1000", "03E968C3A9,1001", "03F3,1011", "0BB8,3000", "1387,4999"})
  void allowedClose_isTheLastThingHeard(String payload, int code) throws ProtocolViolation {
    reader.feed(join(frame(0x88, hex(payload)), frame(0x81, bytes("late")), hex("FFFF")));
    reader.feed(new byte[] {0x00, 0x00});
    assertThat(heard.log).containsExactly("close " + code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "0000", "03E7", "03EC", "03ED", "03EE", "03F7", "03F8", "044C", "07D0", "0BB7", "1388",
      "FFFF"})
  void closeWithForbiddenCode_isAProtocolError(String payload) {
    expectViolation(CloseCodes.PROTOCOL_ERROR, frame(0x88, hex(payload)));
  }

  @Test
  void closeWithReasonThatIsNoUtf8_isInvalidText() {
    expectViolation(CloseCodes.INVALID_TEXT, frame(0x88, hex("03E8FF")));
    expectViolation(CloseCodes.INVALID_TEXT, frame(0x88, hex("03E8E282")));
  }

  @Test
  void afterAViolation_nothingIsHeard() {
    assertThatThrownBy(() -> reader.feed(frame(0xC1, bytes("a")))).isInstanceOf(ProtocolViolation.class);
    assertThatCode(() -> reader.feed(frame(0x81, bytes("b")))).doesNotThrowAnyException();
    assertThat(heard.log).isEmpty();
  }

  @Test
  void anyChunking_deliversTheSame() throws ProtocolViolation {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[] stream = join(frame(0x01, bytes("语")), frame(0x80, bytes("音")), frame(0x82, new byte[300]),
        frame(0x89, bytes("p")), frame(0x88, hex("03E8")));
    MessageReader whole = new MessageReader(TEXT_MAX, BINARY_MAX, heard);
    whole.feed(stream.clone());
    for (int round = 0; round < 200; round++) {
      Heard pieces = new Heard();
      MessageReader inPieces = new MessageReader(TEXT_MAX, BINARY_MAX, pieces);
      for (int at = 0; at < stream.length; ) {
        int to = Math.min(stream.length, at + 1 + random.nextInt(40));
        inPieces.feed(Arrays.copyOfRange(stream, at, to));
        at = to;
      }
      assertThat(pieces.log).isEqualTo(heard.log);
    }
  }

  private void expectViolation(int code, byte[] stream) {
    MessageReader fresh = new MessageReader(TEXT_MAX, BINARY_MAX, heard);
    ProtocolViolation violation = catchThrowableOfType(ProtocolViolation.class, () -> fresh.feed(stream));
    assertThat(violation).isNotNull();
    assertThat(violation.closeCode()).isEqualTo(code);
  }

  private static byte[] mask(String payload) {
    byte[] whole = frame(0x81, bytes(payload));
    return Arrays.copyOfRange(whole, 6, whole.length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
