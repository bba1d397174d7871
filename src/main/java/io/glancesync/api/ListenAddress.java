package io.glancesync.api;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An address that a server listens on.
 *
 * @param host a name or an address of this host
 * @param port 1 to 65535
 */
public record ListenAddress(String host, int port) {
  /** Whether only this host can reach it. */
  public boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** As in a URL, such as {@code 127.0.0.1:8080}. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
