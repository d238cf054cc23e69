package io.xiaozhimesh.plugins.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A device may say anything at any time: it costs itself, at most, and every call still ends exactly once. */
class HostileDeviceTest {

  private static final long SEED = Long.getLong("mesh.seed", 20260101);
  private static final List<String> IDS = List.of("1", "2", "3", "4", "5", "9", "-1", "\"3\"", "null", "2.5", "1e99");
  private static final List<String> RESULTS = List.of(
      "{}", "null", "[]", "7", "{\"tools\":[]}", "{\"tools\":7}", "{\"tools\":[{}],\"nextCursor\":\"x\"}",
      "{\"tools\":[{\"name\":\"a.b\"}],\"nextCursor\":\"y\"}", "{\"tools\":[{\"name\":\"a_b\"}],\"nextCursor\":7}",
      "{\"tools\":[{\"name\":\"c\",\"inputSchema\":{\"type\":[],\"properties\":[],\"required\":{\"x\":7}}}]}",
      "{\"tools\":[{\"name\":\"d\",\"inputSchema\":{\"properties\":{\"p\":7},\"required\":[7,null]}}]}",
      "{\"content\":[7,null,{},{\"type\":\"text\"},{\"type\":\"image\",\"image\":7}]}", "{\"content\":{\"a\":1}}");
  private static final List<String> IOT = List.of(
      "{\"descriptors\":[{\"name\":\"L\",\"properties\":7,\"methods\":[]}]}",
      "{\"descriptors\":[{\"name\":\"L\",\"properties\":{\"p\":null},\"methods\":{\"M\":null}}]}",
      "{\"descriptors\":[{\"name\":\"L\",\"methods\":{\"N\":{\"parameters\":{\"q\":7}}}}]}",
      "{\"states\":[{\"name\":\"L\",\"state\":{\"p\":{\"deep\":[1]}}}]}", "{\"states\":[{\"name\":7}]}", "{", "null");
  private static final List<String> ARGUMENTS = List.of("{}", "{\"q\":\"1\"}", "{\"p\":null}", "{\"p\":[{}]}");

  @Test
  void anyTalk_throwsNothingAndEndsEveryCallOnce() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    for (int session = 0; session < 300; session++) {
      ScriptedDevice device = new ScriptedDevice();
      device.open();
      int calls = 0;
      for (int step = 0; step < 60; step++) {
        calls += step(device, random, calls + 1);
      }
      device.session.close();

      assertThat(device.results).hasSize(calls);
      assertThat(device.names()).doesNotHaveDuplicates().allMatch(name -> name.matches("[A-Za-z0-9_-]{1,64}"));
      assertIdsRise(device);
    }
  }

  /** One thing happens; answers with how many calls were made. */
  private static int step(ScriptedDevice device, Random random, int nextCall) {
    switch (random.nextInt(8)) {
      case 0 -> device.answer(any(RESULTS, random));
      case 1 -> device.answerText("done");
      case 2 -> device.say("{\"id\":" + any(IDS, random) + ",\"result\":" + any(RESULTS, random) + "}");
      case 3 -> device.say("{\"id\":" + any(IDS, random) + ",\"error\":" + any(RESULTS, random) + "}");
      case 4 -> device.say("{\"method\":" + any(IDS, random) + ",\"id\":" + any(IDS, random) + "}");
      case 5 -> device.iot(any(IOT, random));
      case 6 -> device.passMs(random.nextInt(12_000));
      default -> {
        if (!device.names().isEmpty()) {
          device.call(nextCall, any(device.names(), random), any(ARGUMENTS, random), 1 + random.nextInt(50_000));
          return 1;
        }
      }
    }
    return 0;
  }

  private static void assertIdsRise(ScriptedDevice device) {
    int last = 0;
    for (ObjectNode message : device.sent) {
      if (message.has("id")) {
        assertThat(message.get("id").isInt()).isTrue();
        assertThat(message.get("id").intValue()).isEqualTo(++last);
      }
    }
  }

  private static String any(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
