package io.glancesync.route;

import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationException;
import io.glancesync.config.Credential;
import io.glancesync.config.Login;
import io.glancesync.config.Target;
import io.glancesync.openstack.Holder;
import io.glancesync.openstack.Keystone;
import io.glancesync.openstack.Session;
import io.glancesync.region.RegionName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The session of each target: one token, used by all until shortly before it expires. */
public final class Sessions {
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private final Supplier<Configuration> configuration;
  private final Clock clock;
  private final Keystone keystone = new Keystone();
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  /**
   * @param target as it was configured when it let us in
   */
  private record Kept(Session session, Target target, Instant since, Instant useUntil) {}

  public Sessions(Supplier<Configuration> configuration, Clock clock) {
    this.configuration = configuration;
    this.clock = clock;
  }

  /** Whether the target's Keystone has to be asked for a token. */
  public boolean isSignInNeeded(RegionName at) {
    Kept session = kept.get(at.target());
    return session == null
        || !session.target().equals(configuration.get().targets().get(at.target()))
        || !clock.instant().isBefore(session.useUntil());
  }

  /** Keystone's address for signing in. */
  public String keystone(RegionName at) {
    return credential(at).authUrl().toString();
  }

  /** The body of the request that signs in. */
  public String signInRequest(RegionName at) {
    return keystone.signInRequest(credential(at));
  }

  /** Keeps what Keystone answered. */
  public void keep(RegionName at, String token, String body) {
    Session session =
        keystone.session(
            keystone(at), token, body, configuration.get().targetOf(at).interfaceName());
    Instant now = clock.instant();
    Duration life = Duration.between(now, session.expiresAt());
    // a token that lives only seconds is used for most of them all the same
    Duration margin = MARGIN.compareTo(life.dividedBy(4)) < 0 ? MARGIN : life.dividedBy(4);
    kept.put(
        at.target(),
        new Kept(
            session, configuration.get().targetOf(at), now, session.expiresAt().minus(margin)));
  }

  /**
   * Makes the next request of this target sign in again. Until it has, others go on with what was
   * known: the token may be no good any more, but project and addresses still are.
   */
  public void forget(RegionName at) {
    kept.computeIfPresent(
        at.target(), (target, it) -> new Kept(it.session(), it.target(), it.since(), Instant.MIN));
  }

  public String token(RegionName at) {
    return session(at).token().reveal();
  }

  /**
   * The address of the region's Glance, ending in {@code /v2}.
   *
   * @throws ConfigurationException when the catalog has no image endpoint for it
   */
  public String glance(RegionName at) {
    String glance = session(at).glances().get(at.region());
    if (glance == null) {
      throw new ConfigurationException(
          "Keystone at %s has no %s image endpoint for region %s in its catalog; check master_region, interface and the catalog. It has image endpoints for: %s"
              .formatted(
                  keystone(at),
                  configuration.get().targetOf(at).interfaceName(),
                  at.region(),
                  session(at).glances().isEmpty()
                      ? "no region"
                      : String.join(", ", session(at).glances().keySet())));
    }
    return glance;
  }

  /** Our project in this target. */
  public String projectId(RegionName at) {
    return session(at).projectId();
  }

  /** Whose token it is. */
  Holder holder(RegionName at) {
    return session(at).holder();
  }

  /** By how much Keystone's clock is ahead of ours; empty when it does not tell. */
  Optional<Duration> ahead(RegionName at) {
    Instant since = kept.get(at.target()).since();
    return holder(at).issuedAt().map(issued -> Duration.between(since, issued));
  }

  /** How long a page of a listing may take, in milliseconds. */
  public long listTimeout(RegionName at) {
    return configuration.get().targetOf(at).listImagesTimeout().toMillis();
  }

  /** The addresses of a target's servers, as far as they are known. */
  Stream<String> servers(String target) {
    Kept session = kept.get(target);
    Stream<String> glances =
        session == null ? Stream.of() : session.session().glances().values().stream();
    return configuration.get().target(target).login() instanceof Login.Known known
        ? Stream.concat(Stream.of(known.credential().authUrl().toString()), glances)
        : glances;
  }

  /** The regions of the targets that are signed in to. */
  Map<String, List<RegionName>> regions() {
    var regions = new TreeMap<String, List<RegionName>>();
    // a target may have left the configuration meanwhile
    kept.keySet().retainAll(configuration.get().targets().keySet());
    kept.forEach(
        (target, it) ->
            regions.put(
                target,
                it.session().glances().keySet().stream()
                    .map(region -> new RegionName(target, region))
                    .collect(Collectors.toList())));
    return regions;
  }

  private Session session(RegionName at) {
    Kept session = kept.get(at.target());
    if (session == null) {
      throw new IllegalStateException("not signed in to target " + at.target());
    }
    return session.session();
  }

  private Credential credential(RegionName at) {
    return configuration.get().targetOf(at).credential();
  }
}
