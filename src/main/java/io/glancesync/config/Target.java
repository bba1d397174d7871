package io.glancesync.config;

import static java.util.Objects.requireNonNull;

import io.glancesync.config.credential.Credential;
import io.glancesync.config.credential.Login;
import io.glancesync.config.credential.Tls;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.plan.Policy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A group of regions reached with one credential, and the rules for them (specification, section
 * 2).
 *
 * @param ignoreRegions names of regions, without the target's, that are left out when the target
 *     stands for all of its regions
 * @param listImagesTimeout for listing the images of one region
 * @param tenantId our project's id, only for {@code rehearse}
 * @param tenantName our project's name, only for {@code rehearse}; empty when the project is known
 *     by its id or not at all
 * @param interfaceName which of a region's endpoints are used: {@code public}, {@code internal} or
 *     {@code admin}
 */
public record Target(
    String name,
    Login login,
    Policy policy,
    Set<String> ignoreRegions,
    Duration listImagesTimeout,
    Optional<String> tenantId,
    Optional<String> tenantName,
    Tls tls,
    String interfaceName) {

  public Target {
    requireNonNull(name, "name");
    requireNonNull(login, "login");
    requireNonNull(policy, "policy");
    ignoreRegions = Set.copyOf(ignoreRegions);
    requireNonNull(listImagesTimeout, "listImagesTimeout");
    requireNonNull(tenantId, "tenantId");
    requireNonNull(tenantName, "tenantName");
    requireNonNull(tls, "tls");
    requireNonNull(interfaceName, "interfaceName");
  }

  /**
   * What signs in.
   *
   * @throws ConfigurationException when there is none, or not all of it; names the keys that are
   *     missing and the ways to give them
   */
  public Credential credential() {
    if (login instanceof Login.Known known) {
      return known.credential();
    }
    throw new ConfigurationException(((Login.Missing) login).reason());
  }
}
