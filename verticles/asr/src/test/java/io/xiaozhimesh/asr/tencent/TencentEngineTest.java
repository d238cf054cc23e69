package io.xiaozhimesh.asr.tencent;

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
import io.xiaozhimesh.stage.signing.Tc3Signature;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TencentEngineTest extends RemoteAsrContract {

  /** https://cloud.tencent.com/document/product/1093/35646 */
  private static final class Tencent extends HttpStandIn {

    volatile String error;

    Tencent(Vertx vertx) throws Exception {
      super(vertx);
    }

    @Override
    protected Buffer read(HttpServerRequest request, Buffer body) {
      expect("SentenceRecognition".equals(request.getHeader("X-TC-Action")), "action");
      expect("2019-06-14".equals(request.getHeader("X-TC-Version")), "version");
      long unixS = Long.parseLong(request.getHeader("X-TC-Timestamp"));
      Tc3Signature signature = new Tc3Signature("i-1", "s-1", "asr", request.getHeader("Host"));
      JsonObject json = body.toJsonObject();
      Buffer pcm = Buffer.buffer(Base64.getDecoder().decode(json.getString("Data")));
      expect(json.getString("EngSerViceType").equals("16k_zh") && json.getInteger("SourceType") == 1, "engine");
      expect(json.getString("VoiceFormat").equals("pcm") && json.getInteger("DataLen") == pcm.length(), "sound");
      expect(signature.authorization("SentenceRecognition", body.toString(), unixS)
          .equals(request.getHeader("Authorization")), "signature");
      return pcm;
    }

    @Override
    protected String answer(String words) {
      JsonObject response = new JsonObject().put("RequestId", "r-1");
      return new JsonObject().put("Response", error == null
          ? response.put("Result", words).put("AudioDuration", 1_000)
          : response.put("Error", new JsonObject().put("Code", error).put("Message", "as asked"))).encode();
    }
  }

  @Override
  protected AsrEngineProvider provider() {
    return new TencentEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new Tencent(vertx);
  }

  @Override
  protected JsonObject settings() {
    return new JsonObject().put("url", "http://" + service.address("")).put("secretId", "i-1").put("secretKey", "s-1");
  }

  @ParameterizedTest
  @CsvSource({"AuthFailure.SignatureFailure, UNAUTHENTICATED", "RequestLimitExceeded, OVERLOADED",
      "FailedOperation.UserHasNoFreeAmount, OVERLOADED", "InvalidParameterValue.ErrorInvalidVoicedata, BAD_REQUEST",
      "InternalError, PROVIDER_FAILED"})
  void errorInTheAnswer_becomesAnErrorOfTheMesh(String code, MeshError error) {
    ((Tencent) service).error = code;

    assertThat(failure(engine()).error()).isEqualTo(error);
  }
}
