package io.xiaozhimesh.ingress.socket;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Addresses that no router of the internet forwards: loopback, link-local, the private ranges of RFC 1918 and the unique
 * local ones of RFC 4193.
 */
final class PrivateNetworks {

  private static final int UNIQUE_LOCAL_MASK = 0xfe;
  private static final int UNIQUE_LOCAL = 0xfc;

  private PrivateNetworks() {
  }

  /** Whether a numeric address is one of them; never looks a name up. */
  static boolean contain(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null) {
      return false;
    }
    try {
      InetAddress known = InetAddress.getByAddress(bytes);
      boolean uniqueLocal = bytes.length == 16 && (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
      return known.isLoopbackAddress() || known.isSiteLocalAddress() || known.isLinkLocalAddress() || uniqueLocal;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
