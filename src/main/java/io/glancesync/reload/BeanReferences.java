package io.glancesync.reload;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the references to beans in a route file. */
final class BeanReferences {
  private static final Pattern BEAN_IN_TEXT = Pattern.compile("\\$\\{bean:([A-Za-z][\\w-]*)");
  private static final Pattern REFERENCE =
      Pattern.compile("#(?:bean:)?([A-Za-z][\\w.-]*)(?:\\?.*)?");
  private static final Pattern LOCAL_NAME = Pattern.compile("[A-Za-z][\\w.-]*");

  private BeanReferences() {}

  /** The names of the beans that this value needs. */
  static Stream<String> in(YamlScalar yamlScalar) {
    String text = yamlScalar.text();
    if (yamlScalar.key().equals("ref") && Set.of("bean", "method").contains(yamlScalar.parent())
        || yamlScalar.key().endsWith("Ref")) {
      return Stream.of(text.split(","))
          .map(it -> it.strip().replaceFirst("^#(bean:)?", ""))
          .filter(it -> LOCAL_NAME.matcher(it).matches());
    }
    var whole = REFERENCE.matcher(text);
    if (Set.of("parameters", "properties").contains(yamlScalar.parent()) && whole.matches()) {
      return Stream.of(whole.group(1));
    }
    return BEAN_IN_TEXT.matcher(text).results().map((MatchResult it) -> it.group(1));
  }
}
