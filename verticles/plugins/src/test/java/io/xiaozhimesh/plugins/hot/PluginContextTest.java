package io.xiaozhimesh.plugins.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.Phrase;
import io.xiaozhimesh.protocol.bus.PhrasesDeclared;
import io.xiaozhimesh.protocol.bus.PhrasesWanted;
import io.xiaozhimesh.protocol.bus.ToolPhrase;
import io.xiaozhimesh.protocol.bus.ToolPhrasesDeclared;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** What a plugin gets from the mesh. */
class PluginContextTest extends HotPluginsTestBase {

  @Test
  void settingsIdAndVersion_areThePluginsOwn() throws Exception {
    start(new JsonObject().put("settings", new JsonObject()
        .put("who", new JsonObject().put("name", "Ann").put("times", 3)).put("other", new JsonObject().put("x", 1))));

    deploy("who-1.2.3-rc.1.jar", jars.oneTool("who-1.2.3-rc.1.jar", "return now(ToolAnswer.say("
        + "context.pluginId() + context.version() + new TreeMap<>(context.settings())"
        + " + call.sessionId() + call.deviceId() + call.idempotencyKey()));"));

    assertThat(call("who", "{}", "k7").text()).isEqualTo("who1.2.3-rc.1{name=Ann, times=3}s1aa:bbk7");
  }

  @Test
  void http_answersOnAThreadOfThePlugin() throws Exception {
    HttpServer server = await(vertx.createHttpServer().requestHandler(request -> {
      if (request.path().equals("/big")) {
        request.response().end("x".repeat(PluginHttp.BODY_BYTES_MAX + 1));
      } else if (request.path().equals("/echo")) {
        request.body().onSuccess(body -> request.response().setStatusCode(201).putHeader("X-Kind", "echo")
            .end(request.method() + request.getHeader("X-In") + body));
      }
    }).listen(0, "127.0.0.1"));
    String base = "http://127.0.0.1:" + server.actualPort();
    start(new JsonObject());
    deploy("web-1.0.0.jar", jars.oneTool("web-1.0.0.jar", "return context.http(new HttpAsk(\"POST\","
        + " java.net.URI.create(call.text(\"url\", \"\")), Map.of(\"X-In\", \"in\"), \"body\", 500)).handle((a, e) ->"
        + " ToolAnswer.say(e != null ? \"error \" + e.getMessage() : a.status() + a.headers().get(\"x-kind\")"
        + " + a.body() + Thread.currentThread().getName().replaceAll(\"-.*\", \"\")));"));

    assertThat(ask(base + "/echo")).isEqualTo("201echoPOSTinbodyplugin");
    assertThat(ask(base + "/big")).isEqualTo("error the answer is longer than 1048576 bytes");
    assertThat(ask(base + "/never")).startsWith("error ");
    assertThat(ask("http://127.0.0.1:1/")).startsWith("error ");
  }

  @Test
  void stoppedPlugin_hasNoTimersAndNoContextAnyMore() throws Exception {
    start(new JsonObject());
    String members = "static final java.nio.file.Path OUT = java.nio.file.Path.of(\"%s\"); "
        .formatted(work.resolve("out").toString().replace('\\', '/'))
        + "@Override public CompletionStage<Void> stop() { var c = context; new Thread(() -> { try {"
        + " while (true) { Thread.sleep(10); c.pluginId(); c.settings(); } } catch (Exception e) { try {"
        + " java.nio.file.Files.writeString(OUT, e.toString()); } catch (java.io.IOException x) { } } }).start();"
        + " return CompletableFuture.completedFuture(null); }";
    deploy("tick-1.0.0.jar", jars.oneTool("tick-1.0.0.jar", members,
        "context.every(10, () -> context.count(\"tick\")); return now(ToolAnswer.silent());"));
    call("tick");
    until(() -> ticks() > 2);

    await(plugins.undeploy("tick"));

    until(() -> java.nio.file.Files.exists(work.resolve("out"))
        && java.nio.file.Files.size(work.resolve("out")) > 0);
    assertThat(java.nio.file.Files.readString(work.resolve("out")))
        .isEqualTo("java.lang.IllegalStateException: the plugin has been stopped");
    long ticks = ticks();
    await(vertx.timer(100));
    assertThat(ticks()).isEqualTo(ticks);
  }

  @Test
  void timersWithoutEnd_areRefusedBeyondTheirBound() throws Exception {
    start(new JsonObject());
    deploy("many-1.0.0.jar", jars.oneTool("many-1.0.0.jar", "int n = 0; try { while (true) {"
        + " context.after(60_000, () -> { }); n++; } } catch (IllegalStateException e) {"
        + " return now(ToolAnswer.say(n + \" \" + e.getMessage())); }"));

    assertThat(call("many").text()).isEqualTo("64 more than 64 timers at once");
  }

  @Test
  void phrases_areDeclaredWithTheToolThatTheyCallAndTakenBack() throws Exception {
    BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    await(stage.bus().subscribe(Addresses.PHRASES, PhrasesDeclared.class, heard::add).completion());
    await(stage.bus().subscribe(Addresses.PHRASES, ToolPhrasesDeclared.class, heard::add).completion());
    start(new JsonObject());
    PhrasesDeclared words = new PhrasesDeclared("plugin:lamp@n1", List.of(
        new Phrase("en-US", "lamp on"), new Phrase("zh-CN", "开灯")));
    ToolPhrasesDeclared calls = new ToolPhrasesDeclared("plugin:lamp@n1", List.of(
        new ToolPhrase("lamp", "en-US", "lamp on", "{\"on\":true}"), new ToolPhrase("lamp", "zh-CN", "开灯", "{}")));

    deploy("lamp-1.0.0.jar", jars.withTools("lamp-1.0.0.jar", "", "Tool.named(\"lamp\")"
        + ".phrase(\"en-US\", \"lamp on\", Map.of(\"on\", true)).phrase(\"zh-CN\", \"开灯\").does(c -> null)"));
    assertThat(heard.take()).isEqualTo(words);
    assertThat(heard.take()).isEqualTo(calls);

    stage.bus().publish(Addresses.PHRASES, new PhrasesWanted("asr"));
    assertThat(heard.take()).isEqualTo(words);
    assertThat(heard.take()).isEqualTo(calls);

    await(plugins.undeploy("lamp"));
    assertThat(heard.take()).isEqualTo(new PhrasesDeclared("plugin:lamp@n1", List.of()));
    assertThat(heard.take()).isEqualTo(new ToolPhrasesDeclared("plugin:lamp@n1", List.of()));
  }

  private String ask(String url) throws Exception {
    return call("web", new JsonObject().put("url", url).encode(), "").text();
  }

  private long ticks() {
    return metrics.counted("mesh.plugins.hot.events", "plugin", "tick", "event", "tick");
  }
}
