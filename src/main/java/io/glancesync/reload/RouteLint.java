package io.glancesync.reload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.camel.support.PatternHelper;

/**
 * Finds errors in files that are valid YAML: a reference to something that does not exist, or
 * exists twice. Camel itself finds such an error late, at the first message, or never.
 */
final class RouteLint {
  /** The elements that can be removed and loaded again, file by file. */
  private static final Set<String> KINDS =
      Set.of(
          "route",
          "from",
          "routeTemplate",
          "routeConfiguration",
          "bean",
          "onException",
          "onCompletion",
          "intercept",
          "interceptFrom",
          "interceptSendToEndpoint");

  private static final Set<String> SENDERS = Set.of("to", "toD", "wireTap", "poll");

  private final RouteSet set;
  private final Predicate<String> isJavaBean;
  private final Set<String> calledByJava;
  private final List<Problem> troubles = new ArrayList<>();

  /**
   * @param isJavaBean whether Java created a bean of this name
   * @param calledByJava addresses that must have a consumer
   */
  RouteLint(RouteSet set, Predicate<String> isJavaBean, Set<String> calledByJava) {
    this.set = set;
    this.isJavaBean = isJavaBean;
    this.calledByJava = calledByJava;
  }

  List<Problem> all() {
    set.files().values().forEach(this::file);
    twice(
        "route id",
        routeElement -> routeElement.isFlow() ? routeElement.field("id") : Optional.empty());
    twice("name of", it -> it.isNamelessConfiguration() ? Optional.empty() : it.name());
    twice(
        "consumer of",
        routeElement ->
            routeElement.consumer().map(RouteLint::address).filter(RouteLint::isDirect));
    calls();
    beans();
    configurations();
    return troubles;
  }

  private void file(RouteFile file) {
    file.flaw().ifPresent(troubles::add);
    if (file.flaw().isEmpty() && file.items().isEmpty()) {
      troubles.add(new Problem(file.name(), 0, "it is empty"));
    }
    for (RouteElement routeElement : file.items()) {
      if (!KINDS.contains(routeElement.kind())) {
        String reason = "'%s' is nothing that a running service takes over";
        troubles.add(
            new Problem(file.name(), routeElement.line(), reason.formatted(routeElement.kind())));
      }
    }
  }

  private void twice(String what, Function<RouteElement, Optional<String>> value) {
    Map<String, RouteFile> seen = new HashMap<>();
    eachItem(
        (file, routeElement) -> {
          String it = value.apply(routeElement).orElse(null);
          RouteFile other = it == null ? null : seen.put(it, file);
          if (other != null) {
            String reason = "the %s %s is in %s, too".formatted(what, it, other.name());
            troubles.add(new Problem(file.name(), routeElement.line(), reason));
          }
        });
  }

  private void calls() {
    var consumers = new HashSet<String>();
    eachItem(
        (file, routeElement) ->
            routeElement.consumer().map(RouteLint::address).ifPresent(consumers::add));
    calledByJava.stream()
        .filter(it -> !consumers.contains(it))
        .map(
            it ->
                new Problem(
                    "", 0, "there is no route from %s, with which a run begins".formatted(it)))
        .forEach(troubles::add);
    eachWord(
        (file, yamlScalar) -> {
          if (isCall(yamlScalar) && !consumers.contains(address(yamlScalar))) {
            String reason = "there is no route from %s".formatted(address(yamlScalar));
            troubles.add(new Problem(file.name(), yamlScalar.line(), reason));
          }
        });
  }

  private static boolean isCall(YamlScalar yamlScalar) {
    boolean sends =
        SENDERS.contains(yamlScalar.key())
            || yamlScalar.key().equals("uri") && SENDERS.contains(yamlScalar.parent());
    return sends
        && isDirect(yamlScalar.text())
        && !yamlScalar.text().matches(".*(\\$\\{|\\{\\{).*");
  }

  private static boolean isDirect(String address) {
    return address.startsWith("direct:");
  }

  private static String address(YamlScalar yamlScalar) {
    return yamlScalar.text().replaceFirst("\\?.*", "").replace("://", ":");
  }

  private void beans() {
    var known = new HashSet<String>();
    eachItem(
        (file, routeElement) -> {
          if (routeElement.kind().equals("bean")) {
            String name = routeElement.field("name").orElse("");
            known.add(name);
            if (isJavaBean.test(name)) {
              String reason = "the program itself has a bean '%s'".formatted(name);
              troubles.add(new Problem(file.name(), routeElement.line(), reason));
            }
          }
        });
    eachItem(
        (file, routeElement) -> {
          var here = new HashSet<>(known);
          // a template may define beans of its own
          routeElement.words().stream()
              .filter(it -> it.parent().equals("beans") && it.key().equals("name"))
              .forEach(it -> here.add(it.text()));
          for (YamlScalar yamlScalar : routeElement.words()) {
            BeanReferences.in(yamlScalar)
                .filter(it -> !here.contains(it) && !isJavaBean.test(it))
                .map(
                    it ->
                        new Problem(
                            file.name(), yamlScalar.line(), "there is no bean '%s'".formatted(it)))
                .forEach(troubles::add);
          }
        });
  }

  private void configurations() {
    var known = new HashSet<String>();
    eachItem(
        (file, routeElement) -> {
          if (routeElement.kind().equals("routeConfiguration")) {
            routeElement.field("id").ifPresent(known::add);
          }
        });
    eachWord(
        (file, yamlScalar) -> {
          if (yamlScalar.key().equals("routeConfigurationId")
              && known.stream()
                  .noneMatch(it -> PatternHelper.matchPatterns(it, yamlScalar.text().split(",")))) {
            String reason = "there is no route configuration '%s'".formatted(yamlScalar.text());
            troubles.add(new Problem(file.name(), yamlScalar.line(), reason));
          }
        });
  }

  private void eachWord(BiConsumer<RouteFile, YamlScalar> visitor) {
    eachItem(
        (file, routeElement) ->
            routeElement.words().forEach(yamlScalar -> visitor.accept(file, yamlScalar)));
  }

  private void eachItem(BiConsumer<RouteFile, RouteElement> visitor) {
    set.files()
        .values()
        .forEach(file -> file.items().forEach(routeElement -> visitor.accept(file, routeElement)));
  }
}
