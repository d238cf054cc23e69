package io.xiaozhimesh.bridge;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.protocol.worker.WorkerControl;
import io.xiaozhimesh.protocol.worker.WorkerControl.Hello;
import io.xiaozhimesh.protocol.worker.WorkerFrame;
import io.xiaozhimesh.protocol.worker.WorkerProtocol;
import io.xiaozhimesh.protocol.worker.WorkerText;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A worker in the test's hands, over a real socket. Answers pings by itself unless told to be silent. */
final class ScriptedWorker {

  static final String TOKEN = "sesame";
  private static final int TIMEOUT_S = 10;

  /** A client that nobody holds is closed by the garbage collector. */
  private final WebSocketClient client;
  private final WebSocket socket;
  private final BlockingQueue<WorkerText> texts = new LinkedBlockingQueue<>();
  private final BlockingQueue<WorkerFrame> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private volatile boolean silent;

  private ScriptedWorker(WebSocketClient client, WebSocket socket) {
    this.client = client;
    this.socket = socket;
    socket.textMessageHandler(text -> received(WorkerText.parse(text)));
    socket.binaryMessageHandler(bytes -> frames.add(WorkerFrame.read(bytes)));
    socket.closeHandler(v -> closed.complete(socket.closeStatusCode() == null ? 0 : (int) socket.closeStatusCode()));
  }

  static WebSocketConnectOptions address(int port) {
    return new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI(WorkerProtocol.PATH)
        .addSubProtocol(WorkerProtocol.SUB_PROTOCOL).addHeader("Authorization", "Bearer " + TOKEN);
  }

  static ScriptedWorker connect(Vertx vertx, int port) throws Exception {
    return connect(vertx, address(port), new WebSocketClientOptions());
  }

  static ScriptedWorker connect(Vertx vertx, WebSocketConnectOptions to, WebSocketClientOptions options)
      throws Exception {
    CompletableFuture<ScriptedWorker> connected = new CompletableFuture<>();
    WebSocketClient client =
        vertx.createWebSocketClient(options.setMaxFrameSize(2_000_000).setMaxMessageSize(2_000_000));
    ClientWebSocket socket = client.webSocket();
    socket.handler(b -> { });
    socket.connect(to).map(open -> new ScriptedWorker(client, open)).onSuccess(connected::complete)
        .onFailure(connected::completeExceptionally);
    return connected.get(TIMEOUT_S, TimeUnit.SECONDS);
  }

  /** Says hello and waits for the welcome. */
  WorkerControl.Welcome join(String role, int capacity, ToolSpec... tools) throws Exception {
    tell(hello(role, "scripted-" + role, capacity, tools));
    return (WorkerControl.Welcome) control("welcome");
  }

  static Hello hello(String role, String name, int capacity, ToolSpec... tools) {
    return new Hello(role, name, "1", capacity, false, List.of(tools));
  }

  void tell(WorkerControl control) {
    socket.writeTextMessage(WorkerText.of(control).toString());
  }

  void tell(BusMessage message) {
    socket.writeTextMessage(WorkerText.of(message).toString());
  }

  void tell(WorkerFrame frame) {
    socket.writeBinaryMessage(frame.toBuffer());
  }

  void answer(WorkerText request, BusMessage answer) {
    socket.writeTextMessage(WorkerText.of(answer).asAnswer(request.id()).toString());
  }

  void refuse(WorkerText request, WorkerControl.Error error) {
    socket.writeTextMessage(WorkerText.of(error).asAnswer(request.id()).toString());
  }

  WebSocket socket() {
    return socket;
  }

  /** Ends the connection from this side, read or not. */
  void hangUp() {
    client.close();
  }

  /** Does not answer pings any more. */
  void beSilent() {
    silent = true;
  }

  /** The next message of the mesh, which is of this type. */
  <T extends BusMessage> T next(Class<T> type) throws Exception {
    return type.cast(nextText().message());
  }

  /** The next text that is no ping. */
  WorkerText nextText() throws Exception {
    WorkerText text = texts.poll(TIMEOUT_S, TimeUnit.SECONDS);
    if (text == null) {
      throw new AssertionError("the bridge said nothing");
    }
    return text;
  }

  WorkerFrame nextFrame() throws Exception {
    WorkerFrame frame = frames.poll(TIMEOUT_S, TimeUnit.SECONDS);
    if (frame == null) {
      throw new AssertionError("the bridge sent no frame");
    }
    return frame;
  }

  WorkerControl control(String type) throws Exception {
    WorkerControl control = nextText().control();
    if (!control.type().equals(type)) {
      throw new AssertionError("not " + type + " but " + control);
    }
    return control;
  }

  /** The code with which the connection ends. */
  int closeCode() throws Exception {
    return closed.get(TIMEOUT_S, TimeUnit.SECONDS);
  }

  private void received(WorkerText text) {
    boolean ping = text.isControl() && text.control() instanceof WorkerControl.Ping;
    if (!ping) {
      texts.add(text);
    } else if (!silent) {
      tell(new WorkerControl.Alive(((WorkerControl.Ping) text.control()).atMs(), 0));
    }
  }
}
