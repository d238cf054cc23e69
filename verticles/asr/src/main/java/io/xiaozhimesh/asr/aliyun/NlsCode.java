package io.xiaozhimesh.asr.aliyun;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;

/** The service's own codes (https://help.aliyun.com/zh/isi/developer-reference/websocket-protocol-description). Pure. */
final class NlsCode {

  static final int SUCCESS = 20_000_000;
  private static final int UNAUTHENTICATED = 40_000_001;
  private static final int IDLE = 40_000_004;
  private static final int TOO_MANY = 40_000_005;

  private NlsCode() {
  }

  /** @throws MeshException for anything but success */
  static void check(int code) {
    if (code == SUCCESS) {
      return;
    }
    MeshError error = switch (code) {
      case UNAUTHENTICATED -> MeshError.UNAUTHENTICATED;
      case IDLE -> MeshError.TIMEOUT;
      case TOO_MANY -> MeshError.OVERLOADED;
      default -> code / 10_000_000 == 4 ? MeshError.BAD_REQUEST : MeshError.PROVIDER_FAILED;
    };
    throw new MeshException(error, "the service answered with code " + code);
  }
}
