package io.glancesync.reload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A value in a route file.
 *
 * @param key the key of the value
 * @param parent the key of the surrounding map
 */
record YamlScalar(String parent, String key, String text, int line) {

  /** Every value below a node, at any depth. */
  static List<YamlScalar> below(String key, Node node) {
    var words = new ArrayList<YamlScalar>();
    collect("", key, node, words, Collections.newSetFromMap(new IdentityHashMap<>()));
    return words;
  }

  private static void collect(
      String parent, String key, Node node, List<YamlScalar> words, Set<Node> above) {
    if (!above.add(node)) {
      throw new YAMLException("an alias within what it stands for");
    }
    if (node instanceof ScalarNode scalar) {
      words.add(new YamlScalar(parent, key, scalar.getValue(), line(node)));
    } else if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(it -> collect(parent, key, it, words, above));
    } else if (node instanceof MappingNode map) {
      for (NodeTuple entry : map.getValue()) {
        String inner = entry.getKeyNode() instanceof ScalarNode it ? it.getValue() : "";
        collect(key, inner, entry.getValueNode(), words, above);
      }
    }
    above.remove(node);
  }

  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
