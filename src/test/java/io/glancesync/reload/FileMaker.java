package io.glancesync.reload;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes up files, sound and broken ones. The first letter of the name says what is in a file. */
final class FileMaker {
  /** Files of routes that transfers use, which are never deleted. */
  static final List<String> TRANSFER = List.of("d-deliver", "e-events", "f-transfer");

  static final List<String> OTHERS =
      List.of("b0", "b1", "c0", "c1", "k0", "n0", "n1", "r0", "r1", "r2", "r3", "t0");

  /** A route from there is valid, and does not start. */
  static final String UNSTARTABLE = "file:nowhere?autoCreate=false&startingDirectoryMustExist=true";

  private static final String MORE =
      """
      - route:
          id: more-%1$s
          description: Is broken
          from:
            uri: %2$s
            steps:
              - %3$s
      """;

  private final Random random;
  private final Set<String> defines = new HashSet<>();
  private final Set<String> needs = new HashSet<>();
  private int version;

  FileMaker(Random random) {
    this.random = random;
  }

  /** A file as somebody writes it who makes no mistake in it. */
  MadeFile sound(String name) {
    version++;
    defines.clear();
    needs.clear();
    String text =
        switch (name.equals(SettingsText.FILE) ? 's' : name.charAt(0)) {
          case 'b' -> bean(name);
          case 'c' -> configuration(name);
          case 'd' -> step(name, "direct:deliver", "end");
          case 'e' -> step(name, "seda:events?pollTimeout=20", "event");
          case 'f' -> transfer();
          case 'k' -> clock(name);
          case 'n' -> nameless();
          case 'r' -> route(name);
          case 't' -> template(name);
          default -> settings();
        };
    return new MadeFile(text, Set.copyOf(defines), Set.copyOf(needs), true);
  }

  /** A file in which something is wrong. */
  MadeFile broken(String name) {
    MadeFile good = sound(name);
    String more =
        switch (random.nextInt(7)) {
          case 0 -> "- route: {";
          case 1 -> MORE.formatted(name, "direct:more", "setBoddy: {constant: x}");
          case 2 -> MORE.formatted(name, "direct:more", "to: direct:nobody");
          case 3 -> MORE.formatted("x", "direct:deliver", "log: x");
          case 4 -> MORE.formatted(name, UNSTARTABLE, "log: x");
          case 5 -> MORE.formatted(name, "direct:more", "bean: {ref: nobody}");
          default -> "- rest: {path: /x}\n";
        };
    String text = name.equals(SettingsText.FILE) ? "word = \\u00zz\n" : good.text() + more;
    return new MadeFile(text, good.defines(), good.needs(), false);
  }

  /** What is on disk for a moment while a clock is written: valid by chance. */
  String half() {
    return clock("half");
  }

  private String step(String name, String from, String method) {
    defines.add(from);
    return """
        - route:
            id: %s
            description: version %d
            from:
              uri: %s
              steps:
                - bean: {ref: ledger, method: "%s(${body}, %d)"}
        """
        .formatted(name, version, from, method, version);
  }

  private String transfer() {
    needs.add("direct:deliver");
    return step("f-transfer", "direct:transfer", "begin")
        + """
                - bean: {ref: ledger, method: hold}
                - to: seda:events?waitForTaskToComplete=Never
                - to: direct:deliver
        """;
  }

  private String clock(String id) {
    return step(id, "timer:" + id + "?period=20&delay=0", "tick");
  }

  private String bean(String name) {
    defines.add("bean:" + name);
    boolean isUsing = name.equals("b1") && needed("bean:b0", 50);
    return """
        - beans:
            - name: %s
              type: io.glancesync.reload.Ledger$Greeter
              properties: {word: "%s"%s}
        """
        .formatted(
            name,
            needed("word", 30) ? "{{word}}" : version + "",
            isUsing ? ", other: \"#bean:b0\"" : "");
  }

  private String configuration(String name) {
    defines.add("configuration:" + name);
    return handling("id: " + name);
  }

  private String nameless() {
    return handling("errorHandler: {defaultErrorHandler: {}}");
  }

  private String handling(String first) {
    return """
        - routeConfiguration:
            %s
            description: version %2$d
            onException:
              - onException:
                  exception: [java.lang.IllegalStateException]
                  handled: {constant: "true"}
                  redeliveryPolicy: {maximumRedeliveries: "%3$s", redeliveryDelay: 0}
                  steps:
                    - setBody: {constant: "handled by %1$s %2$d"}
        """
        .formatted(first, version, needed("attempts", 30) ? "{{attempts}}" : "" + random.nextInt(4))
        .replace("handled by errorHandler: {defaultErrorHandler: {}}", "handled by nameless");
  }

  private String route(String name) {
    defines.add("direct:" + name);
    var steps = new ArrayList<String>(List.of("setBody: {constant: \"" + version + "\"}"));
    for (String bean : List.of("b0", "b1")) {
      if (needed("bean:" + bean, 20)) {
        steps.add("bean: {ref: %s, method: greet}".formatted(bean));
      }
    }
    String next = "r" + (name.charAt(1) - '0' + 1);
    if (!name.equals("r3") && needed("direct:" + next, 30)) {
      steps.add("to: direct:" + next);
    } else if (random.nextInt(100) < 70) {
      steps.add("bean: {ref: ledger, method: fail}");
    }
    String wanted = "c" + random.nextInt(2);
    String configured = needed("configuration:" + wanted, 60) ? wanted : "";
    return """
        - route:
            id: %s
            description: version %d
            %s
            from:
              uri: direct:%1$s
              steps:
                - %4$s
        """
        .formatted(
            name,
            version,
            configured.isEmpty() ? "" : "routeConfigurationId: " + configured,
            String.join("\n        - ", steps));
  }

  private String template(String name) {
    defines.add("template:" + name);
    return """
        - routeTemplate:
            id: %s
            parameters:
              - name: at
            from:
              uri: direct:{{at}}
              steps:
                - setBody: {constant: "template %d"}
                - bean: {ref: ledger, method: fail}
        """
        .formatted(name, version);
  }

  private String settings() {
    String text = "";
    for (String key : List.of("attempts", "word")) {
      if (random.nextInt(100) < 90) {
        defines.add(key);
        text += "%s = %d\n".formatted(key, random.nextInt(4));
      }
    }
    return text;
  }

  /** Whether a file refers to something: in so many of a hundred cases. */
  private boolean needed(String what, int percent) {
    return random.nextInt(100) < percent && needs.add(what);
  }
}
