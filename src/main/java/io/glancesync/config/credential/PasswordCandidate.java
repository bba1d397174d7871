package io.glancesync.config.credential;

import io.glancesync.config.source.Ini;
import io.glancesync.config.source.Key;
import io.glancesync.region.RegionName;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A password credential of which parts may be missing. */
record PasswordCandidate(
    Optional<URI> authUrl,
    Optional<Identity> user,
    Optional<Secret> password,
    Optional<Identity> project) {
  private static final String WAYS =
      "as 'cloud = NAME' (an entry of clouds.yaml), as"
          + " 'credential = user,base64(password),keystone_url,tenant', or as the keys user,"
          + " password, keystone_url and tenant";
  private static final String WAYS_OF_MASTER =
      "; or in the environment: $OS_CLOUD, or $OS_AUTH_URL, $OS_USERNAME, $OS_PASSWORD and"
          + " $OS_PROJECT_NAME";

  /**
   * The credential, or what it lacks.
   *
   * @param file where the rest should stand
   */
  Login login(Ini file, String target) {
    var missing = missing();
    return missing.isEmpty()
        ? new Login.Known(new Password(authUrl.get(), user.get(), password.get(), project.get()))
        : new Login.Missing(reason(missing, file, target));
  }

  private List<String> missing() {
    var missing = new ArrayList<String>();
    user.or(() -> note(missing, Key.USER));
    password.or(() -> note(missing, Key.PASSWORD));
    authUrl.or(() -> note(missing, Key.KEYSTONE_URL));
    project.or(() -> note(missing, Key.TENANT));
    return missing;
  }

  private static <T> Optional<T> note(List<String> missing, Key key) {
    missing.add(key.text());
    return Optional.empty();
  }

  private static String reason(List<String> missing, Ini file, String target) {
    return "%s: there is no complete credential for the target '%s'; missing: %s. Give it %s %s%s"
            .formatted(
                file.exists() ? file.source() : "the environment",
                target,
                String.join(", ", missing),
                "in section [" + target + "]",
                WAYS,
                target.equals(RegionName.MASTER_TARGET) ? WAYS_OF_MASTER : "")
        + (file.exists() ? "" : ". Looked for a file at: " + file.source());
  }
}
