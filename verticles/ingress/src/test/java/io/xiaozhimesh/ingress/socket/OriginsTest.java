package io.xiaozhimesh.ingress.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

  private static final String HOST = "mesh.example.com:8000";

  @ParameterizedTest
  @ValueSource(strings = {"https://mesh.example.com", "http://MESH.example.com:9000", "http://localhost:3000",
      "http://127.0.0.1", "http://[::1]:8080"})
  void ownHostAndLocalPages_mayConnect(String origin) {
    assertThat(new Origins(List.of()).allow(origin, HOST)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "http://mesh.example.com.evil.example", "null", "", "://",
      "http://localhost.evil.example", "file://"})
  void foreignPages_mayNot(String origin) {
    assertThat(new Origins(List.of()).allow(origin, HOST)).isFalse();
    assertThat(new Origins(List.of()).allow(origin, null)).isFalse();
  }

  @Test
  void listedPages_mayConnect() {
    Origins origins = new Origins(List.of("https://Console.example", "null"));
    assertThat(origins.allow("https://console.example", HOST)).isTrue();
    assertThat(origins.allow("null", HOST)).isTrue();
    assertThat(origins.allow("https://other.example", HOST)).isFalse();
    assertThat(new Origins(List.of("*")).allow("https://any.example", HOST)).isTrue();
  }

  @Test
  void withoutOrigin_isNoPage() {
    assertThat(new Origins(List.of()).allow(null, HOST)).isTrue();
  }
}
