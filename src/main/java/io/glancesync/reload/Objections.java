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
 * What is wrong with files that each are good YAML: what one of them refers to is nowhere, or is
 * there twice. Camel itself finds this late, at the first message, or not at all.
 */
final class Objections {
  /** What can be removed and loaded again, file by file. */
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
  private final List<Trouble> troubles = new ArrayList<>();

  /**
   * @param isJavaBean whether Java made a bean of this name
   * @param calledByJava addresses that must have a consumer
   */
  Objections(RouteSet set, Predicate<String> isJavaBean, Set<String> calledByJava) {
    this.set = set;
    this.isJavaBean = isJavaBean;
    this.calledByJava = calledByJava;
  }

  List<Trouble> all() {
    set.files().values().forEach(this::file);
    twice("route id", item -> item.isFlow() ? item.field("id") : Optional.empty());
    twice("name of", it -> it.isNamelessConfiguration() ? Optional.empty() : it.name());
    twice(
        "consumer of",
        item -> item.consumer().map(Objections::address).filter(Objections::isDirect));
    calls();
    beans();
    configurations();
    return troubles;
  }

  private void file(RouteFile file) {
    file.flaw().ifPresent(troubles::add);
    if (file.flaw().isEmpty() && file.items().isEmpty()) {
      troubles.add(new Trouble(file.name(), 0, "it is empty"));
    }
    for (Item item : file.items()) {
      if (!KINDS.contains(item.kind())) {
        String reason = "'%s' is nothing that a running service takes over";
        troubles.add(new Trouble(file.name(), item.line(), reason.formatted(item.kind())));
      }
    }
  }

  private void twice(String what, Function<Item, Optional<String>> value) {
    Map<String, RouteFile> seen = new HashMap<>();
    eachItem(
        (file, item) -> {
          String it = value.apply(item).orElse(null);
          RouteFile other = it == null ? null : seen.put(it, file);
          if (other != null) {
            String reason = "the %s %s is in %s, too".formatted(what, it, other.name());
            troubles.add(new Trouble(file.name(), item.line(), reason));
          }
        });
  }

  private void calls() {
    var consumers = new HashSet<String>();
    eachItem((file, item) -> item.consumer().map(Objections::address).ifPresent(consumers::add));
    calledByJava.stream()
        .filter(it -> !consumers.contains(it))
        .map(
            it ->
                new Trouble(
                    "", 0, "there is no route from %s, with which a run begins".formatted(it)))
        .forEach(troubles::add);
    eachWord(
        (file, word) -> {
          if (isCall(word) && !consumers.contains(address(word))) {
            String reason = "there is no route from %s".formatted(address(word));
            troubles.add(new Trouble(file.name(), word.line(), reason));
          }
        });
  }

  private static boolean isCall(Word word) {
    boolean sends =
        SENDERS.contains(word.key()) || word.key().equals("uri") && SENDERS.contains(word.parent());
    return sends && isDirect(word.text()) && !word.text().matches(".*(\\$\\{|\\{\\{).*");
  }

  private static boolean isDirect(String address) {
    return address.startsWith("direct:");
  }

  private static String address(Word word) {
    return word.text().replaceFirst("\\?.*", "").replace("://", ":");
  }

  private void beans() {
    var known = new HashSet<String>();
    eachItem(
        (file, item) -> {
          if (item.kind().equals("bean")) {
            String name = item.field("name").orElse("");
            known.add(name);
            if (isJavaBean.test(name)) {
              String reason = "the program itself has a bean '%s'".formatted(name);
              troubles.add(new Trouble(file.name(), item.line(), reason));
            }
          }
        });
    eachItem(
        (file, item) -> {
          var here = new HashSet<>(known);
          // a template has beans of its own
          item.words().stream()
              .filter(it -> it.parent().equals("beans") && it.key().equals("name"))
              .forEach(it -> here.add(it.text()));
          for (Word word : item.words()) {
            BeanReferences.in(word)
                .filter(it -> !here.contains(it) && !isJavaBean.test(it))
                .map(
                    it ->
                        new Trouble(
                            file.name(), word.line(), "there is no bean '%s'".formatted(it)))
                .forEach(troubles::add);
          }
        });
  }

  private void configurations() {
    var known = new HashSet<String>();
    eachItem(
        (file, item) -> {
          if (item.kind().equals("routeConfiguration")) {
            item.field("id").ifPresent(known::add);
          }
        });
    eachWord(
        (file, word) -> {
          if (word.key().equals("routeConfigurationId")
              && known.stream()
                  .noneMatch(it -> PatternHelper.matchPatterns(it, word.text().split(",")))) {
            String reason = "there is no route configuration '%s'".formatted(word.text());
            troubles.add(new Trouble(file.name(), word.line(), reason));
          }
        });
  }

  private void eachWord(BiConsumer<RouteFile, Word> visitor) {
    eachItem((file, item) -> item.words().forEach(word -> visitor.accept(file, word)));
  }

  private void eachItem(BiConsumer<RouteFile, Item> visitor) {
    set.files().values().forEach(file -> file.items().forEach(item -> visitor.accept(file, item)));
  }
}
