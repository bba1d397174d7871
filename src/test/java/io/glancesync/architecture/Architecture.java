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
      List.of(
          "text",
          "image",
          "region",
          "condition.value",
          "condition.function",
          "condition",
          "plan",
          "planner",
          "report");

  /**
   * Which packages each package may use, from the lowest to the highest. The root may use all. Each
   * line says what is used today; a new use is a decision.
   */
  private static final Map<String, List<String>> MAY_USE =
      table(
          """
          text
          region
          image
          time
          log                -> text, region
          condition.value
          condition.function -> condition.value
          condition          -> region, image, condition.value, condition.function
          plan               -> region, image, condition
          planner            -> region, image, condition, plan
          report             -> text, region, image, plan
          error              -> text, region, image, plan, report
          file               -> text, region, image, plan, report, error
          config.source      -> region, error, file
          config.credential  -> region, config.source
          config             -> region, time, condition, plan, error, file, config.source,
                                config.credential
          openstack          -> text, region, image, time, plan, error, config.source,
                                config.credential, config
          content            -> region, image, time, error, file
          transfer           -> region, image, plan, error, file, content
          deadletter         -> region, image, plan, planner, report, error, file, transfer
          limit              -> region, time, log, error, transfer
          http               -> error, file, config.source, config.credential, openstack, content
          embedded.http
          embedded.keystone  -> embedded.http
          embedded.glance    -> embedded.http, embedded.keystone
          embedded           -> embedded.http, embedded.keystone, embedded.glance
          embedded.example   -> embedded.http, embedded.keystone, embedded.glance, embedded
          cli.option         -> report, openstack, limit
          openstack.request  -> region, image, plan, openstack
          run                -> text, region, image, time, log, plan, planner, report, error,
                                file, config.source, config, openstack, content, transfer,
                                deadletter, limit, openstack.request
          api                -> text, region, image, time, plan, planner, report, error, file,
                                config.credential, openstack, run
          api.page           -> api
          api.server         -> text, time, error, config.source, config.credential, api
          overview           -> region, image, time, plan, planner, report, error, transfer,
                                deadletter, run
          overview.file      -> region, plan, report, error, file, transfer, run, overview
          api.asked          -> region, text, plan, report, error, deadletter, run, api
          metrics            -> region, plan, report, error, file, transfer, limit, run, overview
          tracing            -> text, region, image, plan, report, error, transfer, run
          copy               -> text, region, image, time, plan, planner, error, config,
                                openstack, content, transfer, limit, openstack.request, run
          members            -> text, region, image, plan, planner, error, config, openstack,
                                transfer, openstack.request, run
          event              -> text, region, image, plan, report, error, file, transfer, deadletter, run
          schedule           -> text, region, report, file, run
          store.file         -> region, image, plan, report, error, file, transfer, deadletter, run,
                                schedule
          store              -> planner, report, file, transfer, deadletter, run, schedule, store.file
          api.v2             -> text, region, image, time, plan, transfer, report, error, file,
                                deadletter, limit, run, schedule, api, api.asked,
                                overview
          check              -> text, region, image, time, api, plan, planner, report, error, file,
                                config.source, config, openstack, content, transfer, limit,
                                openstack.request, run, copy, schedule
          route              -> text, region, log, plan, report, error, file, event, config.source, config.credential,
                                config, openstack, content, transfer, limit, copy, run, schedule
          cli.display        -> text, region, image, time, plan, planner, report, transfer,
                                deadletter, cli.option, run, overview
          cli.run            -> text, region, image, time, plan, report, error, file, config.source,
                                config, openstack, transfer, deadletter, limit, cli.option, run,
                                store, overview, overview.file, cli.display
          cli.letters        -> text, region, plan, report, error, file, config, transfer,
                                deadletter, cli.option, run, cli.display, cli.run
          cli.explain        -> text, region, image, plan, planner, report, file, config, deadletter,
                                cli.option, run, cli.display, cli.run
          cli.pause          -> region, time, config, cli.option, run, cli.run
          cli.history        -> text, region, plan, report, error, file, transfer, cli.option,
                                overview, overview.file, cli.display, cli.run
          cli.demo           -> region, plan, report, file, config.source, config,
                                embedded.example, cli.option, run, cli.display, cli.run
          cli.remote         -> text, region, report, error, file, config.source, config.credential,
                                openstack, http, deadletter, cli.option, overview, overview.file,
                                cli.display, cli.run, cli.letters, cli.pause, cli.history
          cli                -> text, region, image, time, plan, planner, report, error, file,
                                config.source, config, openstack, limit, cli.option, run,
                                cli.display, cli.run, cli.letters, cli.explain, cli.pause,
                                cli.history, cli.demo, cli.remote
          property           -> region, time, planner, error, config.source, config.credential, config,
                                content, limit, http, run, schedule, api
          reload             -> error, event, file, time, config.source, run, property
          """);

  private static Map<String, List<String>> table(String text) {
    var table = new LinkedHashMap<String, List<String>>();
    for (String line : text.strip().split("\\n(?=\\S)")) {
      String[] sides = line.split("->");
      table.put(
          sides[0].strip(),
          Stream.of(sides)
              .skip(1)
              .flatMap(it -> Stream.of(it.split(",")))
              .map(String::strip)
              .toList());
    }
    return table;
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
    rules.put("only errors know Camel's exception for an answer", onlyErrorsKnowAnswers());
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
      String[] below = MAY_USE.get(name).toArray(String[]::new);
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
        .resideOutsideOfPackages(root, in("route"), in("reload"), in("api.server"))
        .should()
        .dependOnClassesThat(isOfCamel().and(not(isErrorAnswer())));
  }

  private ArchRule onlyErrorsKnowAnswers() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(root, in("route"), in("reload"), in("error"))
        .should()
        .dependOnClassesThat(isErrorAnswer());
  }

  private static DescribedPredicate<JavaClass> isOfCamel() {
    return resideInAPackage("org.apache.camel..");
  }

  private static DescribedPredicate<JavaClass> isErrorAnswer() {
    return describe(
        "Camel's exception for an error answer",
        type -> type.getSimpleName().equals("HttpOperationFailedException"));
  }

  private String[] core() {
    return CORE.stream().map(this::in).toArray(String[]::new);
  }

  private String in(String name) {
    return root + "." + name;
  }
}
