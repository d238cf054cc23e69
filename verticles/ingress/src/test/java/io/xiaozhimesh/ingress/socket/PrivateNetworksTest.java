package io.xiaozhimesh.ingress.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateNetworksTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.20", "169.254.1.1", "::1",
      "fe80::1", "fd12:3456::1"})
  void addressOfAHome_contain_isTrue(String address) {
    assertThat(PrivateNetworks.contain(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "192.169.0.1", "2001:db8::1", "", "localhost", "10.1.2.3.evil"})
  void anythingElse_contain_isFalse(String address) {
    assertThat(PrivateNetworks.contain(address)).isFalse();
  }
}
