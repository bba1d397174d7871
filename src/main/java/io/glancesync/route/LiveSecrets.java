package io.glancesync.route;

import io.glancesync.config.Configuration;
import io.glancesync.config.credential.ApplicationCredential;
import io.glancesync.config.credential.Credential;
import io.glancesync.config.credential.Login;
import io.glancesync.config.credential.Password;
import io.glancesync.config.credential.Secret;
import io.glancesync.openstack.TokenCache;
import io.glancesync.text.Redaction;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hides the secrets that are in use from texts that may repeat one: the error of a server or a
 * proxy, or the log line of a library.
 */
public final class LiveSecrets {
  /** The minimum length of a secret in a webhook's address; a shorter part may be a normal word. */
  private static final int SECRET_SEGMENT = 16;

  private final Supplier<Configuration> configuration;
  private final TokenCache tokenCache;
  private final Set<String> addresses = ConcurrentHashMap.newKeySet();
  private volatile Supplier<Stream<Secret>> tokensOfCallers = Stream::empty;
  private volatile KnownSecrets known = new KnownSecrets(Set.of(), Redaction.OF_PLACES);

  private record KnownSecrets(Set<String> secrets, Redaction redaction) {}

  public LiveSecrets(Supplier<Configuration> configuration, TokenCache tokenCache) {
    this.configuration = configuration;
    this.tokenCache = tokenCache;
  }

  /** The text with stars in place of secrets, or else {@link Redaction#NOT_CHECKED}. */
  public String hidden(String text) {
    try {
      return redaction().of(text);
    } catch (RuntimeException | StackOverflowError e) {
      // the secrets could not be determined
      return Redaction.NOT_CHECKED;
    }
  }

  /** The redaction for the current secrets. */
  public Redaction redaction() {
    KnownSecrets now = known;
    Set<String> secrets = secrets();
    if (!now.secrets().equals(secrets)) {
      now = new KnownSecrets(secrets, new Redaction(secrets));
      known = now;
    }
    return now.redaction();
  }

  private Set<String> secrets() {
    Stream<Secret> passwords =
        configuration.get().targets().values().stream()
            .flatMap(
                it ->
                    it.login() instanceof Login.Known login
                        ? Stream.of(secret(login.credential()))
                        : Stream.of());
    Stream<String> secrets =
        Stream.of(passwords, tokenCache.tokens(), tokensOfCallers.get())
            .flatMap(it -> it)
            .map(Secret::reveal);
    return Stream.concat(secrets, addresses.stream()).collect(Collectors.toSet());
  }

  private static Secret secret(Credential credential) {
    if (credential instanceof Password password) {
      return password.password();
    }
    return ((ApplicationCredential) credential).secret();
  }

  /** From now on, hides the tokens of those who call the HTTP API, too. */
  public void hide(Supplier<Stream<Secret>> tokens) {
    tokensOfCallers = tokens;
  }

  /** From now on, hides all of an address but the server. */
  void hide(URI address) {
    Stream.of(address.getRawPath(), address.getRawQuery())
        .filter(it -> it != null)
        .flatMap(it -> Stream.concat(Stream.of(it), segments(it)))
        .forEach(addresses::add);
  }

  private static Stream<String> segments(String path) {
    return Arrays.stream(path.split("[/&=]")).filter(it -> it.length() >= SECRET_SEGMENT);
  }
}
