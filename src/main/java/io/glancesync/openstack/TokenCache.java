package io.glancesync.openstack;

import io.glancesync.config.Configuration;
import io.glancesync.config.Target;
import io.glancesync.config.credential.Credential;
import io.glancesync.config.credential.Secret;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.region.RegionName;
import io.glancesync.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the session of each target: one token, used by all requests until shortly before it
 * expires.
 */
public final class TokenCache {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.catalog");
  private static final Duration MARGIN = Duration.ofSeconds(60);

  /** The largest plausible difference between two clocks; a larger one means nothing. */
  private static final Duration FARTHEST = Duration.ofDays(1);

  private static final Duration LONGEST_LIFE = Duration.ofDays(100 * 365);
  private static final int MOST_SAID = 1000;
  private static final int RECENT_TOKENS = 20;

  private final Supplier<Configuration> configuration;
  private final Clock clock;
  private final Ticker ticker;
  private final Keystone keystone = new Keystone();
  private final Map<String, CachedToken> kept = new ConcurrentHashMap<>();
  private final Set<String> said = ConcurrentHashMap.newKeySet();
  private final Deque<Secret> recentTokens = new ConcurrentLinkedDeque<>();

  /**
   * @param target the target's settings at the time of the sign-in
   * @param from the time of the sign-in, in ticks
   * @param use how long the token is used from then on
   */
  private record CachedToken(
      Session session, Target target, Instant since, long from, Duration use) {}

  public TokenCache(Supplier<Configuration> configuration, Clock clock) {
    this(configuration, clock, Ticker.REAL);
  }

  public TokenCache(Supplier<Configuration> configuration, Clock clock, Ticker ticker) {
    this.configuration = configuration;
    this.clock = clock;
    this.ticker = ticker;
  }

  /** Whether the target needs a new token from its Keystone. */
  public boolean isSignInNeeded(RegionName at) {
    CachedToken session = kept.get(at.target());
    return session == null
        || !session.target().equals(configuration.get().targets().get(at.target()))
        || ticker.since(session.from()).compareTo(session.use()) >= 0;
  }

  /** Keystone's address. */
  public String keystone(RegionName at) {
    return credential(at).authUrl().toString();
  }

  /** The address for the sign-in. */
  public String tokens(RegionName at) {
    return keystone(at) + "/auth/tokens";
  }

  /** The body of the request that signs in. */
  public String signInRequest(RegionName at) {
    return keystone.signInRequest(credential(at));
  }

  /** Stores the token and the answer of Keystone. */
  public void store(RegionName at, String token, String body) {
    Session session =
        keystone.session(
            keystone(at), token, body, configuration.get().targetOf(at).interfaceName());
    Instant now = clock.instant();
    Duration life = Duration.between(now, session.expiresAt());
    if (life.compareTo(LONGEST_LIFE) > 0) {
      throw new UnexpectedAnswerException(
          "Keystone at %s answered with an expires_at '%s' that is more than 100 years ahead"
              .formatted(keystone(at), session.expiresAt()),
          "check its clock and ours");
    }
    noteToken(session.token());
    say(at, session.catalog());
    if (life.isNegative() || life.isZero()) {
      once(
          "A new token of Keystone at %s has expired already by our clock, so that each request has to sign in again; compare its clock with ours, and have both set by NTP"
              .formatted(keystone(at)));
    }
    // a token that lives only for seconds is still used for most of them
    Duration margin = MARGIN.compareTo(life.dividedBy(4)) < 0 ? MARGIN : life.dividedBy(4);
    kept.put(
        at.target(),
        new CachedToken(
            session, configuration.get().targetOf(at), now, ticker.nanos(), life.minus(margin)));
  }

  /**
   * Makes the next request of this target sign in again. Until then other requests use the old
   * session: its token may be invalid, but project and addresses are still right.
   */
  public void evict(RegionName at) {
    kept.computeIfPresent(
        at.target(),
        (target, it) ->
            new CachedToken(it.session(), it.target(), it.since(), ticker.nanos(), Duration.ZERO));
  }

  private void noteToken(Secret token) {
    recentTokens.addFirst(token);
    if (recentTokens.size() > RECENT_TOKENS) {
      recentTokens.pollLast();
    }
  }

  /** All tokens in use, and some older ones: requests may still carry them. */
  public Stream<Secret> tokens() {
    return Stream.concat(
        kept.values().stream().map(it -> it.session().token()), recentTokens.stream());
  }

  public String token(RegionName at) {
    return session(at).token().reveal();
  }

  /**
   * The address of the images of the region's Glance.
   *
   * @throws ConfigurationException when the catalog has no image endpoint for the region, or one
   *     that must not be used
   */
  public String images(RegionName at) {
    Catalog catalog = session(at).catalog();
    Endpoint glance = catalog.glances().get(at.region());
    if (glance != null) {
      return glance.toString();
    }
    String refused = catalog.refused().get(at.region());
    if (refused != null) {
      throw new ConfigurationException(
          "Keystone at %s names an image endpoint of region %s that is not used: %s"
              .formatted(keystone(at), at, refused),
          "correct the catalog, or leave the region out (ignore_regions)");
    }
    throw new ConfigurationException(
        "Keystone at %s has no %s image endpoint for region %s in its catalog"
            .formatted(keystone(at), configuration.get().targetOf(at).interfaceName(), at.region()),
        "check master_region, interface and the catalog. It has image endpoints for: %s"
            .formatted(
                catalog.glances().isEmpty()
                    ? "no region"
                    : String.join(", ", catalog.glances().keySet())));
  }

  /**
   * The address of the region's Glance, equal for two regions that share one Glance. If it has no
   * address, the region's name.
   */
  public String address(RegionName at) {
    return Optional.ofNullable(kept.get(at.target()))
        .map(it -> it.session().catalog().glances().get(at.region()))
        .map(Endpoint::normalised)
        .orElse(at.toString());
  }

  /** The address of the image schema of the region's Glance. */
  public String imageSchema(RegionName at) {
    return images(at).replaceFirst("/images$", "/schemas/image");
  }

  /** The target of the next request, which decides about accepted certificates. */
  public String target(RegionName at) {
    return at.target();
  }

  /** The id of GlanceSync's own project in this target. */
  public String projectId(RegionName at) {
    return session(at).projectId();
  }

  /** GlanceSync's own project in this target, by name and id; empty before the sign-in. */
  public Optional<String> project(RegionName at) {
    return Optional.ofNullable(kept.get(at.target()))
        .map(CachedToken::session)
        .map(it -> "%s (%s)".formatted(it.owner().project(), it.projectId()));
  }

  /** The owner of the token. */
  public TokenOwner holder(RegionName at) {
    return session(at).owner();
  }

  /**
   * By how much Keystone's clock is ahead of ours; empty when Keystone gives no time or an
   * implausible one.
   */
  public Optional<Duration> ahead(RegionName at) {
    Instant since = kept.get(at.target()).since();
    return holder(at)
        .issuedAt()
        .map(issued -> Duration.between(since, issued))
        .filter(ahead -> ahead.abs().compareTo(FARTHEST) <= 0);
  }

  /**
   * The regions whose name in the catalog cannot be written in a command or in the configuration.
   */
  public Set<String> nameless(RegionName at) {
    return session(at).catalog().nameless();
  }

  /** The time by Keystone's clock, or by our own if Keystone gives none. */
  public Instant now(RegionName at) {
    return clock.instant().plus(ahead(at).orElse(Duration.ZERO));
  }

  /** Why a region cannot be used; empty when it can. */
  public Optional<String> refused(RegionName at) {
    return Optional.ofNullable(session(at).catalog().refused().get(at.region()));
  }

  /** The regions of the targets with a session. */
  public Map<String, List<RegionName>> regions() {
    var regions = new TreeMap<String, List<RegionName>>();
    // a target may have been removed from the configuration meanwhile
    kept.keySet().retainAll(configuration.get().targets().keySet());
    kept.forEach(
        (target, it) ->
            regions.put(
                target,
                Stream.concat(
                        it.session().catalog().glances().keySet().stream(),
                        it.session().catalog().refused().keySet().stream())
                    .sorted()
                    .map(region -> new RegionName(target, region))
                    .collect(Collectors.toList())));
    return regions;
  }

  private Session session(RegionName at) {
    CachedToken session = kept.get(at.target());
    if (session == null) {
      throw new IllegalStateException("not signed in to target " + at.target());
    }
    return session.session();
  }

  /** Logs the regions that are left out, once as long as they stay the same. */
  private void say(RegionName at, Catalog catalog) {
    catalog
        .refused()
        .forEach(
            (region, why) ->
                once(
                    "Region %s cannot be used: in the catalog of Keystone at %s %s"
                        .formatted(new RegionName(at.target(), region), keystone(at), why)));
    for (String region : catalog.nameless()) {
      once(
          "A region of target %s is left out: its name '%s' cannot be written, as it is empty, longer than 255 characters, or has a colon, a comma, a control character, or a blank at an end"
              .formatted(at.target(), region.substring(0, Math.min(60, region.length()))));
    }
  }

  private void once(String warning) {
    if (said.size() < MOST_SAID && said.add(warning)) {
      LOG.warn("{}", warning);
    }
  }

  private Credential credential(RegionName at) {
    return configuration.get().targetOf(at).credential();
  }
}
