package io.xiaozhimesh.tts.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.tts.RecordingSink;
import io.xiaozhimesh.tts.TtsEngineProvider;
import io.xiaozhimesh.tts.remote.HttpStandIn;
import io.xiaozhimesh.tts.remote.RemoteVoiceContract;
import io.xiaozhimesh.tts.remote.StandIn;
import java.io.StringReader;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class AzureEngineTest extends RemoteVoiceContract {

  /** https://learn.microsoft.com/azure/ai-services/speech-service/rest-text-to-speech */
  private static final class Azure extends HttpStandIn {

    final ConcurrentLinkedQueue<String> voices = new ConcurrentLinkedQueue<>();

    Azure(Vertx vertx) throws Exception {
      super(vertx);
    }

    @Override
    protected String type() {
      return "audio/basic";
    }

    @Override
    protected String read(HttpServerRequest request, Buffer body) {
      expect(request.path().equals("/cognitiveservices/v1"), "path");
      expect("application/ssml+xml".equals(request.getHeader("Content-Type")), "content type");
      expect("raw-24khz-16bit-mono-pcm".equals(request.getHeader("X-Microsoft-OutputFormat")), "format");
      expect(request.getHeader("User-Agent") != null, "user agent");
      if (!"k-1".equals(request.getHeader("Ocp-Apim-Subscription-Key"))) {
        return null;
      }
      try {
        Element speak = DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(new InputSource(new StringReader(body.toString()))).getDocumentElement();
        Element voice = (Element) speak.getElementsByTagName("voice").item(0);
        voices.add(voice.getAttribute("name"));
        expect(voice.getAttribute("name").startsWith(speak.getAttribute("xml:lang")), "locale");
        return speak.getTextContent();
      } catch (Exception e) {
        expect(false, "SSML: " + e);
        return "";
      }
    }
  }

  @Override
  protected TtsEngineProvider provider() {
    return new AzureEngineProvider();
  }

  @Override
  protected StandIn start() throws Exception {
    return new Azure(vertx);
  }

  @Override
  protected JsonObject settings() {
    return new JsonObject().put("url", ((Azure) service).url("/cognitiveservices/v1")).put("key", "k-1");
  }

  @Test
  void voice_isThatOfTheLanguage_unlessOneIsAskedFor() {
    say("hello").awaitEnd();
    RecordingSink wanted = new RecordingSink();
    engine.synthesise("hello", "en", "zh-CN-XiaoxiaoNeural", wanted);
    wanted.awaitEnd();

    assertThat(((Azure) service).voices).containsExactly("en-US-AvaNeural", "zh-CN-XiaoxiaoNeural");
  }

  @Test
  void wrongKey_isRefused() {
    assertThat(sayWith(common().put("key", "k-2"), "hello").awaitEnd().error().name()).isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void region_makesTheAddress() {
    OptionsReader in = new OptionsReader("x", new JsonObject().put("region", "eastasia").put("key", "k-1"));
    AzureOptions options = AzureOptions.from(in);

    assertThat(options.remote().url()).isEqualTo("https://eastasia.tts.speech.microsoft.com/cognitiveservices/v1");
    assertThat(options.toString()).doesNotContain("k-1");
  }
}
