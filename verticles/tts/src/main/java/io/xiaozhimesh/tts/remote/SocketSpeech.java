package io.xiaozhimesh.tts.remote;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.resilience.ServiceStatus;
import io.xiaozhimesh.tts.EngineContext;
import io.xiaozhimesh.tts.SpeechSink;
import java.net.URI;

/** One socket on which a sentence is spoken. */
final class SocketSpeech extends RemoteSpeech implements Line {

  private final WebSocketClient client;
  private final SocketQuestion question;
  private final Waits waits;
  private WebSocket socket;

  SocketSpeech(EngineContext engine, Waits waits, WebSocketClient client, SocketQuestion question, SpeechSink sink) {
    super(engine, waits, question.decoder(), sink);
    this.client = client;
    this.question = question;
    this.waits = waits;
  }

  @Override
  void connect() {
    client.connect(target()).onComplete(made -> {
      if (made.succeeded()) {
        talk(made.result());
      } else {
        fail(refused(made.cause()));
      }
    });
  }

  @Override
  void disconnect() {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  @Override
  public void send(String message) {
    socket.writeTextMessage(message);
  }

  @Override
  public void send(byte[] message) {
    socket.writeBinaryMessage(Buffer.buffer(message));
  }

  @Override
  public void done() {
    finish();
  }

  private void talk(WebSocket opened) {
    socket = opened;
    if (isOver()) {
      disconnect();
      return;
    }
    opened.exceptionHandler(e -> fail(brokenOff(e)));
    opened.closeHandler(v -> fail(brokenOff(null)));
    opened.textMessageHandler(message -> heard(() -> question.talk().text(message, this)));
    opened.binaryMessageHandler(message -> heard(() -> question.talk().binary(message.getBytes(), this)));
    guarded(() -> question.talk().opened(this));
  }

  private void heard(Runnable reading) {
    if (!isOver()) {
      if (hasSounded()) {
        alive();
      }
      guarded(reading);
    }
  }

  private WebSocketConnectOptions target() {
    URI uri = URI.create(question.url());
    boolean ssl = uri.getScheme().equals("wss") || uri.getScheme().equals("https");
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    WebSocketConnectOptions target = new WebSocketConnectOptions()
        .setHost(uri.getHost()).setPort(uri.getPort() > 0 ? uri.getPort() : ssl ? 443 : 80).setSsl(ssl)
        .setURI(uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery())
        .setTimeout(waits.connectMs());
    question.headers().forEach(target::putHeader);
    return target;
  }

  private MeshException refused(Throwable cause) {
    return cause instanceof UpgradeRejectedException rejected
        ? ServiceStatus.failure("the service", rejected.getStatus(), rejected.getHeaders().get("Retry-After"),
            engine.clock().unixMs())
        : new MeshException(MeshError.UNAVAILABLE, "the service cannot be reached", cause);
  }

  private static MeshException brokenOff(Throwable cause) {
    return new MeshException(MeshError.PROVIDER_FAILED, "the service broke off", cause);
  }
}
