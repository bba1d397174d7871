package io.glancesync.api.v2;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.api.ProblemType;
import io.glancesync.api.asked.AskedRun.AskedState;
import io.glancesync.error.ErrorClass;
import io.glancesync.overview.Cell;
import io.glancesync.plan.Action;
import io.glancesync.plan.State;
import io.glancesync.plan.Warning;
import io.glancesync.report.Check.CheckStatus;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.transfer.TransferPhase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code openapi.yaml}: whether it is valid, and says what the routes and the code do. */
class ContractTest {
  private static final Contract CONTRACT = Contract.SHIPPED;
  private static final Pattern NAMED = Pattern.compile("\\{(\\w+)}");
  private static final String VERSION_TWO = "platform-http:/v2";
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  @Test
  void every_reference_leads_to_something_and_everything_is_used() {
    JsonNode document = CONTRACT.document();
    Set<String> references = new TreeSet<>(document.findValuesAsText("$ref"));
    assertThat(references)
        .hasSizeGreaterThan(50)
        .allMatch(it -> it.startsWith("#/components/"))
        .allMatch(it -> document.at(it.substring(1)).isObject());
    document
        .path("components")
        .properties()
        .forEach(
            kind ->
                kind.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        it ->
                            assertThat(
                                    kind.getKey().equals("securitySchemes") ? Set.of() : Set.of(it))
                                .allMatch(
                                    name ->
                                        references.contains(
                                            "#/components/%s/%s".formatted(kind.getKey(), name)))));
  }

  @Test
  void every_operation_has_an_id_of_its_own_and_declares_what_is_in_its_path() {
    assertThat(CONTRACT.document().path("openapi").asText()).startsWith("3.0.");
    assertThat(CONTRACT.operations().stream().map(ContractTest::id).toList())
        .isNotEmpty()
        .doesNotHaveDuplicates();
    for (Contract.Operation it : CONTRACT.operations()) {
      Set<String> named =
          NAMED.matcher(it.path()).results().map((MatchResult m) -> m.group(1)).collect(toSet());
      assertThat(
              CONTRACT.parameters(it).stream()
                  .filter(parameter -> parameter.path("in").asText().equals("path"))
                  .peek(parameter -> assertThat(parameter.path("required").asBoolean()).isTrue())
                  .map(parameter -> parameter.path("name").asText())
                  .toList())
          .as(it.path())
          .containsExactlyInAnyOrderElementsOf(named);
      JsonNode answers = CONTRACT.at(it.pointer() + "/responses");
      assertThat(answers.has("404"))
          .as(it.path())
          .isEqualTo(!named.isEmpty() || List.of("show-status", "begin-run").contains(id(it)));
      for (String code : List.of("400", "401", "403", "429", "503")) {
        assertThat(answers.has(code)).as("%s %s", it.path(), code).isTrue();
      }
      boolean isReading = it.method().equals("get");
      assertThat(answers.has("304")).as(it.path()).isEqualTo(isReading);
      assertThat(List.of("200", "202", "204").stream().filter(answers::has))
          .as(it.path())
          .hasSize(1);
    }
  }

  @Test
  void an_object_has_no_fields_but_those_that_are_named() {
    List<JsonNode> objects =
        CONTRACT.document().findParents("properties").stream()
            .filter(it -> it.path("type").asText().equals("object"))
            .toList();
    assertThat(objects)
        .hasSizeGreaterThan(40)
        .allMatch(it -> it.path("additionalProperties").isBoolean())
        .noneMatch(it -> it.path("additionalProperties").asBoolean());
  }

  private static String id(Contract.Operation operation) {
    return CONTRACT.at(operation.pointer()).path("operationId").asText();
  }

  @Test
  void the_operations_are_the_routes() {
    Set<String> operations =
        CONTRACT.operations().stream()
            .map(it -> "%s %s %s".formatted(id(it), it.method(), it.path()))
            .collect(toSet());
    assertThat(operations).isEqualTo(routes()).hasSizeGreaterThan(15);
  }

  /** Each route below {@code /v2}, once for each method; HEAD belongs to GET. */
  private static Set<String> routes() {
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      return files
          .filter(it -> it.toString().endsWith(".yaml"))
          .flatMap(ContractTest::entries)
          .map(it -> new ObjectMapper().valueToTree(it).path("route"))
          .filter(it -> it.at("/from/uri").asText().matches(VERSION_TWO + "(/.*)?"))
          .flatMap(ContractTest::operations)
          .collect(toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<?> entries(Path file) {
    try {
      return new Yaml(new SafeConstructor(new LoaderOptions()))
          .<Collection<?>>load(Files.readString(file)).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> operations(JsonNode route) {
    String path = route.at("/from/uri").asText().substring("platform-http:".length());
    return Stream.of(route.at("/from/parameters/httpMethodRestrict").asText().split(","))
        .filter(it -> !it.equals("HEAD"))
        .map(
            it ->
                "%s %s %s".formatted(route.path("id").asText(), it.toLowerCase(Locale.ROOT), path));
  }

  private static <E extends Enum<E>> List<String> words(Class<E> type, Function<E, String> word) {
    return Stream.of(type.getEnumConstants()).map(word).distinct().toList();
  }

  @Test
  void the_words_are_those_of_the_code() {
    List<String> outcomes = words(RunOutcome.class, RunOutcome::text);
    Map<String, List<String>> all =
        Map.ofEntries(
            Map.entry("State", words(State.class, State::text)),
            Map.entry("RunOutcome", outcomes),
            Map.entry("RunState", words(AskedState.class, AskedState::name)),
            Map.entry("RegionOutcome", words(RegionOutcome.class, RegionOutcome::text)),
            Map.entry("TransferOutcome", words(TransferOutcome.class, TransferOutcome::text)),
            Map.entry("Action", words(Action.class, Action::text)),
            Map.entry("ErrorClass", words(ErrorClass.class, ErrorClass::toString)),
            Map.entry("TransferPhase", words(TransferPhase.class, TransferPhase::text)),
            Map.entry(
                "WaitsFor",
                Stream.concat(
                        Stream.of(TransferPhase.values()).flatMap(it -> it.waitsFor().stream()),
                        Stream.of("null"))
                    .toList()),
            Map.entry(
                "CheckStatus", words(CheckStatus.class, it -> it.name().toLowerCase(Locale.ROOT))),
            Map.entry("WarningCode", words(Warning.Code.class, Warning.Code::text)),
            Map.entry("ProblemType", words(ProblemType.class, ProblemType::uri)));
    all.forEach(
        (name, words) ->
            assertThat(CONTRACT.at("/components/schemas/" + name).path("enum"))
                .as(name)
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(words));
    assertThat(CONTRACT.at("/components/schemas/StateCounts/properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(all.get("State"));
    String letters =
        Stream.of(State.values()).map(Cell::of).map(String::valueOf).reduce("", String::concat);
    String pattern =
        CONTRACT.at("/components/schemas/MatrixImage/properties/cells/pattern").asText();
    assertThat(letters + Cell.NOT_SELECTED + Cell.UNKNOWN).matches(pattern);
    assertThat("x").doesNotMatch(pattern);
  }

  private static final String NO_TRANSFERS = "{\"transfers\": []}";
  private static final String PROBLEM_BODY =
      """
      {"type": "/v2/problems/unknown-run", "title": "There is no such run", "status": 404,
       "detail": "There is no run 'x'", "instance": "req-1"}
      """;

  private static List<String> errors(int code, String type, String body) {
    return CONTRACT.errors("GET", "/v2/transfers", code, type, body);
  }

  @Test
  void an_answer_that_keeps_to_it_is_taken() {
    assertThat(errors(200, JSON, NO_TRANSFERS)).isEmpty();
    assertThat(errors(304, JSON, "")).isEmpty();
    assertThat(CONTRACT.errors("HEAD", "/v2/transfers", 200, JSON, "")).isEmpty();
    assertThat(CONTRACT.errors("GET", "/v2/runs/x", 404, PROBLEM, PROBLEM_BODY)).isEmpty();
    assertThat(CONTRACT.errors("GET", "/v2/x", 404, PROBLEM, PROBLEM_BODY)).isEmpty();
    assertThat(
            CONTRACT.errors("GET", "/v2/runs?limit=1&schedule=hourly", 200, JSON, "{\"runs\": []}"))
        .isEmpty();
    assertThat(CONTRACT.errors("GET", "/v2/openapi.yaml", 200, "application/yaml", "openapi:"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "an unknown field     | GET  | /v2/transfers       | 200 | application/json | {'transfers': [], 'more': 1}",
        "a missing field      | GET  | /v2/transfers       | 200 | application/json | {}",
        "a wrong type         | GET  | /v2/transfers       | 200 | application/json | {'transfers': {}}",
        "null where none may  | GET  | /v2/transfers       | 200 | application/json | {'transfers': null}",
        "no JSON              | GET  | /v2/transfers       | 200 | application/json | {'transfers': []} x",
        "no body              | GET  | /v2/transfers       | 200 | application/json | ''",
        "a body of 304        | GET  | /v2/transfers       | 304 | application/json | {'transfers': []}",
        "a body of HEAD       | HEAD | /v2/transfers       | 200 | application/json | {'transfers': []}",
        "an undeclared code   | GET  | /v2/transfers       | 500 | application/json | {'transfers': []}",
        "an undeclared code   | GET  | /v2/transfers       | 404 | application/problem+json | {'type': '/v2/problems/unknown-run', 'title': 'x', 'status': 404, 'detail': 'x', 'instance': 'x'}",
        "an undeclared type   | GET  | /v2/transfers       | 200 | text/html | {'transfers': []}",
        "an undeclared type   | GET  | /v2/runs/x          | 404 | application/json | {'type': '/v2/problems/unknown-run', 'title': 'x', 'status': 404, 'detail': 'x', 'instance': 'x'}",
        "an unknown path      | GET  | /v2/transfer        | 200 | application/json | {'transfers': []}",
        "an unknown method    | POST | /v2/transfers       | 200 | application/json | {'transfers': []}",
        "an unknown parameter | GET  | /v2/transfers?all=1 | 200 | application/json | {'transfers': []}",
        "another status       | GET  | /v2/runs/x          | 404 | application/problem+json | {'type': '/v2/problems/unknown-run', 'title': 'x', 'status': 400, 'detail': 'x', 'instance': 'x'}",
        "an unknown problem   | GET  | /v2/runs/x          | 404 | application/problem+json | {'type': '/v2/problems/no-run', 'title': 'x', 'status': 404, 'detail': 'x', 'instance': 'x'}",
        "no time              | GET  | /v2/checks          | 200 | application/json | {'at': 'yesterday', 'checks': []}",
        "no UUID              | GET  | /v2/status          | 200 | application/json | {'states': {}, 'regions': [], 'images': [{'image': 'a', 'size': 1, 'master_id': 'x', 'cells': ''}]}",
        "a field deep inside  | GET  | /v2/events          | 200 | application/json | {'epoch': 'x', 'newest': 1, 'complete': true, 'events': [{'id': 1, 'type': 'region.back', 'time': '2026-11-26T23:05:01Z', 'region': 'Burgos', 'more': 1}]}",
        "an unknown event     | GET  | /v2/events          | 200 | application/json | {'epoch': 'x', 'newest': 1, 'complete': true, 'events': [{'id': 1, 'type': 'region.gone', 'time': '2026-11-26T23:05:01Z', 'region': 'Burgos'}]}"
      },
      quoteCharacter = '`')
  void an_answer_that_does_not_is_refused(
      String what, String method, String path, int code, String type, String body) {
    String json = body.equals("''") ? "" : body.replace('\'', '"');
    assertThat(CONTRACT.errors(method, path, code, type, json)).as(what).isNotEmpty();
  }
}
