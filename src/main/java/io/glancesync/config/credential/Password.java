package io.glancesync.config.credential;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * A user's password, for a token of one project.
 *
 * @param authUrl Keystone's address, ending in {@code /v3}
 */
public record Password(URI authUrl, Identity user, Secret password, Identity project)
    implements Credential {
  public Password {
    requireNonNull(authUrl, "authUrl");
    requireNonNull(user, "user");
    requireNonNull(password, "password");
    requireNonNull(project, "project");
  }

  @Override
  public String shown() {
    return "user " + user.shown() + " of project " + project.shown();
  }
}
