package io.glancesync.config.credential;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.ConfigurationWarnings;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The names that all OpenStack clients use for the parts of a credential: {@code auth_url}, {@code
 * username} and so on in {@code clouds.yaml}, {@code OS_AUTH_URL} and so on in the environment.
 *
 * @param place the entry of a file, or the environment, for messages
 * @param lookup gives the value of a name such as {@code auth_url}
 * @param spelling makes of such a name what stands in this place
 */
record AuthValues(
    String place, Function<String, Optional<String>> lookup, UnaryOperator<String> spelling) {
  /** A place that says nothing. */
  static final AuthValues NOTHING =
      new AuthValues("", name -> Optional.empty(), UnaryOperator.identity());

  private static final Set<String> PASSWORD_TYPES = Set.of("password", "v3password");
  private static final String APPLICATION_TYPE = "v3applicationcredential";

  Optional<Identity> user() {
    return first("user_id")
        .<Identity>map(Identity.IdentityId::new)
        .or(() -> first("username", "user_name").map(name -> named(name, "user")));
  }

  Optional<Identity> project() {
    return first("project_id", "tenant_id")
        .<Identity>map(Identity.IdentityId::new)
        .or(() -> projectName().map(name -> named(name, "project")));
  }

  Optional<String> projectName() {
    return first("project_name", "tenant_name");
  }

  Optional<Secret> password() {
    return first("password").map(Secret::new);
  }

  /**
   * @throws ConfigurationException when there is something that is not an address
   */
  Optional<URI> authUrl(ConfigurationWarnings warnings) {
    return first("auth_url").map(text -> readUrl(text, warnings));
  }

  /**
   * Whether it is an application credential: if the type says so or, without a type, a secret.
   *
   * @throws ConfigurationException when the type is one that GlanceSync cannot use
   */
  boolean isApplicationCredential() {
    var type = first("auth_type");
    if (type.isEmpty()) {
      return first("application_credential_secret").isPresent() && password().isEmpty();
    }
    if (type.get().equals(APPLICATION_TYPE)) {
      return true;
    }
    if (PASSWORD_TYPES.contains(type.get())) {
      return false;
    }
    throw new ConfigurationException(
        "%s: %s is '%s', but GlanceSync can only use password, v3password and %s"
            .formatted(place, spelling.apply("auth_type"), type.get(), APPLICATION_TYPE));
  }

  /**
   * @throws ConfigurationException when a part is missing, or the type is another
   */
  Credential credential(ConfigurationWarnings warnings) {
    return isApplicationCredential()
        ? applicationCredential(warnings)
        : new Password(
            authUrl(warnings).orElseThrow(() -> missing("auth_url")),
            user().orElseThrow(() -> missing("username")),
            new Secret(require("password")),
            project().orElseThrow(() -> missing("project_name")));
  }

  private Credential applicationCredential(ConfigurationWarnings warnings) {
    var key =
        first("application_credential_id")
            .<ApplicationCredential.CredentialKey>map(
                ApplicationCredential.CredentialKey.CredentialId::new)
            .orElseGet(this::applicationCredentialName);
    return new ApplicationCredential(
        authUrl(warnings).orElseThrow(() -> missing("auth_url")),
        key,
        new Secret(require("application_credential_secret")));
  }

  private ApplicationCredential.CredentialKey applicationCredentialName() {
    var name =
        first("application_credential_name")
            .orElseThrow(() -> missing("application_credential_id"));
    return new ApplicationCredential.CredentialKey.CredentialName(
        name, user().orElseThrow(() -> missing("username")));
  }

  private Identity named(String name, String kind) {
    return new Identity.IdentityName(name, domain(kind));
  }

  private Domain domain(String of) {
    return Stream.of(of + "_domain", "domain", "default_domain")
        .flatMap(prefix -> domainNamed(prefix).stream())
        .findFirst()
        .orElse(Domain.DEFAULT);
  }

  private Optional<Domain> domainNamed(String prefix) {
    return first(prefix + "_id")
        .<Domain>map(Domain.DomainId::new)
        .or(() -> first(prefix + "_name").map(Domain.DomainName::new));
  }

  private URI readUrl(String text, ConfigurationWarnings warnings) {
    var where = spelling.apply("auth_url");
    var url =
        AuthUrl.of(text)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "%s: %s is not Keystone's address. %s"
                            .formatted(place, where, AuthUrl.advice(text))));
    if (url.wasV2()) {
      warnings.addKeystoneV2(place + ", " + where);
    }
    return url.uri();
  }

  private String require(String name) {
    return first(name).orElseThrow(() -> missing(name));
  }

  private ConfigurationException missing(String name) {
    return new ConfigurationException(
        "%s: %s is missing, without which nobody can sign in"
            .formatted(place, spelling.apply(name)));
  }

  private Optional<String> first(String... names) {
    return Stream.of(names).flatMap(name -> lookup.apply(name).stream()).findFirst();
  }
}
