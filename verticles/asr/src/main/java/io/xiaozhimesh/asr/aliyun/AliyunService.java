package io.xiaozhimesh.asr.aliyun;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.asr.remote.HttpQuestion;
import io.xiaozhimesh.asr.remote.HttpService;
import io.xiaozhimesh.asr.remote.Words;

/** Sound in, JSON out (https://help.aliyun.com/zh/isi/developer-reference/restful-api-2). */
final class AliyunService implements HttpService {

  private final AliyunOptions options;
  private final NlsTokens tokens;

  AliyunService(AliyunOptions options, NlsTokens tokens) {
    this.options = options;
    this.tokens = tokens;
  }

  @Override
  public Future<HttpQuestion> question(byte[] pcm, String language) {
    QueryStringEncoder address = new QueryStringEncoder(options.remote().url());
    address.addParam("appkey", options.appKey());
    address.addParam("format", "pcm");
    address.addParam("sample_rate", String.valueOf(AsrEngine.SAMPLE_RATE_HZ));
    address.addParam("enable_punctuation_prediction", String.valueOf(options.punctuation()));
    address.addParam("enable_inverse_text_normalization", String.valueOf(options.numbers()));
    return tokens.token().map(token -> new HttpQuestion(new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(address.toString())
        .putHeader("X-NLS-Token", token)
        .putHeader("Content-Type", "application/octet-stream"), Buffer.buffer(pcm)));
  }

  @Override
  public Words read(JsonObject answer) {
    NlsCode.check(answer.getInteger("status"));
    return Words.of(answer.getString("result", ""));
  }

  @Override
  public void close() {
    tokens.close();
  }
}
