package io.glancesync;

import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationFingerprint;
import io.glancesync.property.ApplicationProperties;
import io.glancesync.reload.RouteFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tells what decides about transfers from what did at another time: the configuration, the settings
 * of requests, the routes, and the program itself.
 */
final class Fingerprint implements Supplier<String> {
  private final Supplier<Configuration> configuration;
  private final ApplicationProperties properties;
  private final RouteFolder routes;

  Fingerprint(
      Supplier<Configuration> configuration, ApplicationProperties properties, RouteFolder routes) {
    this.configuration = configuration;
    this.properties = properties;
    this.routes = routes;
  }

  @Override
  public String get() {
    List<String> all = properties.inForce(configuration.get().targets().keySet());
    var settings = new ArrayList<>(all.stream().filter(Fingerprint::isAboutTransfers).toList());
    settings.add(String.valueOf(Fingerprint.class.getPackage().getImplementationVersion()));
    try {
      settings.addAll(routes.texts().values());
    } catch (IOException e) {
      settings.add("routes that cannot be read");
    }
    return ConfigurationFingerprint.of(configuration.get(), settings);
  }

  /** What else a setting decides about makes no failure go away. */
  private static boolean isAboutTransfers(String setting) {
    return Stream.of("request.", "retry.", "region.", "master.", "spool.")
        .anyMatch(setting::startsWith);
  }
}
