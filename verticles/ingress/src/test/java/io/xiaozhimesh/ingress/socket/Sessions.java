package io.xiaozhimesh.ingress.socket;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Sessions that write down what they hear, for tests that wait on another thread. */
final class Sessions implements SessionAcceptor {

  /** One session. */
  final class Recorded implements SessionListener {

    final DeviceSocket socket;
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    final AtomicInteger writable = new AtomicInteger();

    Recorded(DeviceSocket socket) {
      this.socket = socket;
    }

    @Override
    public void onText(String text) {
      heard.add("text " + text);
      reaction.accept(this);
    }

    @Override
    public void onBinary(byte[] bytes) {
      heard.add("binary " + bytes.length);
    }

    @Override
    public void onWritable() {
      writable.incrementAndGet();
      reaction.accept(this);
    }

    @Override
    public void onClosed(String why) {
      heard.add("closed " + why);
    }

    String next() throws InterruptedException {
      String next = heard.poll(5, TimeUnit.SECONDS);
      return next == null ? "nothing in 5 s" : next;
    }
  }

  private final BlockingQueue<Recorded> opened = new LinkedBlockingQueue<>();
  private volatile Consumer<Recorded> reaction = session -> { };

  /** What every session does when it hears a text or can write again, on the event loop. */
  void react(Consumer<Recorded> reaction) {
    this.reaction = reaction;
  }

  @Override
  public SessionListener accept(DeviceSocket socket) {
    Recorded session = new Recorded(socket);
    opened.add(session);
    return session;
  }

  Recorded next() throws InterruptedException {
    return Objects.requireNonNull(opened.poll(5, TimeUnit.SECONDS), "no session in 5 s");
  }
}
