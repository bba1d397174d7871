package io.glancesync.reload;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A file of {@code routes/}.
 *
 * @param elements its elements; empty when there is a flaw
 * @param flaw why the file cannot be read at all
 */
record RouteFile(String name, String text, List<RouteElement> elements, Optional<Problem> flaw) {

  static RouteFile of(String name, String text) {
    try {
      List<RouteElement> elements = elements(new Yaml().compose(new StringReader(text)));
      return elements.isEmpty()
          ? flawed(name, text, 0, "it is empty")
          : new RouteFile(name, text, elements, Optional.empty());
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      return flawed(name, text, line, e.getProblem());
    } catch (YAMLException | ClassCastException e) {
      return flawed(name, text, 0, "it is not a list of routes and the like");
    }
  }

  private static RouteFile flawed(String name, String text, int line, String reason) {
    return new RouteFile(name, text, List.of(), Optional.of(new Problem(name, line, reason)));
  }

  private static List<RouteElement> elements(Node root) {
    var elements = new ArrayList<RouteElement>();
    if (root != null) {
      for (Node node : ((SequenceNode) root).getValue()) {
        for (NodeTuple entry : ((MappingNode) node).getValue()) {
          String kind = ((ScalarNode) entry.getKeyNode()).getValue();
          if (kind.equals("beans") && entry.getValueNode() instanceof SequenceNode beans) {
            beans.getValue().forEach(it -> elements.add(RouteElement.of("bean", it)));
          } else {
            elements.add(RouteElement.of(kind, entry.getValueNode()));
          }
        }
      }
    }
    return elements;
  }

  boolean isSameAs(RouteFile other) {
    return flaw.equals(other.flaw)
        && elements.size() == other.elements.size()
        && IntStream.range(0, elements.size())
            .allMatch(it -> elements.get(it).isSameAs(other.elements.get(it)));
  }

  /** The resource that Camel reads: the text that was validated, whatever the disk holds by now. */
  Resource resource() {
    return ResourceHelper.fromString("file:routes/" + name, text);
  }
}
