package io.glancesync.routes.api;

import static io.glancesync.routes.ScriptedAnswers.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.api.TestRequest;
import io.glancesync.api.UrlPath;
import io.glancesync.api.v2.Contract;
import io.glancesync.report.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;

/**
 * Whatever a caller sends to version 2, it is told what was wrong with it: each operation of the
 * contract, with parameters and bodies that are right, nearly right, or nonsense.
 */
class RandomRequestsTest extends ApiRouteTest {
  private static final int REQUESTS = 10_000;
  private static final long SEED = Long.getLong("requests.seed", 1);
  private static final Pattern NAMED = Pattern.compile("\\{(\\w+)}");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "Burgos",
          "other:Madrid",
          "other:",
          "master:",
          "nowhere:X",
          "hourly",
          "base_*",
          "true",
          "false",
          "0",
          "1",
          "-1",
          "1000",
          "99999999999999999999",
          "2099-01-01T00:00:00Z",
          "2001-01-01T00:00:00Z",
          "20M",
          "off",
          "running",
          "changed",
          "pending_upload",
          "permanent",
          "20261126T230500.120Z",
          "c3b0d1f4-7a52-4c0e-9a35-6f0d2b1a9e77",
          "../../etc/passwd",
          "${header.X-Auth-Token}",
          "{{glancesync.http.port}}",
          "%00",
          "\u0000\n\u001b[2J\u202e",
          "\uD83D\uDE00 ñ \uD800",
          "<img src=x onerror=alert(1)>",
          "'; DROP TABLE images; --",
          "x".repeat(5000));

  private static final List<String> KEYS =
      List.of(
          "regions",
          "images",
          "dry_run",
          "parallel",
          "accept_shrunken_master",
          "note",
          "paused",
          "reason",
          "until",
          "all",
          "region",
          "more",
          "");

  private final Random random = new Random(SEED);

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private JsonNode value(int depth) {
    return switch (random.nextInt(depth > 3 ? 7 : 9)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextInt(5) - 1);
      case 3 -> JSON.numberNode(random.nextDouble() * 1e20);
      case 4, 5, 6 -> JSON.textNode(text());
      case 7 -> {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
          array.add(value(depth + 1));
        }
        yield array;
      }
      default -> object(depth + 1);
    };
  }

  private ObjectNode object(int depth) {
    ObjectNode object = JSON.objectNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      object.set(KEYS.get(random.nextInt(KEYS.size())), value(depth));
    }
    return object;
  }

  private String body() {
    String json = object(0).toString();
    return switch (random.nextInt(12)) {
      case 0 -> "";
      case 1 -> text();
      case 2 -> value(0).toString();
      case 3 -> json.substring(0, random.nextInt(json.length()));
      case 4 -> "[".repeat(5000);
      case 5 -> "{\"regions\": [\"Burgos\"]}";
      case 6 -> "{\"paused\": true, \"reason\": \"work\"}";
      default -> json;
    };
  }

  private TestRequest request(Contract.Operation operation) {
    var parameters = new TreeMap<String, String>();
    Matcher named = NAMED.matcher(operation.path());
    while (named.find()) {
      String value = text();
      parameters.put(named.group(1), value.isEmpty() ? "x" : value);
    }
    var query = new ArrayList<String>();
    List<String> names =
        List.of("limit", "marker", "since", "wait", "region", "image", "state", "outcome", "fresh");
    for (int i = random.nextInt(3); i > 0; i--) {
      String name = names.get(random.nextInt(names.size()));
      // an event that never comes is waited for by the server, and not by the route
      query.add(name + "=" + UrlPath.segment(text()));
    }
    TestRequest request =
        TestRequest.of(
            operation.method().toUpperCase(), operation.path() + "?" + String.join("&", query));
    for (Map.Entry<String, String> it : parameters.entrySet()) {
      request = request.with(it.getKey(), it.getValue());
    }
    if (random.nextInt(4) == 0) {
      request = request.header("idempotency-key", text());
    }
    return operation.method().equals("get") ? request : request.body(body());
  }

  @Test
  void none_is_an_error_of_ours() throws Exception {
    // its answer is the contract, whatever is asked for
    List<Contract.Operation> operations =
        Contract.SHIPPED.operations().stream()
            .filter(it -> !id(it).equals("show-contract"))
            .toList();
    var codes = new TreeMap<Integer, Integer>();
    for (int i = 0; i < REQUESTS; i++) {
      Contract.Operation operation = operations.get(random.nextInt(operations.size()));
      TestRequest request = request(operation);
      Exchange done = answeredToAnything(id(operation), request, others(id(operation)));
      String body = done.getMessage().getBody(String.class);
      String what = "seed %d, %d: %s %s %s".formatted(SEED, i, id(operation), request, body);
      assertThat(code(done)).as(what).isNotEqualTo(500);
      assertThat(body).as(what).doesNotContain("Exception", "\tat ", "io.glancesync", "secret");
      assertThat(
              Contract.SHIPPED.errors(
                  request.method(),
                  operation.address("x"),
                  code(done),
                  done.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class),
                  body))
          .as(what)
          .isEmpty();
      codes.merge(code(done), 1, Integer::sum);
    }
    assertThat(codes.keySet()).as(codes.toString()).contains(200, 202, 400, 404);
  }

  private static Map<String, Processor> others(String route) {
    return switch (route) {
      case "change-region" -> Map.of("require-region", NOTHING);
      case "begin-run" -> Map.of("know-regions", NOTHING);
      case "show-checks" ->
          Map.of("check", it -> it.getMessage().setBody(List.of(Check.ok("data", "fine"))));
      default -> Map.of();
    };
  }

  private static String id(Contract.Operation operation) {
    return Contract.SHIPPED.id(operation);
  }
}
