package io.glancesync.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Scanner;
import java.util.Set;
import java.util.Timer;
import java.util.stream.Stream;

/**
 * What may depend on what.
 *
 * @param root the package that holds all others: the program's own, or that of an example that
 *     breaks the rules
 */
record Architecture(String root) {
  private static final List<String> CORE =
      List.of("text", "image", "region", "plan", "plan.condition", "report");
  private static final List<String> EDGES =
      List.of("openstack", "config", "file", "transfer", "schedule");

  /** What each package may use; the root may use all. */
  private static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

  static {
    MAY_USE.put("text", List.of());
    MAY_USE.put("log", List.of("text", "region"));
    MAY_USE.put("image", List.of());
    MAY_USE.put("region", List.of());
    MAY_USE.put("plan.condition", List.of("image", "region"));
    MAY_USE.put("plan", List.of("image", "region", "plan.condition"));
    MAY_USE.put("report", List.of("image", "region", "plan", "plan.condition"));
    MAY_USE.put("time", List.of());
    MAY_USE.put("bandwidth", List.of("region", "time"));
    for (String edge : EDGES) {
      MAY_USE.put(edge, both(both(CORE, EDGES), List.of("time")));
    }
    MAY_USE.put("http", List.of("config", "file", "openstack", "transfer"));
    MAY_USE.put("route", both(both(CORE, EDGES), List.of("bandwidth", "time")));
    MAY_USE.put("reload", both(CORE, EDGES));
    MAY_USE.put("embedded", List.of());
    MAY_USE.put("embedded.example", List.of("embedded"));
    MAY_USE.put("cli", both(both(CORE, EDGES), List.of("bandwidth", "time", "embedded.example")));
  }

  /** The parts of the platform that neither read, write, wait, tell the time nor ask around. */
  private static final String[] PURE = {
    "java.lang",
    "java.lang.invoke",
    "java.lang.runtime",
    "java.math",
    "java.nio",
    "java.nio.charset",
    "java.security",
    "java.time",
    "java.util",
    "java.util.function",
    "java.util.regex",
    "java.util.stream",
    "org.apache.commons.text.similarity"
  };

  private static final List<Class<?>> IMPURE =
      List.of(
          System.class,
          Runtime.class,
          Thread.class,
          Process.class,
          ProcessBuilder.class,
          Clock.class,
          Random.class,
          Scanner.class,
          Timer.class);

  /** Answers that differ from one call, or from one machine, to the next. */
  private static final Set<String> IMPURE_METHODS =
      Set.of("now", "randomUUID", "random", "getDefault");

  /** Every rule by its name. */
  Map<String, ArchRule> rules() {
    var rules = new LinkedHashMap<String, ArchRule>();
    rules.put("every class is in a package with a known purpose", everyClassHasAPlace());
    rules.put("packages use only those below them", layers());
    rules.put("no package needs itself through others", noCycles());
    rules.put("the core uses only what is pure", coreIsPure());
    rules.put("the core asks for no time, chance or default", coreIsDeterminate());
    rules.put("only routes and the root touch Camel", onlyRoutesTouchCamel());
    return rules;
  }

  private ArchRule everyClassHasAPlace() {
    return classes()
        .should()
        .resideInAnyPackage(
            Stream.concat(Stream.of(root), MAY_USE.keySet().stream().map(this::in))
                .toArray(String[]::new));
  }

  /** A package without classes is a violation, so that no rule outlives what it is about. */
  private ArchRule layers() {
    LayeredArchitecture layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
    layers = layers.layer("root").definedBy(root);
    for (String name : MAY_USE.keySet()) {
      layers = layers.layer(name).definedBy(in(name));
    }
    layers = layers.whereLayer("root").mayNotBeAccessedByAnyLayer();
    for (String name : MAY_USE.keySet()) {
      String[] below =
          MAY_USE.get(name).stream().filter(other -> !other.equals(name)).toArray(String[]::new);
      layers =
          below.length == 0
              ? layers.whereLayer(name).mayNotAccessAnyLayer()
              : layers.whereLayer(name).mayOnlyAccessLayers(below);
    }
    return layers;
  }

  private ArchRule noCycles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  private ArchRule coreIsPure() {
    return classes()
        .that()
        .resideInAnyPackage(core())
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(core())
                .or(resideInAnyPackage(PURE).and(not(isImpure())))
                .or(describe("primitives", Architecture::isOfPrimitives)));
  }

  private static boolean isOfPrimitives(JavaClass type) {
    return type.getBaseComponentType().isPrimitive();
  }

  private static DescribedPredicate<JavaClass> isImpure() {
    return describe("impure", type -> IMPURE.stream().anyMatch(it -> assignableTo(it).test(type)));
  }

  private ArchRule coreIsDeterminate() {
    return noClasses()
        .that()
        .resideInAnyPackage(core())
        .should()
        .accessTargetWhere(
            describe(
                "it differs from call to call",
                (JavaAccess<?> access) ->
                    IMPURE_METHODS.contains(access.getTarget().getName())
                        && resideInAPackage("java..").test(access.getTargetOwner())));
  }

  private ArchRule onlyRoutesTouchCamel() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(root, in("route"), in("reload"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.camel..");
  }

  private String[] core() {
    return CORE.stream().map(this::in).toArray(String[]::new);
  }

  private String in(String name) {
    return root + "." + name;
  }

  private static List<String> both(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
