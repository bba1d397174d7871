package io.glancesync.config.credential;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.Environment;
import io.glancesync.config.source.YamlFile;
import io.glancesync.region.NearestName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The entries of {@code clouds.yaml}, with {@code secure.yaml} over them, both found where the
 * OpenStack clients find them.
 */
final class CloudsYaml {
  private static final List<String> SUFFIXES = List.of(".yaml", ".yml", ".json");

  private final Environment environment;

  CloudsYaml(Environment environment) {
    this.environment = environment;
  }

  /**
   * The entry of this name.
   *
   * @throws ConfigurationException when there is none; names the places, or the nearest name
   */
  Cloud find(String name) {
    var open = search("clouds", "OS_CLIENT_CONFIG_FILE");
    var secure = search("secure", "OS_CLIENT_SECURE_FILE");
    var places = Stream.of(open, secure).flatMap(Optional::stream).map(Path::toString);
    var openEntries = open.map(CloudsYaml::entries).orElseGet(Map::of);
    var secureEntries = secure.map(CloudsYaml::entries).orElseGet(Map::of);
    var all = merged(openEntries, secureEntries);
    var entry =
        YamlFile.mapping(all.get(name))
            .orElseThrow(() -> notFound(name, all, places.collect(Collectors.joining(", "))));
    boolean secretIsOpen = Cloud.holdsSecret(openEntries.get(name));
    var secretFile = secretIsOpen ? open : secure;
    return new Cloud(name, open.or(() -> secure).orElseThrow(), secretFile, entry);
  }

  private Optional<Path> search(String name, String variable) {
    var given = environment.variable(variable).map(environment::path);
    if (given.isPresent()) {
      if (!Files.isReadable(given.get())) {
        throw new ConfigurationException(
            "$%s: the file %s does not exist or cannot be read".formatted(variable, given.get()));
      }
      return given;
    }
    return folders()
        .flatMap(folder -> SUFFIXES.stream().map(suffix -> folder.resolve(name + suffix)))
        .filter(Files::isRegularFile)
        .filter(Files::isReadable)
        .findFirst();
  }

  private Stream<Path> folders() {
    return Stream.of(
        environment.workingFolder(),
        environment.home().resolve(".config").resolve("openstack"),
        environment.etc().resolve("openstack"));
  }

  private static Map<String, Object> entries(Path file) {
    return YamlFile.mapping(YamlFile.read(file).get("clouds")).orElseGet(Map::of);
  }

  /** What both say, as {@code above} says it. */
  static Map<String, Object> merged(Map<String, Object> below, Map<String, Object> above) {
    var merged = new LinkedHashMap<>(below);
    above.forEach((key, value) -> merged.merge(key, value, CloudsYaml::mergedValue));
    return merged;
  }

  private static Object mergedValue(Object below, Object above) {
    var lower = YamlFile.mapping(below);
    var upper = YamlFile.mapping(above);
    return lower.isPresent() && upper.isPresent() ? merged(lower.get(), upper.get()) : above;
  }

  private ConfigurationException notFound(String name, Map<String, Object> all, String places) {
    if (places.isEmpty()) {
      var looked = folders().map(folder -> folder.resolve("clouds.yaml").toString());
      return new ConfigurationException(
          "there is no clouds.yaml to take the cloud '%s' from. Looked for: %s. Another place can be"
                  .formatted(name, looked.collect(Collectors.joining(", ")))
              + " given in $OS_CLIENT_CONFIG_FILE");
    }
    var hint =
        NearestName.of(name, all.keySet())
            .map(near -> "; did you mean '" + near + "'?")
            .orElse(
                all.isEmpty() ? "; there is none" : "; it has: " + String.join(", ", all.keySet()));
    return new ConfigurationException(
        "%s: no cloud is called '%s'%s".formatted(places, name, hint));
  }
}
