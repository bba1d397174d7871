package io.glancesync.embedded.keystone;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens that a Keystone gave out. */
public final class TokenStore {

  /**
   * What a token stands for.
   *
   * @param isScoped whether it is good for a project
   */
  public record Grant(
      String token,
      Account account,
      boolean isScoped,
      String method,
      Instant issued,
      Instant expires) {
    /** It tells no token. */
    @Override
    public String toString() {
      return "a token of " + account;
    }
  }

  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final Random random;
  private final Clock clock;
  private volatile Duration lifetime = Duration.ofHours(1);

  public TokenStore(Clock clock, Random random) {
    this.clock = clock;
    this.random = random;
  }

  /** From now on. */
  void lifetime(Duration time) {
    lifetime = time;
  }

  Grant issue(Account account, boolean isScoped, String method) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var grant = new Grant(text(), account, isScoped, method, now, now.plus(lifetime));
    grants.put(grant.token(), grant);
    return grant;
  }

  /** As Fernet's look. */
  private synchronized String text() {
    var bytes = new byte[96];
    random.nextBytes(bytes);
    return "gAAAAA" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What it stands for, if it is good. */
  public Optional<Grant> find(String token) {
    return Optional.ofNullable(grants.get(token))
        .filter(it -> clock.instant().isBefore(it.expires()));
  }

  public void revoke(String token) {
    grants.remove(token);
  }

  void revokeAll() {
    grants.clear();
  }
}
