package io.xiaozhimesh.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.xiaozhimesh.bench.device.DeviceIdentity;
import io.xiaozhimesh.bench.device.DeviceListener;
import io.xiaozhimesh.bench.device.DeviceNetwork;
import io.xiaozhimesh.bench.device.DeviceOptions;
import io.xiaozhimesh.bench.device.DeviceTurn;
import io.xiaozhimesh.bench.device.OtaClient;
import io.xiaozhimesh.bench.device.ScriptedDevice;
import io.xiaozhimesh.bench.device.SpeechClip;
import io.xiaozhimesh.bench.device.firmware.DeviceBoard;
import io.xiaozhimesh.bench.load.engines.ScriptedAsrEngineProvider;
import io.xiaozhimesh.launcher.Waiting;
import java.util.function.Supplier;

/**
 * A device in conversation that boots again when its channel is closed. A question that falls into a boot is asked when the
 * device is connected again, as a speaker would who waits for the tone. Thread-safe.
 */
final class RollingDevice {

  private static final long RETRY_MS = 200;

  private final Vertx clients;
  private final DeviceNetwork network;
  private final OtaClient ota;
  private final Supplier<String> otaUrl;
  private final DeviceIdentity identity;
  private final SpeechClip question;
  private final RollingLoad load;
  private final Promise<Void> everConnected = Promise.promise();
  private ScriptedDevice device;
  private int connections;
  private boolean expecting;
  private boolean postponed;
  private boolean closed;

  RollingDevice(Vertx clients, DeviceNetwork network, OtaClient ota, Supplier<String> otaUrl, int n, SpeechClip question,
      RollingLoad load) {
    this.clients = clients;
    this.network = network;
    this.ota = ota;
    this.otaUrl = otaUrl;
    this.identity = DeviceIdentity.numbered(n + 1);
    this.question = question;
    this.load = load;
  }

  /** Boots and connects, and tries again until it can. */
  synchronized void connect() {
    if (closed) {
      return;
    }
    int connection = ++connections;
    ota.boot(otaUrl.get(), identity)
        .compose(config -> {
          ScriptedDevice next =
              network.device(config.withOptions(DeviceOptions.LOAD), new DeviceBoard(), listener(connection));
          return next.connect().map(next);
        })
        .onSuccess(next -> connected(connection, next))
        .onFailure(failure -> again(connection));
  }

  void awaitConnection() {
    Waiting.on(everConnected.future());
  }

  private synchronized void connected(int connection, ScriptedDevice next) {
    if (connection != connections || closed) {
      next.close();
      return;
    }
    device = next;
    everConnected.tryComplete();
    if (postponed) {
      postponed = false;
      device.say(question);
    }
  }

  private synchronized void again(int connection) {
    if (connection == connections) {
      clients.setTimer(RETRY_MS, fired -> connect());
    }
  }

  /** Asks, whatever became of the question before. */
  synchronized void ask() {
    end();
    load.asked();
    expecting = true;
    if (device == null) {
      postponed = true;
    } else {
      device.say(question);
    }
  }

  /** What has not been answered by now has failed. */
  synchronized void end() {
    if (expecting) {
      fail(postponed ? "not connected" : "no answer");
      postponed = false;
    }
  }

  synchronized Future<Void> close() {
    closed = true;
    return device == null ? Future.succeededFuture() : device.close();
  }

  private synchronized void turnEnded(int connection, DeviceTurn turn) {
    if (connection != connections || !expecting) {
      return;
    }
    if (turn.completed() && turn.transcript().equals(ScriptedAsrEngineProvider.DEFAULT_TEXT)) {
      expecting = false;
      load.answered(turn.timing().firstAudioMs());
    } else {
      fail(turn.completed() ? "another answer" : "broken off");
    }
  }

  private synchronized void channelClosed(int connection) {
    if (connection != connections || closed) {
      return;
    }
    device = null;
    if (expecting && !postponed) {
      fail("channel closed");
    }
    load.reconnected();
    connect();
  }

  private void fail(String why) {
    expecting = false;
    load.failed(why);
  }

  private DeviceListener listener(int connection) {
    return new DeviceListener() {
      @Override
      public void turnEnded(DeviceTurn turn) {
        RollingDevice.this.turnEnded(connection, turn);
      }

      @Override
      public void closed(int code) {
        channelClosed(connection);
      }
    };
  }
}
