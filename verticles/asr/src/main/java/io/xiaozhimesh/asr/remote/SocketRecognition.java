package io.xiaozhimesh.asr.remote;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.xiaozhimesh.asr.AsrEngine;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.stage.resilience.ServiceStatus;
import java.net.URI;
import java.util.function.Consumer;

/**
 * One socket on which an utterance is heard. Audio that comes before the service takes it waits, which the longest
 * utterance bounds; it goes out in pieces of a fifth of a second, as the services advise.
 */
final class SocketRecognition extends RemoteRecognition implements Line {

  private static final int PIECE_BYTES = AsrEngine.SAMPLE_RATE_HZ / 5 * 2;

  private final WebSocketClient client;
  private final SocketService service;
  private final Consumer<String> interim;
  private SocketQuestion question;
  private Buffer audio = Buffer.buffer();
  private WebSocket socket;
  private boolean ready;
  private boolean told;
  private long quiet = -1;

  SocketRecognition(RemoteEngine engine, WebSocketClient client, SocketService service, String language,
      Consumer<String> interim) {
    super(engine, language);
    this.client = client;
    this.service = service;
    this.interim = interim;
  }

  @Override
  void connect() {
    service.question(language).onComplete(made -> context.runOnContext(v -> {
      if (made.failed()) {
        fail(MeshException.of(made.cause()));
      } else if (!isOver()) {
        question = made.result();
        guarded(this::call);
      }
    }));
  }

  @Override
  void take(byte[] pcm) {
    audio.appendBytes(pcm);
    pass();
  }

  @Override
  void end() {
    pass();
  }

  @Override
  void disconnect() {
    engine.context.vertx().cancelTimer(quiet);
    audio = Buffer.buffer();
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
  public void ready() {
    ready = true;
    pass();
  }

  @Override
  public boolean ended() {
    return told;
  }

  @Override
  public void interim(String text) {
    String clean = Words.of(text).cleaned().text();
    if (!isOver() && !clean.isEmpty()) {
      interim.accept(clean);
    }
  }

  @Override
  public void done(String text) {
    complete(Words.of(text));
  }

  @Override
  public void doneUnlessMore(String text, int withinMs) {
    engine.context.vertx().cancelTimer(quiet);
    quiet = engine.context.vertx().setTimer(withinMs, id -> done(text));
  }

  private void pass() {
    if (!ready || told) {
      return;
    }
    int at = 0;
    for (; audio.length() - at >= PIECE_BYTES; at += PIECE_BYTES) {
      question.talk().audio(audio.getBytes(at, at + PIECE_BYTES), this);
    }
    audio = audio.getBuffer(at, audio.length());
    if (hasEnded()) {
      told = true;
      question.talk().end(audio.getBytes(), this);
      audio = Buffer.buffer();
    }
  }

  private void call() {
    client.connect(target()).onComplete(made -> {
      if (made.failed()) {
        fail(refused(made.cause()));
        return;
      }
      socket = made.result();
      if (isOver()) {
        disconnect();
        return;
      }
      talk();
    });
  }

  private void talk() {
    socket.exceptionHandler(this::brokenOff);
    socket.closeHandler(v -> brokenOff(null));
    socket.textMessageHandler(message -> heard(() -> question.talk().text(message, this)));
    socket.binaryMessageHandler(message -> heard(() -> question.talk().binary(message.getBytes(), this)));
    guarded(() -> question.talk().opened(this));
  }

  private void heard(Runnable reading) {
    if (!isOver()) {
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
        .setTimeout(engine.options.connectMs());
    question.headers().forEach(target::putHeader);
    question.subProtocols().forEach(target::addSubProtocol);
    return target;
  }

  private MeshException refused(Throwable cause) {
    return cause instanceof UpgradeRejectedException rejected
        ? ServiceStatus.failure("the service", rejected.getStatus(), rejected.getHeaders().get("Retry-After"),
            engine.context.clock().unixMs())
        : new MeshException(MeshError.UNAVAILABLE, "the service cannot be reached", cause);
  }
}
