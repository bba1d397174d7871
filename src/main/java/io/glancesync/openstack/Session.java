package io.glancesync.openstack;

import static java.util.Objects.requireNonNull;

import io.glancesync.config.credential.Secret;
import java.time.Instant;

/**
 * What signing in to a Keystone gave us.
 *
 * @param projectId the project that the token is for
 * @param owner whose token it is
 * @param catalog where the regions' images are
 */
public record Session(
    Secret token, Instant expiresAt, String projectId, TokenOwner owner, Catalog catalog) {
  public Session {
    requireNonNull(token, "token");
    requireNonNull(expiresAt, "expiresAt");
    requireNonNull(projectId, "projectId");
    requireNonNull(owner, "holder");
    requireNonNull(catalog, "catalog");
  }
}
