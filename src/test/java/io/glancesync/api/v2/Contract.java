package io.glancesync.api.v2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.glancesync.api.ApiQuery;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code openapi.yaml} promises, and whether an answer keeps to it. */
public final class Contract {
  static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final String DOCUMENT = "urn:glancesync:openapi";
  private static final String PROBLEM = "application/problem+json";
  private static final String PROBLEM_SCHEMA = "/components/schemas/Problem";

  /** What is answered before anybody looks for an operation. */
  private static final Set<Integer> OF_ANY_REQUEST = Set.of(400, 413, 429, 503);

  /** The one that is shipped. */
  public static final Contract SHIPPED = new Contract();

  private final JsonNode document;
  private final List<Operation> operations = new ArrayList<>();
  private final SchemaRegistry schemas;

  private Contract() {
    try (InputStream in = ServiceAnswers.class.getResourceAsStream("openapi.yaml")) {
      document =
          JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(it -> METHODS.contains(it.getKey()))
                    .forEach(it -> operations.add(new Operation(path.getKey(), it.getKey()))));
    schemas =
        SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi30(),
            it ->
                it.schemas(Map.of(DOCUMENT, document.toString()))
                    .schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  }

  /**
   * An operation of the document.
   *
   * @param path with names in braces
   * @param method of HTTP, in lower case
   */
  public record Operation(String path, String method) {
    /** An address of it, in which what is named has this value. */
    public String address(String value) {
      return path.replaceAll("\\{\\w+}", value);
    }

    /** Where it is in the document. */
    String pointer() {
      return "/paths/%s/%s".formatted(escaped(path), method);
    }

    private boolean isOf(String concrete) {
      String[] ours = path.split("/");
      String[] theirs = concrete.split("/");
      return ours.length == theirs.length
          && Stream.iterate(0, i -> i < ours.length, i -> i + 1)
              .allMatch(i -> ours[i].startsWith("{") || ours[i].equals(theirs[i]));
    }
  }

  JsonNode document() {
    return document;
  }

  /** All that there are. */
  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** The id of an operation, which is that of its route. */
  public String id(Operation operation) {
    return at(operation.pointer()).path("operationId").asText();
  }

  /** A part of the document; of a reference, what it names. */
  JsonNode at(String pointer) {
    return document.at(resolved(pointer));
  }

  private String resolved(String pointer) {
    String reference = document.at(pointer).path("$ref").asText();
    return reference.isEmpty() ? pointer : reference.substring(1);
  }

  /** The parameters of an operation, and those of its path. */
  List<JsonNode> parameters(Operation operation) {
    String path = "/paths/" + escaped(operation.path());
    return Stream.of(path, operation.pointer())
        .map(it -> it + "/parameters")
        .flatMap(
            all ->
                Stream.iterate(0, i -> i < document.at(all).size(), i -> i + 1)
                    .map(i -> at(all + "/" + i)))
        .toList();
  }

  /** What is wrong with a value, by a schema of the document. */
  List<String> errors(String schema, JsonNode value) {
    return schemas.getSchema(SchemaLocation.of(DOCUMENT + "#" + schema)).validate(value).stream()
        .map(Object::toString)
        .toList();
  }

  /**
   * What is wrong with an answer.
   *
   * @param address the path of the request, and its query
   * @param type of its content
   * @return empty if it is as promised
   */
  public List<String> errors(String method, String address, int code, String type, String body) {
    String path = address.split("\\?", 2)[0];
    List<Operation> ofPath =
        operations.stream()
            .filter(it -> it.isOf(path))
            .sorted(Comparator.comparing(it -> it.path().contains("{")))
            .toList();
    boolean isHead = method.equals("HEAD");
    String wanted = isHead ? "get" : method.toLowerCase();
    Optional<Operation> found =
        ofPath.stream().filter(it -> it.method().equals(wanted)).findFirst();
    if (found.isEmpty()) {
      return withoutOperation(method, code, ofPath.isEmpty(), type, body);
    }
    String answer = resolved(found.get().pointer() + "/responses/" + code);
    if (document.at(answer).isMissingNode()) {
      return List.of("%s %s does not declare the code %d".formatted(method, path, code));
    }
    var errors = new ArrayList<String>();
    if (code != 400) {
      undeclared(found.get(), address).forEach(errors::add);
    }
    errors.addAll(isHead ? emptiness(body) : content(answer + "/content", code, type, body));
    return errors;
  }

  private List<String> withoutOperation(
      String method, int code, boolean isPathUnknown, String type, String body) {
    if (method.equals("OPTIONS") && !isPathUnknown && code == 200) {
      return emptiness(body);
    }
    if (code != (isPathUnknown ? 404 : 405) && !OF_ANY_REQUEST.contains(code)) {
      return List.of("there is no such operation, but it is answered " + code);
    }
    return type.equals(PROBLEM)
        ? method.equals("HEAD") ? emptiness(body) : json(PROBLEM_SCHEMA, code, body)
        : List.of("an error has the type " + type);
  }

  private Stream<String> undeclared(Operation operation, String address) {
    String[] parts = address.split("\\?", 2);
    List<String> declared =
        parameters(operation).stream()
            .filter(it -> it.path("in").asText().equals("query"))
            .map(it -> it.path("name").asText())
            .toList();
    return ApiQuery.of(parts.length == 1 ? "" : parts[1]).values().keySet().stream()
        .filter(it -> !declared.contains(it))
        .map(it -> "the parameter %s is not declared".formatted(it));
  }

  private List<String> content(String contents, int code, String type, String body) {
    if (document.at(contents).isMissingNode()) {
      return emptiness(body);
    }
    String content = contents + "/" + escaped(type);
    if (document.at(content).isMissingNode()) {
      return List.of("the type %s is not declared for %d".formatted(type, code));
    }
    return type.endsWith("json") ? json(content + "/schema", code, body) : List.of();
  }

  private List<String> json(String schema, int code, String body) {
    try {
      JsonNode value = JSON.readTree(body);
      List<String> errors = errors(schema, value);
      boolean isOtherCode = code >= 400 && value.path("status").asInt() != code;
      return errors.isEmpty() && isOtherCode
          ? List.of("the problem says another status than " + code)
          : errors;
    } catch (JsonProcessingException e) {
      return List.of("the body is not JSON: " + e.getMessage());
    }
  }

  private static List<String> emptiness(String body) {
    return body.isEmpty() ? List.of() : List.of("there is a body: " + body);
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
