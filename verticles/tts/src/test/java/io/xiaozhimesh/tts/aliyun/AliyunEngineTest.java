package io.xiaozhimesh.tts.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.stage.signing.AliyunSignature;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpStandIn;
import io.xiaozhimesh.tts.remote.RemoteVoiceContract;
import io.xiaozhimesh.tts.remote.StandIn;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AliyunEngineTest extends RemoteVoiceContract {

  /** https://help.aliyun.com/zh/isi/developer-reference/restful-api-3 , and its tokens
   * (https://help.aliyun.com/zh/isi/getting-started/use-http-or-https-to-obtain-an-access-token)
   */
  private static final class Nls extends HttpStandIn {

    final AtomicInteger tokens = new AtomicInteger();
    volatile long tokenLastsS = 3_600;

    Nls(Vertx vertx) throws Exception {
      super(vertx);
    }

    @Override
    protected String type() {
      return "audio/mpeg";
    }

    @Override
    public int rateHz() {
      return 16_000;
    }

    @Override
    protected boolean elsewhere(HttpServerRequest request) {
      if (!request.path().equals("/token")) {
        return false;
      }
      if (!signed(request)) {
        request.response().setStatusCode(400).end("{\"Code\":\"SignatureDoesNotMatch\"}");
        return true;
      }
      long until = System.currentTimeMillis() / 1_000 + tokenLastsS;
      request.response().end(new JsonObject().put("Token", new JsonObject().put("UserId", "u")
          .put("Id", "t-" + tokens.incrementAndGet()).put("ExpireTime", until)).toBuffer());
      return true;
    }

    /** Signs what came, and compares. */
    private static boolean signed(HttpServerRequest request) {
      long unixMs = Instant.parse(request.getParam("Timestamp")).toEpochMilli();
      return request.query().equals(new AliyunSignature("id-1", "s-1")
          .createTokenQuery(request.getParam("RegionId"), request.getParam("SignatureNonce"), unixMs));
    }

    @Override
    protected String read(HttpServerRequest request, Buffer body) {
      JsonObject question = body.toJsonObject();
      expect(request.path().equals("/stream/v1/tts"), "path");
      expect(question.getString("appkey").equals("a-1") && question.getString("voice").equals("xiaoyun"), "project");
      expect(question.getString("format").equals("pcm") && question.getInteger("sample_rate") == 16_000, "sound");
      return question.getString("token").equals("t-" + tokens.get()) ? question.getString("text") : null;
    }
  }

  @Override
  protected TtsEngineProvider provider() {
    return new AliyunEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new Nls(vertx);
  }

  @Override
  protected JsonObject settings() {
    Nls here = (Nls) service;
    return new JsonObject().put("url", here.url("/stream/v1/tts")).put("tokenUrl", here.url("/token")).put("appKey", "a-1")
        .put("accessKeyId", "id-1").put("accessKeySecret", "s-1");
  }

  @Test
  void token_isAskedForOnce_whileItLasts() {
    say("hello").awaitEnd();
    say("hello").awaitEnd();

    assertThat(((Nls) service).tokens).hasValue(1);
  }

  @Test
  void tokenThatEndsWithinAMinute_isAskedForAgain() {
    ((Nls) service).tokenLastsS = 30;
    say("hello").awaitEnd();
    say("hello").awaitEnd();

    assertThat(((Nls) service).tokens).hasValue(2);
  }

  @Test
  void wrongKeyPair_isUnauthenticated() {
    assertThat(sayWith(common().put("accessKeySecret", "s-2"), "hello").awaitEnd().error())
        .isEqualTo(MeshError.UNAUTHENTICATED);
  }

  @Test
  void tokenServiceThatIsNotThere_isUnavailable() {
    assertThat(sayWith(common().put("tokenUrl", "http://127.0.0.1:1/token"), "hello").awaitEnd().error())
        .isEqualTo(MeshError.UNAVAILABLE);
  }
}
