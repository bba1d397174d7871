package io.glancesync.config.credential;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.ConfigurationWarnings;
import io.glancesync.config.source.Environment;
import io.glancesync.config.source.InterfaceName;
import io.glancesync.config.source.ValueReader;
import io.glancesync.config.source.YamlFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of {@code clouds.yaml}.
 *
 * @param file where it stands, for messages
 * @param secretFile which file holds its password, if one does
 * @param entry its content
 */
record Cloud(String name, Path file, Optional<Path> secretFile, Map<String, Object> entry) {
  private static final List<String> SECRETS = List.of("password", "application_credential_secret");
  private static final String REGION = "region_name";

  /** Whether an entry holds a password or the secret of an application credential. */
  static boolean holdsSecret(Object entry) {
    var values = YamlFile.mapping(entry).orElseGet(Map::of);
    var auth = YamlFile.mapping(values.get("auth")).orElseGet(Map::of);
    return SECRETS.stream().anyMatch(key -> values.containsKey(key) || auth.containsKey(key));
  }

  /**
   * The same as it is in one of its {@code regions}: what a region says of itself takes precedence.
   *
   * @param wanted the region that is used; else the one that the entry names, else the first
   */
  Cloud in(Optional<String> wanted) {
    if (!(entry.get("regions") instanceof List<?> regions) || regions.isEmpty()) {
      return this;
    }
    Optional<String> name = wanted.or(() -> text(REGION));
    return regions.stream()
        .filter(it -> name.isEmpty() || regionName(it).equals(name))
        .findFirst()
        .map(this::merged)
        .orElse(this);
  }

  private Cloud merged(Object region) {
    var values = YamlFile.mapping(region).map(it -> it.get("values")).flatMap(YamlFile::mapping);
    var merged = CloudsYaml.merged(entry, values.orElseGet(Map::of));
    regionName(region).ifPresent(it -> merged.put(REGION, it));
    return new Cloud(name, file, secretFile, merged);
  }

  private static Optional<String> regionName(Object region) {
    return YamlFile.mapping(region)
        .map(it -> text(it, "name"))
        .orElseGet(() -> region instanceof String text ? Optional.of(text) : Optional.empty());
  }

  /**
   * Everything that the entry says.
   *
   * @throws ConfigurationException when it is not a complete credential, or of another kind
   */
  ConnectionSettings access(Environment environment, ConfigurationWarnings warnings) {
    var values = new AuthValues(place(), this::auth, Cloud::spelling);
    return new ConnectionSettings(
        new Login.Known(values.credential(warnings)),
        values.projectName(),
        text(REGION),
        new Tls(text("cacert").map(text -> path(environment, text)), isInsecure()),
        text("interface").or(() -> text("endpoint_type")).map(this::interfaceName));
  }

  private String place() {
    return "%s, cloud '%s'".formatted(file, name);
  }

  private static String spelling(String key) {
    return key.equals("auth_type") ? key : "auth." + key;
  }

  private Optional<String> auth(String key) {
    return text(YamlFile.mapping(entry.get("auth")).orElseGet(Map::of), key).or(() -> text(key));
  }

  private Optional<String> text(String key) {
    return text(entry, key);
  }

  private static Optional<String> text(Map<String, Object> values, String key) {
    var value = values.get(key);
    // some keys may hold a list in order of preference
    var first = value instanceof List<?> list && !list.isEmpty() ? list.get(0) : value;
    if (first instanceof YamlFile.Null nothing && SECRETS.contains(key)) {
      return Optional.of(nothing.text());
    }
    return first instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
  }

  private boolean isInsecure() {
    return !flag("verify").orElse(true) || flag("insecure").orElse(false);
  }

  private Optional<Boolean> flag(String key) {
    return text(key)
        .map(
            text ->
                ValueReader.flag(text)
                    .orElseThrow(
                        () ->
                            new ConfigurationException(
                                "%s: %s is neither true nor false. Write true or false (yes, no, on and off will do)"
                                    .formatted(place(), key),
                                "a file of certificates belongs to cacert")));
  }

  private Path path(Environment environment, String text) {
    try {
      return environment.path(text);
    } catch (InvalidPathException e) {
      throw new ConfigurationException(place() + ": cacert is not the path of a file");
    }
  }

  private String interfaceName(String text) {
    return InterfaceName.of(text)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "%s: interface is '%s'. %s".formatted(place(), text, InterfaceName.EXAMPLE)));
  }

  @Override
  public String toString() {
    return place();
  }
}
