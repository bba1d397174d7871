package io.glancesync.embedded;

import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.http.FaultInjector;
import io.glancesync.embedded.http.Server;
import io.glancesync.embedded.http.Traffic;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import io.glancesync.embedded.keystone.TokenStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keystones and Glances on loopback, in this process.
 *
 * <pre>{@code
 * try (var cloud = new EmbeddedOpenStack()) {
 *   EmbeddedKeystone keystone = cloud.keystone("keystone");
 *   keystone.add(Account.admin("sync", "secret", "images"));
 *   EmbeddedGlance burgos = cloud.glance("Burgos", keystone);
 *   cloud.faults().on(Operation.UPLOAD).in("Burgos").times(1).then(Fault.status(503));
 * }
 * }</pre>
 */
public final class EmbeddedOpenStack implements AutoCloseable {
  /** What Glance's web server waits for the next byte of a request. */
  private static final Duration PATIENCE = Duration.ofSeconds(900);

  private final FaultInjector faults = new FaultInjector();
  private final Traffic traffic = new Traffic();
  private final List<Runnable> closing = new CopyOnWriteArrayList<>();
  private final Clock clock;
  private final Random random;

  /** One that tells the real time. */
  public EmbeddedOpenStack() {
    this(Clock.systemUTC(), new Random());
  }

  /**
   * One that does the same whenever it is asked the same.
   *
   * @param clock what it takes the time from
   * @param random what its tokens are made of
   */
  public EmbeddedOpenStack(Clock clock, Random random) {
    this.clock = clock;
    this.random = random;
  }

  /** Starts a Keystone on any free port. */
  public EmbeddedKeystone keystone(String name) {
    return keystone(name, 0);
  }

  /** Starts a Keystone on this port. */
  public EmbeddedKeystone keystone(String name, int port) {
    var keystone = new EmbeddedKeystone(name, port, new TokenStore(clock, random), surroundings());
    closing.add(keystone::close);
    return keystone;
  }

  /** Starts a region's Glance on any free port. */
  public EmbeddedGlance glance(String region, EmbeddedKeystone keystone) {
    return glance(region, keystone, 0);
  }

  /** Starts a region's Glance on this port, and has it in the Keystone's catalog. */
  public EmbeddedGlance glance(String region, EmbeddedKeystone keystone, int port) {
    var glance = new EmbeddedGlance(region, port, keystone, clock, surroundings());
    closing.add(glance::close);
    keystone.register("image", region, glance.url());
    return glance;
  }

  /** Has the same Glance in the Keystone's catalog under the name of a further region. */
  public void alias(EmbeddedGlance glance, String region, EmbeddedKeystone keystone) {
    keystone.register("image", region, glance.url());
  }

  private Server.ServerContext surroundings() {
    return new Server.ServerContext(faults, traffic, PATIENCE);
  }

  /** What goes wrong. */
  public FaultInjector faults() {
    return faults;
  }

  /** What was asked for. */
  public Traffic traffic() {
    return traffic;
  }

  @Override
  public void close() {
    closing.forEach(Runnable::run);
  }
}
