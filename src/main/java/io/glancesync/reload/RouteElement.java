package io.glancesync.reload;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.support.PatternHelper;

/**
 * A top-level element of a route file.
 *
 * @param kind the kind as YAML names it: {@code route}, {@code routeTemplate}, {@code bean} …
 * @param data the parsed YAML
 * @param words every value in it
 */
record RouteElement(String kind, Object data, List<YamlScalar> words, int line) {
  private static final String BEAN = "bean ";
  private static final String CONFIGURATION = "configuration ";
  private static final String EVERY_ROUTE = "*";

  /** The name by which others refer to it; empty for a route, which is called by its address. */
  Optional<String> name() {
    return switch (kind) {
      case "bean" -> field("name").map(it -> BEAN + it);
      case "routeConfiguration" -> Optional.of(CONFIGURATION + field("id").orElse(EVERY_ROUTE));
      default -> Optional.empty();
    };
  }

  /** Whether it depends on the element with this name, so that it changes with that element. */
  boolean uses(String name) {
    if (name.startsWith(BEAN)) {
      String bean = name.substring(BEAN.length());
      var reference = Pattern.compile("(?s)(.*(#|bean:))?" + Pattern.quote(bean) + "([?}.].*)?");
      return words.stream().anyMatch(it -> reference.matcher(it.text()).matches());
    }
    String configuration = name.substring(CONFIGURATION.length());
    return isFlow()
        && (configuration.equals(EVERY_ROUTE)
            || texts("routeConfigurationId")
                .flatMap(it -> Stream.of(it.split(",")))
                .anyMatch(it -> PatternHelper.matchPattern(configuration, it.strip())));
  }

  /** Whether it uses the property as a placeholder. */
  boolean mentions(String property) {
    var placeholder =
        Pattern.compile("(?s).*\\{\\{[?!]?" + Pattern.quote(property) + "(:.*|)\\}\\}.*");
    return words.stream().anyMatch(it -> placeholder.matcher(it.text()).matches());
  }

  boolean isNamelessConfiguration() {
    return kind.equals("routeConfiguration") && field("id").isEmpty();
  }

  boolean isFlow() {
    return kind.equals("route") || kind.equals("from") || kind.equals("routeTemplate");
  }

  /** The source of its messages; empty when it is not a route. */
  Optional<YamlScalar> consumer() {
    return isFlow()
        ? words.stream()
            .filter(it -> it.key().equals("uri") && it.parent().equals("from"))
            .findFirst()
            .or(() -> words.stream().filter(it -> it.key().equals("from")).findFirst())
        : Optional.empty();
  }

  /**
   * Whether a run may need it at any moment. A route that listens to something else, such as a
   * clock or a folder, can wait a moment.
   */
  boolean isNeededByRuns() {
    return !kind.equals("route") && !kind.equals("from")
        || consumer().filter(it -> it.text().matches("(direct|seda):.*")).isPresent();
  }

  Optional<String> field(String key) {
    return data instanceof Map<?, ?> map
        ? Optional.ofNullable(map.get(key)).map(Object::toString)
        : Optional.empty();
  }

  private Stream<String> texts(String key) {
    return words.stream().filter(it -> it.key().equals(key)).map(YamlScalar::text);
  }

  /** Whether both are the same element; the line is ignored. */
  boolean isSameAs(RouteElement other) {
    return kind.equals(other.kind) && Objects.equals(data, other.data);
  }
}
