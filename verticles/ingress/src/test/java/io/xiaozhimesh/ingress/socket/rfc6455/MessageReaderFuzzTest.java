package io.xiaozhimesh.ingress.socket.rfc6455;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Set;

/** Fuzzes with {@code JAZZER_FUZZ=1}; otherwise replays the seeds. */
class MessageReaderFuzzTest {

  private static final Set<Integer> CODES = Set.of(1002, 1007, 1009);

  @FuzzTest(maxDuration = "60s")
  void anyBytes_areReadTheSameWholeOrByTheByte(byte[] stream) {
    Heard whole = new Heard();
    Heard single = new Heard();
    int wholeEnd = read(new MessageReader(1_000, 500, whole), stream.clone());
    MessageReader byTheByte = new MessageReader(1_000, 500, single);
    int singleEnd = 0;
    for (int i = 0; i < stream.length && singleEnd == 0; i++) {
      singleEnd = read(byTheByte, new byte[] {stream[i]});
    }
    assertThat(single.log).isEqualTo(whole.log);
    assertThat(singleEnd).isEqualTo(wholeEnd);
  }

  private static int read(MessageReader reader, byte[] bytes) {
    try {
      reader.feed(bytes);
      return 0;
    } catch (ProtocolViolation violation) {
      assertThat(CODES).contains(violation.closeCode());
      return violation.closeCode();
    }
  }
}
