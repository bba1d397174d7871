package io.glancesync.cli.remote;

import io.glancesync.config.credential.ConnectionSettings;
import io.glancesync.config.credential.Credential;
import io.glancesync.config.credential.CredentialResolver;
import io.glancesync.config.credential.Login;
import io.glancesync.config.credential.Secret;
import io.glancesync.config.credential.Tls;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.ConfigurationWarnings;
import io.glancesync.config.source.EffectiveSettings;
import io.glancesync.config.source.Environment;
import io.glancesync.config.source.Ini;
import io.glancesync.region.RegionName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where an operator's token comes from: {@code OS_TOKEN}, or else a credential of the {@code OS_*}
 * variables or of {@code clouds.yaml}, as those of the target {@code master}.
 *
 * @param given a token that was given as such
 * @param login a credential, or what it lacks
 * @param tls how the certificates of Keystone and of the service are checked
 * @param warnings what the author of those places should know
 */
record OperatorToken(
    Environment environment, Optional<Secret> given, Login login, Tls tls, List<String> warnings) {
  private static final String TOKEN = "OS_TOKEN";
  private static final Pattern CHARACTERS = Pattern.compile("[\\x21-\\x7e]{1,8192}");
  private static final Pattern PARTS =
      Pattern.compile("OS_(AUTH|USER|PASSWORD|PROJECT|TENANT|APPLICATION|DOMAIN|DEFAULT)[A-Z_]*");
  private static final String REMEDY =
      "set $OS_TOKEN, or $OS_CLOUD, or $OS_AUTH_URL, $OS_USERNAME, $OS_PASSWORD and $OS_PROJECT_NAME";

  /**
   * What the environment says.
   *
   * @throws ConfigurationException when {@code OS_TOKEN} cannot be a token
   */
  static OperatorToken of(Environment environment) {
    Optional<Secret> given = environment.variable(TOKEN).map(String::strip).map(Secret::new);
    if (given.filter(it -> !CHARACTERS.matcher(it.reveal()).matches()).isPresent()) {
      throw new ConfigurationException(
          "$OS_TOKEN is not a token: it is too long, or has blanks or other characters that none has",
          "set it to what openstack token issue -f value -c id prints");
    }
    var warnings = new ConfigurationWarnings();
    Ini nothing = Ini.missing("");
    ConnectionSettings found =
        new CredentialResolver(new EffectiveSettings(nothing, nothing), environment, warnings)
            .find(RegionName.MASTER_TARGET);
    Optional<Path> cacert = environment.variable("OS_CACERT").map(environment::path);
    return new OperatorToken(
        environment,
        given,
        found.login(),
        new Tls(cacert.or(found.tls()::cacert), found.tls().insecure()),
        warnings.all());
  }

  /**
   * What signs in where no token was given.
   *
   * @throws ConfigurationException when there is none; says what is missing
   */
  Credential credential() {
    if (login instanceof Login.Known known) {
      return known.credential();
    }
    List<String> missing = missing();
    throw new ConfigurationException(
        "The service asks for a token, and none can be had: "
            + (missing.isEmpty()
                ? ((Login.Missing) login).reason()
                : missing.stream()
                    .collect(
                        Collectors.joining(
                            ", ", "", missing.size() == 1 ? " is not set" : " are not set"))),
        REMEDY);
  }

  /** The variables that a password needs and that are not set; none if another way was chosen. */
  private List<String> missing() {
    var missing = new ArrayList<String>();
    if (environment.variable("OS_CLOUD").isPresent()
        || environment.variable("OS_AUTH_TYPE").isPresent()
        || environment.variable("OS_APPLICATION_CREDENTIAL_SECRET").isPresent()) {
      return missing;
    }
    note(missing, "OS_AUTH_URL");
    note(missing, "OS_USERNAME", "OS_USER_ID", "OS_USER_NAME");
    note(missing, "OS_PASSWORD");
    note(missing, "OS_PROJECT_NAME", "OS_PROJECT_ID", "OS_TENANT_NAME", "OS_TENANT_ID");
    return missing;
  }

  private void note(List<String> missing, String name, String... others) {
    boolean isSet =
        environment.variable(name).isPresent()
            || List.of(others).stream().anyMatch(it -> environment.variable(it).isPresent());
    if (!isSet) {
      missing.add("$" + name);
    }
  }

  /** The names of the variables that were used, for a message; never what is in them. */
  String variables() {
    if (given.isPresent()) {
      return "$" + TOKEN;
    }
    if (environment.variable("OS_CLOUD").isPresent()) {
      return "$OS_CLOUD and clouds.yaml";
    }
    return new TreeSet<>(environment.environment().keySet())
        .stream()
            .filter(it -> PARTS.matcher(it).matches())
            .map(it -> "$" + it)
            .collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return "OperatorToken[" + variables() + "]";
  }
}
