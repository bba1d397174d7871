package io.glancesync.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that cannot fail says nothing: each is broken here by a small class made for it. */
class RulesCanFailTest {
  private static final Architecture BAD = new Architecture("io.glancesync.architecture.bad");
  private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(BAD.root());

  @ParameterizedTest
  @CsvSource({
    "every class is in a package with a known purpose, Homeless",
    "packages use only those below them,               ImageUsesPlan",
    "packages use only those below them,               EdgeUsesRoute",
    "packages use only those below them,               CommandUsesRoute",
    "packages use only those below them,               RouteUsesCommand",
    "packages use only those below them,               CoreUsesEdge",
    "packages use only those below them,               RegionUsesRoot",
    "no package needs itself through others,           CircleThere",
    "no package needs itself through others,           CircleBack",
    "the core uses only what is pure,                  ReadsStream",
    "the core uses only what is pure,                  ReadsFile",
    "the core uses only what is pure,                  OpensConnection",
    "the core uses only what is pure,                  AsksEnvironment",
    "the core uses only what is pure,                  StartsThread",
    "the core uses only what is pure,                  AsksClock",
    "the core uses only what is pure,                  KnowsCamel",
    "the core uses only what is pure,                  KnowsJackson",
    "the core uses only what is pure,                  WritesLog",
    "'the core asks for no time, chance or default',   AsksTime",
    "'the core asks for no time, chance or default',   AsksChance",
    "only routes and the root touch Camel,             TouchesCamel",
    "only routes and the root touch Camel,             KnowsCamel",
    "'only errors know Camel''s exception for an answer', KnowsAnswer"
  })
  void a_rule_finds_who_breaks_it(String rule, String culprit) {
    assertThat(violations(rule)).anyMatch(text -> text.contains("." + culprit));
  }

  @Test
  void nobody_is_found_who_may() {
    assertThat(violations("only routes and the root touch Camel"))
        .noneMatch(text -> text.contains("TouchesCamelRightly"));
  }

  @Test
  void a_package_without_classes_is_found() {
    assertThat(violations("packages use only those below them")).contains("Layer 'file' is empty");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_rule_that_is_about_nothing_fails(String rule) {
    var nowhere = new Architecture("nowhere");

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> nowhere.rules().get(rule).check(CLASSES));
  }

  static Set<String> rules() {
    return BAD.rules().keySet();
  }

  private static Set<String> violations(String rule) {
    EvaluationResult result = BAD.rules().get(rule).evaluate(CLASSES);
    return Set.copyOf(result.getFailureReport().getDetails());
  }
}
