package io.glancesync.config;

import java.util.Optional;

/**
 * How a target is reached, as far as its credential's place says.
 *
 * @param tenantName our project's name
 * @param regionName the region that the place names, for want of a {@code master_region}
 * @param interfaceName which of a region's endpoints are used
 */
record Access(
    Login login,
    Optional<String> tenantName,
    Optional<String> regionName,
    Tls tls,
    Optional<String> interfaceName) {

  /** No way in; everything else as usual. */
  static Access missing(String reason) {
    return of(new Login.Missing(reason), Optional.empty());
  }

  static Access of(Login login, Optional<String> tenantName) {
    return new Access(login, tenantName, Optional.empty(), Tls.STANDARD, Optional.empty());
  }

  Access with(Tls otherTls, Optional<String> otherInterfaceName) {
    return new Access(login, tenantName, regionName, otherTls, otherInterfaceName);
  }
}
