package io.glancesync.architecture;

import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final Architecture OURS = new Architecture("io.glancesync");

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(DO_NOT_INCLUDE_TESTS).importPackages(OURS.root());

  static Set<String> rules() {
    return OURS.rules().keySet();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_program_keeps_to_the_rule_that(String rule) {
    OURS.rules().get(rule).check(CLASSES);
  }
}
