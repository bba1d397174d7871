package io.glancesync.routes.rules;

import java.util.function.Supplier;
import java.util.regex.Matcher;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** A step in each route, as a bean, an expression and a processor; one of them can go off. */
public final class Bomb implements Processor {
  /** How Camel calls it. */
  public enum Kind {
    BEAN,
    EXPRESSION,
    PROCESSOR
  }

  /** Makes it known to the routes. */
  public static final String BEANS =
      """
      - beans:
          - name: bomb
            type: io.glancesync.routes.rules.Bomb
      """;

  private static volatile String route = "";
  private static volatile Kind kind = Kind.BEAN;
  private static volatile boolean hasGoneOff;
  private static volatile Supplier<Error> error;

  /** Goes off whenever this route begins. */
  public static void arm(String atRoute, Kind as, Supplier<Error> with) {
    route = atRoute;
    kind = as;
    error = with;
    hasGoneOff = false;
  }

  public static void disarm() {
    route = "";
  }

  static boolean hasGoneOff() {
    return hasGoneOff;
  }

  /**
   * The text of a route file with such steps at the beginning of each route. In {@code
   * run-admitted-transfer} they are within its doTry: a phase waits for the end of it.
   */
  public static String laid(String text) {
    return text.replaceAll(
            "(?m)^    id: (?!run-admitted-transfer$)(\\S+)\\n((?:    .*\\n)*?)      steps:\\n",
            "    id: $1\n$2      steps:\n" + steps("$1", 8))
        .replaceAll(
            "(?m)^ {20}- to: \\{.*direct:run-until-ended}\n",
            Matcher.quoteReplacement(steps("run-admitted-transfer", 20)) + "$0");
  }

  private static String steps(String route, int columns) {
    return """
        - filter:
            method: {ref: bomb, method: "expression('%1$s')"}
            steps:
              - stop: {}
        - bean: {ref: bomb, method: "bean('%1$s')"}
        - setVariable:
            name: bombAt
            constant: %1$s
        - process: {ref: bomb}
        """
        .formatted(route)
        .indent(columns);
  }

  public void bean(String at) {
    check(at, Kind.BEAN);
  }

  public boolean expression(String at) {
    check(at, Kind.EXPRESSION);
    return false;
  }

  @Override
  public void process(Exchange exchange) {
    check(exchange.getVariable("bombAt", String.class), Kind.PROCESSOR);
  }

  private static void check(String at, Kind as) {
    if (route.equals(at) && kind == as) {
      hasGoneOff = true;
      throw error.get();
    }
  }
}
