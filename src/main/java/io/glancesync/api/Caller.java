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

  /** Whether the settings let this caller in. */
  boolean isAllowed(HttpSettings settings) {
    boolean hasRole = roles.stream().anyMatch(settings.roles()::contains);
    boolean isOfProject =
        settings.projects().isEmpty()
            || settings.projects().contains(projectId)
            || settings.projects().contains(project);
    return hasRole && isOfProject;
  }
}
