package io.glancesync.config.credential;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.Environment;
import io.glancesync.config.source.InterfaceName;
import java.util.Locale;
import java.util.Optional;

/** What the {@code OS_*} variables say; they are meant for the target {@code master} alone. */
public final class OsEnvironment {
  private final Environment environment;
  private final AuthValues values;

  public OsEnvironment(Environment environment) {
    this.environment = environment;
    this.values =
        new AuthValues(
            "the environment",
            name -> environment.variable(variable(name)),
            name -> "$" + variable(name));
  }

  AuthValues values() {
    return values;
  }

  public Optional<String> cloud() {
    return environment.variable("OS_CLOUD");
  }

  public Optional<String> regionName() {
    return environment.variable("OS_REGION_NAME");
  }

  /** The same access, with what these variables say about the connection. */
  ConnectionSettings connected(ConnectionSettings connectionSettings) {
    var cacert = environment.variable("OS_CACERT").map(environment::path);
    return connectionSettings.with(
        new Tls(cacert.or(connectionSettings.tls()::cacert), connectionSettings.tls().insecure()),
        interfaceName().or(connectionSettings::interfaceName));
  }

  private Optional<String> interfaceName() {
    return environment
        .variable("OS_INTERFACE")
        .or(() -> environment.variable("OS_ENDPOINT_TYPE"))
        .map(
            text ->
                InterfaceName.of(text)
                    .orElseThrow(
                        () ->
                            new ConfigurationException(
                                "the environment: $OS_INTERFACE or $OS_ENDPOINT_TYPE is '%s'. %s"
                                    .formatted(text, InterfaceName.EXAMPLE))));
  }

  private static String variable(String name) {
    return "OS_" + name.toUpperCase(Locale.ROOT);
  }
}
