package io.xiaozhimesh.tts.edge;

import io.vertx.core.Future;
import io.xiaozhimesh.stage.MeshClock;
import io.xiaozhimesh.tts.remote.Mp3Decoder;
import io.xiaozhimesh.tts.remote.Sentence;
import io.xiaozhimesh.tts.remote.SocketQuestion;
import io.xiaozhimesh.tts.remote.SocketService;
import io.xiaozhimesh.tts.remote.Ssml;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The handshake of the service that reads pages aloud, as https://github.com/rany2/edge-tts describes it by example:
 * Microsoft does not document it. It offers no PCM
 * (https://github.com/rany2/edge-tts/issues/392), so MP3 is asked for and decoded here.
 */
final class EdgeService implements SocketService {

  private static final String ORIGIN = "chrome-extension://jdiccldimpdaibmpdkjnbmckianbfold";

  private final EdgeOptions options;
  private final MeshClock clock;

  EdgeService(EdgeOptions options, MeshClock clock) {
    this.options = options;
    this.clock = clock;
  }

  @Override
  public Future<SocketQuestion> question(Sentence sentence) {
    String url = options.remote().url() + "?TrustedClientToken=" + EdgeToken.BROWSER
        + "&Sec-MS-GEC=" + EdgeToken.at(clock.unixMs())
        + "&Sec-MS-GEC-Version=1-" + options.browserVersion()
        + "&ConnectionId=" + id();
    String voice = options.remote().voice(sentence.voice(), sentence.language());
    String ssml = Ssml.document(sentence.text(), voice, options.rate(), options.volume(), options.pitch());
    return Future.succeededFuture(
        new SocketQuestion(url, headers(), new EdgeTalk(id(), clock.unixMs(), ssml), new Mp3Decoder()));
  }

  private Map<String, String> headers() {
    String major = options.browserVersion().split("\\.", 2)[0];
    return Map.of(
        "Origin", ORIGIN,
        "Pragma", "no-cache",
        "Cache-Control", "no-cache",
        "Accept-Language", "en-US,en;q=0.9",
        "Cookie", "muid=" + id().toUpperCase(Locale.ROOT) + ';',
        "User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/" + major
            + ".0.0.0 Safari/537.36 Edg/" + major + ".0.0.0");
  }

  private static String id() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
