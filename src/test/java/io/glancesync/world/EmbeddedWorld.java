package io.glancesync.world;

import java.time.Duration;
import java.util.Map;

/** Servers in this JVM. */
final class EmbeddedWorld implements Backing {
  EmbeddedWorld() {
    throw new IllegalStateException("there is no embedded OpenStack yet; use the testbed");
  }

  @Override
  public Map<String, String> settings() {
    return Map.of();
  }

  @Override
  public void start(String server) {}

  @Override
  public void stop(String server) {}

  @Override
  public void kill(String server) {}

  @Override
  public void tokensLast(Duration lifetime) {}

  @Override
  public Backstage backstage(String glance) {
    return null;
  }
}
