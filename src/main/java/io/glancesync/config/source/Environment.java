package io.glancesync.config.source;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the configuration depends on outside of its files.
 *
 * @param environment the variables, such as {@code OS_PASSWORD}
 * @param workingFolder where relative paths begin, {@code conf/glancesync.conf} among them
 * @param home the user's home folder, for {@code .config/openstack/clouds.yaml}
 * @param etc the machine's configuration folder, usually {@code /etc}
 */
public record Environment(
    Map<String, String> environment, Path workingFolder, Path home, Path etc) {
  public Environment {
    environment = Map.copyOf(environment);
    requireNonNull(workingFolder, "workingFolder");
    requireNonNull(home, "home");
    requireNonNull(etc, "etc");
  }

  /** Those of the process that is running. */
  public static Environment ofThisProcess() {
    return new Environment(
        System.getenv(), Path.of(""), Path.of(System.getProperty("user.home")), Path.of("/etc"));
  }

  /** A variable's value; empty when it is not set, or set to nothing. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /**
   * A path as users write it: {@code ~/} is the home folder.
   *
   * @throws java.nio.file.InvalidPathException when this cannot be a path
   */
  public Path path(String text) {
    return text.startsWith("~/") ? home.resolve(text.substring(2)) : workingFolder.resolve(text);
  }

  @Override
  public String toString() {
    // the environment may hold passwords
    return "Surroundings[workingFolder=%s, home=%s, etc=%s]".formatted(workingFolder, home, etc);
  }
}
