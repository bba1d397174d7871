package io.glancesync.config.credential;

import java.util.Optional;

/**
 * How a target is reached, as far as its credential's place says.
 *
 * @param tenantName our project's name
 * @param regionName the region that the place names, for want of a {@code master_region}
 * @param interfaceName which of a region's endpoints are used
 */
public record ConnectionSettings(
    Login login,
    Optional<String> tenantName,
    Optional<String> regionName,
    Tls tls,
    Optional<String> interfaceName) {

  /** No way in; everything else as usual. */
  static ConnectionSettings missing(String reason) {
    return of(new Login.Missing(reason), Optional.empty());
  }

  static ConnectionSettings of(Login login, Optional<String> tenantName) {
    return new ConnectionSettings(
        login, tenantName, Optional.empty(), Tls.STANDARD, Optional.empty());
  }

  ConnectionSettings with(Tls otherTls, Optional<String> otherInterfaceName) {
    return new ConnectionSettings(login, tenantName, regionName, otherTls, otherInterfaceName);
  }
}
