package io.xiaozhimesh.stage.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Each signature on the example that its service publishes. */
class SignaturesTest {

  /** https://cloud.tencent.com/document/api/213/30654; the asterisks there are the key with which it is computed. */
  @Test
  void tencent_publishedExample_isReproduced() {
    String stars = "*".repeat(32);
    Tc3Signature signature = new Tc3Signature("AKID" + stars, stars, "cvm", "cvm.tencentcloudapi.com");

    assertThat(signature.authorization("DescribeInstances",
        "{\"Limit\": 1, \"Filters\": [{\"Values\": [\"\\u672a\\u547d\\u540d\"], \"Name\": \"instance-name\"}]}",
        1_551_113_065))
        .isEqualTo("TC3-HMAC-SHA256 Credential=AKID" + stars + "/2019-02-25/cvm/tc3_request, "
            + "SignedHeaders=content-type;host;x-tc-action, "
            + "Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f");
  }

  /** https://help.aliyun.com/zh/isi/getting-started/use-http-or-https-to-obtain-an-access-token */
  @Test
  void aliyun_publishedExample_isReproduced() {
    AliyunSignature signature = new AliyunSignature("my_access_key_id", "my_access_key_secret");

    assertThat(signature.createTokenQuery("cn-shanghai", "b924c8c3-6d03-4c5d-ad36-d984d3116788",
        Instant.parse("2019-04-18T08:32:31.900Z").toEpochMilli()))
        .isEqualTo("Signature=hHq4yNsPitlfDJ2L0nQPdugdEzM%3D&AccessKeyId=my_access_key_id&Action=CreateToken&Format=JSON"
            + "&RegionId=cn-shanghai&SignatureMethod=HMAC-SHA1&SignatureNonce=b924c8c3-6d03-4c5d-ad36-d984d3116788"
            + "&SignatureVersion=1.0&Timestamp=2019-04-18T08%3A32%3A31Z&Version=2019-02-28");
  }

  /** https://www.xfyun.cn/doc/asr/voicedictation/API.html */
  @Test
  void xunfei_publishedExample_isReproduced() {
    XunfeiUrl url = new XunfeiUrl("keyxxxxxxxx8ee279348519exxxxxxxx", "secretxxxxxxxx2df7900c09xxxxxxxx");

    assertThat(url.signed("wss://iat-api.xfyun.cn/v2/iat", Instant.parse("2019-07-10T07:35:43Z").toEpochMilli()))
        .isEqualTo("wss://iat-api.xfyun.cn/v2/iat?authorization=YXBpX2tleT0ia2V5eHh4eHh4eHg4ZWUyNzkzNDg1MTlleHh4eHh4eHgi"
            + "LCBhbGdvcml0aG09ImhtYWMtc2hhMjU2IiwgaGVhZGVycz0iaG9zdCBkYXRlIHJlcXVlc3QtbGluZSIsIHNpZ25hdHVyZT0iSHAzVHk0"
            + "WmtTQm1MOGpLeU9McFFpdjlTcjVudm1lWUVIN1dzTC9aTzJKZz0i"
            + "&date=Wed%2C%2010%20Jul%202019%2007%3A35%3A43%20GMT&host=iat-api.xfyun.cn");
  }

  @Test
  void secrets_printed_neverShow() {
    assertThat(new Tc3Signature("id", "hush", "tts", "h").toString() + new AliyunSignature("id", "hush")
        + new XunfeiUrl("id", "hush")).doesNotContain("hush");
  }
}
