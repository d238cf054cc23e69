package io.xiaozhimesh.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActivationCodesTest {

  private final ActivationCodes codes = new ActivationCodes();

  @Test
  void codes_made_areSixDigitsSpreadOverTheWholeRange() {
    Set<String> made = IntStream.range(0, 5_000).mapToObj(i -> codes.code()).collect(Collectors.toSet());

    assertThat(made).allMatch(c -> c.matches("[0-9]{6}")).hasSizeGreaterThan(4_900);
    assertThat(made.stream().map(c -> c.charAt(0)).distinct()).hasSize(10);
  }

  @Test
  void challenges_made_differ() {
    assertThat(codes.challenge()).matches("[0-9a-f]{32}").isNotEqualTo(codes.challenge());
  }
}
