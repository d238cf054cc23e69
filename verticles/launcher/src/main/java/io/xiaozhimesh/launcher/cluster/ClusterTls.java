package io.xiaozhimesh.launcher.cluster;

import io.xiaozhimesh.stage.OptionsReader;

/**
 * TLS of the event bus, in both directions: every node shows a certificate of the cluster's authority. That signature is
 * what counts: the bus of Vert.x 5.0 does not compare host names, so the authority must be one that signs nodes of this
 * cluster only. The membership protocol has no TLS; it belongs on a private network.
 *
 * @param enabled whether the bus is encrypted
 * @param keyFile PEM with this node's private key (PKCS#8)
 * @param certFile PEM with its certificate chain
 * @param caFile PEM with the authorities whose nodes are trusted
 */
public record ClusterTls(boolean enabled, String keyFile, String certFile, String caFile) {

  /** Checks that nothing is missing. */
  public ClusterTls {
    if (enabled && (keyFile.isEmpty() || certFile.isEmpty() || caFile.isEmpty())) {
      throw new IllegalArgumentException("cluster.tls.enabled is true, should have keyFile, certFile and caFile too");
    }
  }

  static ClusterTls from(OptionsReader in) {
    return new ClusterTls(
        in.flag("enabled", false), in.text("keyFile", ""), in.text("certFile", ""), in.text("caFile", ""));
  }
}
