package io.xiaozhimesh.ingress.socket.rfc6455;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes down what a reader delivers. */
final class Heard implements MessageReader.MessageSink {

  final List<String> log = new ArrayList<>();

  @Override
  public void onText(String text) {
    log.add("text " + text);
  }

  @Override
  public void onBinary(byte[] bytes) {
    log.add("binary " + HexFormat.of().formatHex(bytes));
  }

  @Override
  public void onPing(byte[] bytes) {
    log.add("ping " + HexFormat.of().formatHex(bytes));
  }

  @Override
  public void onOverhead() {
    log.add("overhead");
  }

  @Override
  public void onClose(int code) {
    log.add("close " + code);
  }
}
