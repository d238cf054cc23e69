package io.xiaozhimesh.asr.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.asr.AsrEngineProvider;
import io.xiaozhimesh.asr.remote.HttpStandIn;
import io.xiaozhimesh.asr.remote.RemoteAsrContract;
import io.xiaozhimesh.asr.remote.StandIn;
import io.xiaozhimesh.protocol.bus.MeshError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AliyunEngineTest extends RemoteAsrContract {

  /** https://help.aliyun.com/zh/isi/developer-reference/restful-api-2 */
  private static final class Nls extends HttpStandIn {

    volatile int status = 20_000_000;

    Nls(Vertx vertx) throws Exception {
      super(vertx);
    }

    @Override
    protected boolean elsewhere(HttpServerRequest request) {
      return Tokens.answer(request);
    }

    @Override
    protected Buffer read(HttpServerRequest request, Buffer body) {
      expect(request.path().equals("/stream/v1/asr"), "path");
      expect("a-1".equals(request.getParam("appkey")), "project");
      expect("pcm".equals(request.getParam("format")) && "16000".equals(request.getParam("sample_rate")), "sound");
      expect("application/octet-stream".equals(request.getHeader("Content-Type")), "type");
      return Tokens.TOKEN.equals(request.getHeader("X-NLS-Token")) ? body : null;
    }

    @Override
    protected String answer(String words) {
      return new JsonObject().put("task_id", "x").put("result", words).put("status", status).put("message", "SUCCESS")
          .encode();
    }
  }

  @Override
  protected AsrEngineProvider provider() {
    return new AliyunEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new Nls(vertx);
  }

  @Override
  protected JsonObject settings() {
    return Tokens.settings("http://" + service.address("/stream/v1/asr"), "http://" + service.address("/token"));
  }

  @ParameterizedTest
  @CsvSource({"40000001, UNAUTHENTICATED", "40000005, OVERLOADED", "40000003, BAD_REQUEST", "50000000, PROVIDER_FAILED"})
  void codeInTheAnswer_becomesAnErrorOfTheMesh(int code, MeshError error) {
    ((Nls) service).status = code;

    assertThat(failure(engine()).error()).isEqualTo(error);
  }

  @Test
  void wrongSecret_isUnauthenticated() {
    try (var other = create(common().put("accessKeySecret", "s-2"))) {
      assertThat(failure(other).error()).isEqualTo(MeshError.UNAUTHENTICATED);
    }
  }
}
