package io.glancesync.routes.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What breaks a rule for steps is found; {@link RoutesTest} applies them to the delivered files.
 */
class StepRulesTest {
  private static final String GOOD =
      """
      - route:
          id: go
          description: Goes
          note: "# is not a comment here"
          from:
            uri: direct:go
            steps:
              - doTry:
                  id: go-try
                  steps:
                    - to: {id: go-to-there, uri: direct:there}
                    - choice:
                        id: go-choose
                        when:
                          - id: go-when-body
                            expression: {simple: {expression: "${body}"}}
                            steps: []
                        otherwise:
                          id: go-otherwise
                          steps:
                            - stop: {id: go-stop}
                  doCatch:
                    - id: go-catch
                      exception: [java.lang.Exception]
                      steps: []
                  doFinally:
                    id: go-finally
                    steps: []
      - routeConfiguration:
          id: errors
          onException:
            - onException:
                id: errors-on-any
                exception: [java.lang.Exception]
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a step has an id               | 'id: go-to-there, '    | ''              | direct:there",
        "a step has an id               | '{id: go-to-there, uri: direct:there}' | direct:there | direct:there",
        "a step has an id               | id: go-stop            | id: goStop      | goStop",
        "a step has an id               | {id: go-stop}          | {}              | {}",
        "a step has an id               | id: go-when-body       | note: x         | simple",
        "a step has an id               | id: go-otherwise       | note: x         | stop",
        "a step has an id               | id: go-catch           | note: x         | exception",
        "a step has an id               | id: go-finally         | note: x         | steps",
        "a step has an id               | id: errors-on-any      | note: x         | exception",
        "no two steps have the same id  | id: go-finally         | id: go-stop     | go-stop",
        "no two steps have the same id  | id: errors-on-any      | id: go-try      | go-try",
        "nothing is said in a comment   | '- route:'             | '- route: # x'  | '# x'",
        "nothing is said in a comment   | 'steps: []'            | 'steps: [] # x' | '# x'",
      })
  void each_rule_can_be_broken(String rule, String good, String bad, String said) {
    assertThat(broken(rule, GOOD)).isEmpty();
    assertThat(GOOD).contains(good);

    List<String> broken = broken(rule, GOOD.replace(good, bad));

    assertThat(broken).isNotEmpty().allMatch(it -> it.contains(said));
  }

  /** The rules for routes see the form without abbreviations as they see the short one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "what is there is called        | uri: direct:go, id: c | uri: direct:x, id: c      | direct:go",
        "a bean and its method exist    | ref: bomb             | ref: nobody               | nobody",
        "a bean and its method exist    | method: bean(x)       | method: walk(x)           | walk",
        "only some files make requests  | uri: direct:go, id: c | 'uri: http:glance, id: c' | http:glance",
        "no program hides in a route    | simple:               | groovy:                   | groovy",
        "what is read was set           | name: region          | name: other               | region",
      })
  void rules_for_routes_can_be_broken_too(String rule, String good, String bad, String said) {
    String text =
        """
        - route:
            id: go
            description: Goes
            from:
              uri: direct:go
              steps:
                - setVariable: {id: a, name: region, expression: {method: {ref: bomb, method: bean(x)}}}
                - setBody: {id: b, expression: {simple: {expression: "${variable.region}"}}}
                - to: {uri: direct:go, id: c}
        """;
    assertThat(broken(rule, text)).isEmpty();
    assertThat(text).contains(good);

    assertThat(broken(rule, text.replace(good, bad))).singleElement().asString().contains(said);
  }

  private static List<String> broken(String rule, String text) {
    var rules = new RouteRules(RouteFiles.of(text), Map.of("bomb", Bomb.class));
    return RouteRules.all().get(rule).apply(rules);
  }
}
