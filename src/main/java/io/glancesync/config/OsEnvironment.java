package io.glancesync.config;

import java.util.Locale;
import java.util.Optional;

/** What the {@code OS_*} variables say; they are meant for the target {@code master} alone. */
final class OsEnvironment {
  private final Surroundings surroundings;
  private final AuthValues values;

  OsEnvironment(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.values =
        new AuthValues(
            "the environment",
            name -> surroundings.variable(variable(name)),
            name -> "$" + variable(name));
  }

  AuthValues values() {
    return values;
  }

  Optional<String> cloud() {
    return surroundings.variable("OS_CLOUD");
  }

  Optional<String> regionName() {
    return surroundings.variable("OS_REGION_NAME");
  }

  /** The same access, with what these variables say about the connection. */
  Access connected(Access access) {
    var cacert = surroundings.variable("OS_CACERT").map(surroundings::path);
    return access.with(
        new Tls(cacert.or(access.tls()::cacert), access.tls().insecure()),
        interfaceName().or(access::interfaceName));
  }

  private Optional<String> interfaceName() {
    return surroundings
        .variable("OS_INTERFACE")
        .or(() -> surroundings.variable("OS_ENDPOINT_TYPE"))
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
