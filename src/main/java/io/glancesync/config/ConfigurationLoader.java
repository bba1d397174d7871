package io.glancesync.config;

import static java.util.Objects.requireNonNull;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.ConfigurationFile;
import io.glancesync.config.source.ConfigurationWarnings;
import io.glancesync.config.source.EffectiveSettings;
import io.glancesync.config.source.Environment;
import io.glancesync.config.source.Ini;
import io.glancesync.config.source.Overrides;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds and reads the configuration (specification, section 2). */
public final class ConfigurationLoader {
  private static final String VARIABLE = "GLANCESYNC_CONFIG";

  private final Environment environment;

  public ConfigurationLoader(Environment environment) {
    this.environment = requireNonNull(environment, "surroundings");
  }

  /**
   * The file that {@link #load} would read: {@code --conf}, else {@code $GLANCESYNC_CONFIG}, else
   * {@code conf/glancesync.conf}, else {@code /etc/glancesync.conf}. The first two need not exist.
   *
   * @param conf the value of {@code --conf}, if it was given
   * @return empty when the environment alone makes the configuration
   */
  public Optional<Path> find(Optional<Path> conf) {
    return conf.map(Path::toString)
        .or(() -> environment.variable(VARIABLE))
        .map(environment::path)
        .or(() -> usualPlaces().filter(Files::exists).findFirst());
  }

  /**
   * Reads the configuration.
   *
   * @param conf the value of {@code --conf}, if it was given
   * @param overrides the words after {@code --config}: {@code section.key=value} or {@code
   *     key=value}
   * @throws ConfigurationException when there is none, or it cannot be used
   */
  public Loaded load(Optional<Path> conf, List<String> overrides) {
    var warnings = new ConfigurationWarnings();
    var file =
        find(conf)
            .map(path -> ConfigurationFile.read(path, origin(conf), warnings))
            .orElseGet(this::noFile);
    var settings = new EffectiveSettings(file, Overrides.read(overrides));
    new ConfigurationLint(settings, warnings).check();
    var configuration = new ConfigurationReader(settings, environment, warnings).read();
    return new Loaded(configuration, warnings.all());
  }

  private String origin(Optional<Path> conf) {
    if (conf.isPresent()) {
      return "--conf: ";
    }
    return environment.variable(VARIABLE).isPresent() ? "$" + VARIABLE + ": " : "";
  }

  private Ini noFile() {
    return Ini.missing(usualPlaces().map(Path::toString).collect(Collectors.joining(", ")));
  }

  private Stream<Path> usualPlaces() {
    return Stream.of(
        environment.workingFolder().resolve("conf").resolve("glancesync.conf"),
        environment.etc().resolve("glancesync.conf"));
  }
}
