package io.glancesync.architecture;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A name means one thing, and two names differ by more than a letter. */
class NamesTest {
  /** How often each simple name is there. */
  private static Map<String, Long> names() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.glancesync")
            .stream()
            .filter(it -> !it.isAnonymousClass() && !it.isLocalClass())
            .map(JavaClass::getSimpleName)
            .filter(it -> !it.isEmpty() && !it.equals("package-info"))
            .collect(groupingBy(it -> it, TreeMap::new, counting()));
  }

  private static List<String> twice(Map<String, Long> names) {
    return names.entrySet().stream()
        .filter(it -> it.getValue() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<String> plurals(Set<String> names) {
    return names.stream().filter(it -> names.contains(it + "s")).toList();
  }

  @Test
  void no_simple_name_exists_twice() {
    assertThat(names()).hasSizeGreaterThan(300);
    assertThat(twice(names())).isEmpty();
  }

  @Test
  void no_two_names_differ_by_a_plural_s() {
    assertThat(plurals(names().keySet())).isEmpty();
  }

  /**
   * Camel's languages take {@code isX()} for {@code x()} as well; which one they find is chance.
   * The packages are those whose objects routes ask.
   */
  @Test
  void no_class_that_routes_ask_has_two_methods_which_camel_takes_for_each_other() {
    List<String> alike =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.glancesync.run", "io.glancesync.transfer", "io.glancesync.copy")
                .stream()
                .flatMap(type -> alike(type).map(it -> type.getSimpleName() + "." + it))
                .toList();

    assertThat(alike).isEmpty();
  }

  private static Stream<String> alike(JavaClass type) {
    Set<String> names =
        type.getMethods().stream()
            .filter(it -> it.getRawParameterTypes().isEmpty())
            .map(it -> it.getName().toLowerCase(Locale.ROOT))
            .collect(toSet());
    return names.stream().filter(it -> names.contains("is" + it) || names.contains("get" + it));
  }

  @Test
  void both_rules_can_be_broken() {
    assertThat(twice(Map.of("Run", 2L, "Plan", 1L))).containsExactly("Run");
    assertThat(plurals(Set.of("Run", "Runs", "Plan"))).containsExactly("Run");
  }
}
