package io.glancesync.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One entry of {@code clouds.yaml}.
 *
 * @param file where it stands, for messages
 * @param secretFile which file holds its password, if one does
 * @param entry its content
 */
record Cloud(String name, Path file, Optional<Path> secretFile, Map<String, Object> entry) {
  /** Whether an entry holds a password or the secret of an application credential. */
  static boolean holdsSecret(Object entry) {
    var values = YamlFile.mapping(entry).orElseGet(Map::of);
    var auth = YamlFile.mapping(values.get("auth")).orElseGet(Map::of);
    return Stream.of("password", "application_credential_secret")
        .anyMatch(key -> values.containsKey(key) || auth.containsKey(key));
  }

  /**
   * Everything that the entry says.
   *
   * @throws ConfigurationException when it is no complete credential, or of another kind
   */
  Access access(Surroundings surroundings, Warnings warnings) {
    var values = new AuthValues(place(), this::auth, Cloud::spelling);
    return new Access(
        new Login.Known(values.credential(warnings)),
        values.projectName(),
        text("region_name"),
        new Tls(text("cacert").map(text -> path(surroundings, text)), isInsecure()),
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
    return first instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
  }

  private boolean isInsecure() {
    return text("verify").filter("false"::equalsIgnoreCase).isPresent()
        || text("insecure").filter("true"::equalsIgnoreCase).isPresent();
  }

  private Path path(Surroundings surroundings, String text) {
    try {
      return surroundings.path(text);
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
