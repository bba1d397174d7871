package io.glancesync.api;

import java.time.Instant;
import java.util.Set;

/**
 * Who calls the API, as Keystone tells it of the caller's token.
 *
 * @param user the name
 * @param project the name; empty for a token without a project
 * @param projectId empty for a token without a project
 * @param expires when the token does
 */
public record Caller(
    String user, String project, String projectId, Set<String> roles, Instant expires) {
  public Caller {
    roles = Set.copyOf(roles);
  }

  /** Who has not said who it is. */
  static final Caller ANYBODY = new Caller("-", "", "", Set.of(), Instant.MAX);

  /**
   * Whether the settings let this caller in.
   *
   * @param isReading whether the caller only wants to look
   */
  boolean isAllowed(HttpSettings settings, boolean isReading) {
    boolean hasRole =
        roles.stream()
            .anyMatch(
                it ->
                    settings.roles().contains(it)
                        || isReading && settings.readRoles().contains(it));
    boolean isOfProject =
        settings.projects().isEmpty()
            || settings.projects().contains(projectId)
            || settings.projects().contains(project);
    return hasRole && isOfProject;
  }
}
