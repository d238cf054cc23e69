package io.xiaozhimesh.asr.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContractionsTest {

  @Test
  void contraction_otherForms_isSpeltOut() {
    assertThat(Contractions.otherForms("what's the weather like")).containsExactly("what is the weather like");
    assertThat(Contractions.otherForms("tell me what's new")).containsExactly("tell me what is new");
  }

  @Test
  void longForm_otherForms_isContracted() {
    assertThat(Contractions.otherForms("how is the weather")).containsExactly("how's the weather");
  }

  @Test
  void phraseWithout_otherForms_hasNone() {
    assertThat(Contractions.otherForms("this is it")).isEmpty();
    assertThat(Contractions.otherForms("whatever is")).isEmpty();
  }
}
