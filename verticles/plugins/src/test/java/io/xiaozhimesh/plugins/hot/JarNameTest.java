package io.xiaozhimesh.plugins.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JarNameTest {

  @ParameterizedTest
  @CsvSource({"hello-1.0.0.jar,hello,1.0.0", "my-own-tool2-10.2.33.jar,my-own-tool2,10.2.33",
      "a-1.0.0-rc.1.jar,a,1.0.0-rc.1", "v-2-1.0.0.jar,v-2,1.0.0"})
  void goodName_saysIdAndVersion(String file, String id, String version) {
    JarName name = JarName.of(file).orElseThrow();

    assertThat(name.id()).isEqualTo(id);
    assertThat(name.version()).hasToString(version);
    assertThat(name.fileName()).isEqualTo(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello.jar", "hello-1.0.jar", "Hello-1.0.0.jar", "../a-1.0.0.jar", "a/b-1.0.0.jar",
      "-1.0.0.jar", "1a-1.0.0.jar", "a--b-1.0.0.jar", "hello-1.0.0.jar.part", "hello-999999999.0.0.jar", "",
      "hello-1.0.0-.jar", "a b-1.0.0.jar"})
  void otherName_isNone(String file) {
    assertThat(JarName.of(file)).isEmpty();
  }

  @Test
  void versions_standInTheOrderOfTheirPrecedence() {
    List<String> ordered = List.of("1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
        "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0");

    assertThat(ordered.stream().map(text -> SemVer.of(text).orElseThrow()).sorted(Comparator.reverseOrder())
        .sorted().map(SemVer::toString)).containsExactlyElementsOf(ordered);
  }

  @ParameterizedTest
  @CsvSource({"1.0.0,1.0.0,true", "1.0.0,1.2.0,true", "1.2.0,1.0.0,false", "1.0.1,1.0.0,false", "1.0.9,1.1.0,true",
      "2.0.0,1.0.0,false", "1.0.0,2.0.0,false"})
  void plugin_runsOnTheSameMajorVersionThatIsNotOlder(String built, String offered, boolean runs) {
    assertThat(SemVer.of(built).orElseThrow().runsOn(SemVer.of(offered).orElseThrow())).isEqualTo(runs);
  }

  @Test
  void looks_passOnOnlyWhatStoodStillSinceTheLast() {
    FolderLooks looks = new FolderLooks();
    FolderJar one = jar("a-1.0.0.jar", 10);
    FolderJar two = jar("a-2.0.0.jar", 10);

    assertThat(looks.still(List.of(one))).isEmpty();
    assertThat(looks.still(List.of(one))).isEqualTo(Map.of("a", List.of(one)));
    assertThat(looks.still(List.of(one, two))).isEmpty();
    assertThat(looks.still(List.of(one, jar("a-2.0.0.jar", 20)))).isEmpty();
    assertThat(looks.still(List.of(one, jar("a-2.0.0.jar", 20))))
        .isEqualTo(Map.of("a", List.of(jar("a-2.0.0.jar", 20), one)));
    assertThat(looks.still(List.of())).isEqualTo(Map.of("a", List.of()));
    assertThat(looks.still(List.of())).isEmpty();
  }

  private static FolderJar jar(String name, long bytes) {
    return new FolderJar(JarName.of(name).orElseThrow(), bytes, 1);
  }
}
