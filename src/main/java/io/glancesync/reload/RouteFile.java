package io.glancesync.reload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A file of {@code routes/}.
 *
 * @param items its elements; empty when there is a flaw
 * @param flaw why the file cannot be read at all
 */
record RouteFile(String name, String text, List<RouteElement> items, Optional<Problem> flaw) {

  static RouteFile of(String name, String text) {
    try {
      return new RouteFile(name, text, items(text), Optional.empty());
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      return flawed(name, text, new Problem(name, line, e.getProblem()));
    } catch (YAMLException | ClassCastException e) {
      return flawed(name, text, new Problem(name, 0, "it is not a list of routes and the like"));
    }
  }

  private static RouteFile flawed(String name, String text, Problem flaw) {
    return new RouteFile(name, text, List.of(), Optional.of(flaw));
  }

  private static List<RouteElement> items(String text) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    var yaml = new Yaml(new SafeConstructor(options));
    var items = new ArrayList<RouteElement>();
    List<?> data = yaml.load(text);
    if (data == null) {
      return items;
    }
    var nodes = (SequenceNode) yaml.compose(new java.io.StringReader(text));
    for (int i = 0; i < data.size(); i++) {
      add((Map<?, ?>) data.get(i), (MappingNode) nodes.getValue().get(i), items);
    }
    return items;
  }

  private static void add(Map<?, ?> data, MappingNode node, List<RouteElement> items) {
    node.getValue()
        .forEach(
            entry -> {
              String kind = ((ScalarNode) entry.getKeyNode()).getValue();
              Object value = data.get(kind);
              if (kind.equals("beans") && value instanceof List<?> beans) {
                List<Node> nodes = ((SequenceNode) entry.getValueNode()).getValue();
                for (int i = 0; i < beans.size(); i++) {
                  items.add(item("bean", beans.get(i), nodes.get(i)));
                }
              } else {
                items.add(item(kind, value, entry.getValueNode()));
              }
            });
  }

  private static RouteElement item(String kind, Object data, Node node) {
    return new RouteElement(kind, data, YamlScalar.below(kind, node), YamlScalar.line(node));
  }

  boolean isSameAs(RouteFile other) {
    return flaw.equals(other.flaw)
        && items.size() == other.items.size()
        && java.util.stream.IntStream.range(0, items.size())
            .allMatch(it -> items.get(it).isSameAs(other.items.get(it)));
  }

  /** The resource that Camel reads: the text that was validated, whatever the disk holds by now. */
  Resource resource() {
    return ResourceHelper.fromString("file:routes/" + name, text);
  }
}
