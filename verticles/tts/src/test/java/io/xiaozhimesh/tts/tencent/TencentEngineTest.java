package io.xiaozhimesh.tts.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.stage.signing.Tc3Signature;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.JsonStandIn;
import io.xiaozhimesh.tts.remote.RemoteVoiceContract;
import io.xiaozhimesh.tts.remote.StandIn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TencentEngineTest extends RemoteVoiceContract {

  /** https://cloud.tencent.com/document/api/1073/37995 */
  private static final class Tencent extends JsonStandIn {

    volatile String code;

    Tencent(Vertx vertx) throws Exception {
      super(vertx);
    }

    /** Signs what came, and compares. */
    @Override
    protected String read(HttpServerRequest request, Buffer body) {
      JsonObject question = body.toJsonObject();
      long unixS = Long.parseLong(request.getHeader("X-TC-Timestamp"));
      String expected = new Tc3Signature("id-1", "s-1", "tts", "127.0.0.1:" + port())
          .authorization("TextToVoice", body.toString(), unixS);
      expect(request.getHeader("X-TC-Action").equals("TextToVoice"), "action");
      expect(request.getHeader("X-TC-Version").equals("2019-08-23"), "version");
      expect(request.getHeader("X-TC-Region").equals("ap-guangzhou"), "region");
      expect(question.getInteger("VoiceType") == 101_001 && question.getString("Codec").equals("pcm"), "voice");
      expect(question.getInteger("SampleRate") == rateHz() && !question.getString("SessionId").isEmpty(), "sound");
      return expected.equals(request.getHeader("Authorization")) ? question.getString("Text") : null;
    }

    @Override
    public int rateHz() {
      return 16_000;
    }

    @Override
    protected String head() {
      String error = code == null ? "" : "\"Error\":{\"Code\":\"" + code + "\",\"Message\":\"as asked\"},";
      return "{\"Response\":{" + error + "\"Audio\":\"";
    }

    @Override
    protected String tail() {
      return "\",\"SessionId\":\"s\",\"RequestId\":\"r\"}}";
    }
  }

  @Override
  protected TtsEngineProvider provider() {
    return new TencentEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new Tencent(vertx);
  }

  @Override
  protected JsonObject settings() {
    Tencent here = (Tencent) service;
    return new JsonObject().put("url", here.url("")).put("secretId", "id-1").put("secretKey", "s-1");
  }

  @Override
  protected boolean streams() {
    return false;
  }

  @ParameterizedTest
  @CsvSource({"AuthFailure.SignatureFailure, UNAUTHENTICATED", "RequestLimitExceeded, OVERLOADED",
      "InvalidParameterValue.VoiceType, BAD_REQUEST", "InternalError, PROVIDER_FAILED"})
  void code_becomesAnErrorOfTheMesh(String code, MeshError error) {
    ((Tencent) service).code = code;

    assertThat(say("hello").awaitEnd().error()).isEqualTo(error);
  }
}
