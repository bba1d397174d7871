package io.glancesync.config.source;

import io.glancesync.file.LimitedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML as maps, lists and texts, and as {@link Null} what stands for nothing. */
public final class YamlFile {
  private YamlFile() {}

  /**
   * What YAML 1.1 takes for nothing unless it is quoted.
   *
   * @param text as it is written: a password may be called so
   */
  public record Null(String text) {}

  /** Takes each scalar as the text it is: a password 0123 is neither 83 nor 123. */
  private static final class TextsOnly extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.NULL, Pattern.compile("^(?:~|null|Null|NULL)$"), "~nN");
      addImplicitResolver(Tag.MERGE, Pattern.compile("^<<$"), "<");
    }
  }

  private static final class Constructor extends SafeConstructor {
    Constructor(LoaderOptions options) {
      super(options);
      yamlConstructors.put(
          Tag.NULL,
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              // an empty file has no node
              return new Null(node instanceof ScalarNode it ? it.getValue() : "");
            }
          });
    }
  }

  /**
   * The file's mapping; an empty one when it is empty.
   *
   * @throws ConfigurationException when it cannot be read; shows nothing of its content
   */
  public static Map<String, Object> read(Path file) {
    try {
      return mapping(yaml().load(LimitedFile.text(file, LimitedFile.CONFIGURATION)))
          .orElseGet(Map::of);
    } catch (LimitedFile.Unfit e) {
      throw new ConfigurationException(file + ": " + e.getReason());
    } catch (IOException e) {
      throw new ConfigurationException(file + ": the file cannot be read (" + reason(e) + ")");
    } catch (YAMLException | ClassCastException e) {
      throw new ConfigurationException(
          "%s%s: this is not YAML. A value with one of : # * & %% @ ` in it needs quotes"
              .formatted(file, position(e)));
    }
  }

  /** A value as a mapping, if it is one. */
  public static Optional<Map<String, Object>> mapping(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return Optional.empty();
    }
    var mapping = new LinkedHashMap<String, Object>();
    map.forEach((key, inner) -> mapping.put(String.valueOf(key), inner));
    return Optional.of(mapping);
  }

  private static Yaml yaml() {
    var loading = new LoaderOptions();
    var dumping = new DumperOptions();
    return new Yaml(
        new Constructor(loading), new Representer(dumping), dumping, loading, new TextsOnly());
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName();
  }

  // the message of the exception quotes the file
  private static String position(RuntimeException e) {
    return e instanceof MarkedYAMLException marked && marked.getProblemMark() != null
        ? ":" + (marked.getProblemMark().getLine() + 1)
        : "";
  }
}
