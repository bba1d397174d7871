package io.glancesync.openstack;

import static java.util.Objects.requireNonNull;

import io.glancesync.config.Secret;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What signing in to a Keystone gave us.
 *
 * @param projectId the project that the token is for
 * @param holder whose token it is
 * @param glances the image endpoint of each region, ending in {@code /v2}
 */
public record Session(
    Secret token,
    Instant expiresAt,
    String projectId,
    Holder holder,
    SortedMap<String, String> glances) {
  public Session {
    requireNonNull(token, "token");
    requireNonNull(expiresAt, "expiresAt");
    requireNonNull(projectId, "projectId");
    requireNonNull(holder, "holder");
    glances = Collections.unmodifiableSortedMap(new TreeMap<>(glances));
  }
}
