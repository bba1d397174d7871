package io.glancesync.openstack;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Whose a token is, as Keystone tells.
 *
 * @param user the user's name
 * @param project the project's name
 * @param roles the names of the user's roles in the project
 * @param issuedAt by Keystone's clock, to the second; empty when it does not tell
 */
public record TokenOwner(
    String user, String project, Set<String> roles, Optional<Instant> issuedAt) {
  public TokenOwner {
    requireNonNull(user, "user");
    requireNonNull(project, "project");
    roles = Set.copyOf(roles);
    requireNonNull(issuedAt, "issuedAt");
  }
}
