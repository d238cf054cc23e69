package io.xiaozhimesh.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MissingMembersTest {

  private static final String OLD = "{\"name\":\"roll\",\"description\":\"Rolls.\",\"inputSchemaJson\":\"{}\","
      + "\"effect\":\"PURE\",\"origin\":\"w\"";

  @Test
  void toolOfAnOlderWorker_hasTheDefaultsOfWhatItDoesNotSay() {
    BusMessage offered = BusJson.read("{\"type\":\"ToolsOffered\",\"inbox\":\"i\",\"tools\":[" + OLD + "}]}");

    assertThat(((ToolsOffered) offered).tools())
        .containsExactly(new ToolSpec("roll", "Rolls.", "{}", ToolEffect.PURE, "w"));
  }

  @Test
  void loadOfAnOlderNode_hasTheFirstValueOfAnEnumItDoesNotSay() {
    BusMessage announced = BusJson.read("{\"type\":\"NodeAnnounced\",\"node\":\"n\",\"version\":\"1\",\"incarnation\":1,"
        + "\"state\":\"READY\",\"roles\":[{\"role\":\"ASR\",\"inbox\":\"i\",\"capacity\":2,\"sessions\":1,\"load\":0.5}]}");

    assertThat(((NodeAnnounced) announced).roles()).containsExactly(new RoleLoad(Role.ASR, "i", 2, 1, 0.5));
  }

  @Test
  void newMemberOfTheWrongType_isRefused() {
    assertThatThrownBy(() -> BusJson.read(
        "{\"type\":\"ToolsOffered\",\"inbox\":\"i\",\"tools\":[" + OLD + ",\"deadlineMs\":\"soon\"}]}"))
        .isInstanceOfSatisfying(MeshException.class, e -> assertThat(e.error()).isEqualTo(MeshError.BAD_REQUEST));
    assertThatThrownBy(() -> BusJson.read(
        "{\"type\":\"ToolsOffered\",\"inbox\":\"i\",\"tools\":[" + OLD + ",\"scope\":null}]}"))
        .isInstanceOf(MeshException.class);
  }

  @Test
  void oldMemberThatIsMissing_isRefused() {
    assertThatThrownBy(() -> BusJson.read("{\"type\":\"ToolsOffered\",\"inbox\":\"i\",\"tools\":[{\"name\":\"roll\"}]}"))
        .isInstanceOf(MeshException.class);
  }
}
