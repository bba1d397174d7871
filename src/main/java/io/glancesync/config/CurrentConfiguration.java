package io.glancesync.config;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;

/**
 * The configuration in effect. A service puts another in its place between two runs, never during
 * one.
 */
public final class CurrentConfiguration implements Supplier<Configuration> {
  private volatile Configuration configuration;

  public CurrentConfiguration(Configuration configuration) {
    replace(configuration);
  }

  @Override
  public Configuration get() {
    return configuration;
  }

  public void replace(Configuration other) {
    configuration = requireNonNull(other, "configuration");
  }
}
