package io.glancesync.reload;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A top-level element of a route file.
 *
 * @param kind the kind as YAML names it: {@code route}, {@code routeTemplate}, {@code bean} …
 * @param id its id, or the name of a bean
 * @param from where a route gets its messages from
 * @param content what it says, without comments and line breaks
 */
record RouteElement(
    String kind, Optional<String> id, Optional<String> from, String content, int line) {

  /** The kinds that can be removed and loaded again, file by file. */
  private static final Set<String> KINDS =
      Set.of(
          "route",
          "from",
          "routeTemplate",
          "routeConfiguration",
          "bean",
          "onException",
          "onCompletion",
          "intercept",
          "interceptFrom",
          "interceptSendToEndpoint");

  static RouteElement of(String kind, Node node) {
    String content =
        new Yaml().serialize(node).stream().map(Object::toString).collect(Collectors.joining());
    Optional<Node> from = kind.equals("from") ? Optional.of(node) : child(node, "from");
    return new RouteElement(
        kind,
        child(node, kind.equals("bean") ? "name" : "id").flatMap(RouteElement::text),
        from.flatMap(it -> text(it).or(() -> child(it, "uri").flatMap(RouteElement::text))),
        content,
        line(node));
  }

  private static Optional<Node> child(Node node, String key) {
    return node instanceof MappingNode map
        ? map.getValue().stream()
            .filter(it -> text(it.getKeyNode()).filter(key::equals).isPresent())
            .map(NodeTuple::getValueNode)
            .findFirst()
        : Optional.empty();
  }

  private static Optional<String> text(Node node) {
    return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
  }

  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  /**
   * Why it cannot be applied, whatever Camel thinks of it.
   *
   * @param isJavaBean whether Java created a bean of this name
   * @param other the file of another element of this kind and id; null if there is none
   */
  Optional<String> flaw(Predicate<String> isJavaBean, String other) {
    if (!KINDS.contains(kind)) {
      return Optional.of("a running service cannot apply '%s'".formatted(kind));
    }
    if (id.isPresent() && other != null) {
      return Optional.of("the id %s is in %s, too".formatted(id.get(), other));
    }
    return id.filter(it -> isBean() && isJavaBean.test(it))
        .map("the program itself has a bean '%s'"::formatted);
  }

  /** Why a file that has it cannot be loaded again; empty if it can. */
  Stream<Problem> fixed(String file) {
    return KINDS.contains(kind)
        ? Stream.empty()
        : Stream.of(
            new Problem(
                file,
                line,
                "a running service cannot apply '%s' again: start the service again, and the edit applies"
                    .formatted(kind)));
  }

  boolean isTemplate() {
    return kind.equals("routeTemplate");
  }

  boolean isBean() {
    return kind.equals("bean");
  }

  boolean isConfiguration() {
    return kind.equals("routeConfiguration");
  }

  /** Whether it is a configuration for all routes that name none. */
  boolean isGlobalConfiguration() {
    return isConfiguration() && id.filter(it -> !it.equals("*")).isEmpty();
  }

  /**
   * Whether a run may need it at any moment. A route that listens to something else, such as a
   * clock or a folder, can wait a moment.
   */
  boolean isNeededByRuns() {
    boolean isRoute = kind.equals("route") || kind.equals("from");
    return !isRoute || from.filter(it -> it.matches("(direct|seda)\\b.*")).isPresent();
  }

  /**
   * Whether it may refer to the element. A mere mention of a bean is enough: then it is loaded once
   * too often.
   */
  boolean mayUse(RouteElement other) {
    return (other.isBean() || other.isTemplate() && kind.equals("templatedRoute"))
        && other.id().filter(it -> contains("(?<![\\w.-])%s(?![\\w-])", it)).isPresent();
  }

  /** Whether it uses one of the properties as a placeholder. */
  boolean usesProperty(Set<String> keys) {
    return keys.stream().anyMatch(it -> contains("\\{\\{[?!]?%s(:|\\}\\})", it));
  }

  private boolean contains(String pattern, String name) {
    return Pattern.compile(pattern.formatted(Pattern.quote(name))).matcher(content).find();
  }

  /** Whether both say the same; the line is ignored. */
  boolean isSameAs(RouteElement other) {
    return kind.equals(other.kind) && content.equals(other.content);
  }
}
