package io.glancesync.cli.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.glancesync.cli.remote.WebConnection.Received;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.error.ExplainedException;
import io.glancesync.error.RefusedException;
import io.glancesync.file.LimitedJson;
import io.glancesync.text.Printable;

/** What an answer means that is not a good one: which error, and so which exit code. */
record BadAnswer(ServiceUrl url, TokenIssue tokens) {
  private static final JsonMapper MAPPER = LimitedJson.mapper().build();
  private static final int LONGEST = 2000;

  /** The exception for an answer. */
  ExplainedException error(String tried, Received answer) {
    JsonNode problem = problem(answer.body());
    String detail = shown(problem.path("detail").asText(""));
    String error =
        "%s, but the service answered %d%s%s"
            .formatted(
                tried, answer.status(), answer.request(), detail.isEmpty() ? "" : ": " + detail);
    return switch (answer.status()) {
      case 401 ->
          new ConfigurationException(
              error, "the token comes from %s; get a new one".formatted(tokens.variables()));
      case 403 ->
          new ConfigurationException(
              error,
              "the token comes from %s; use one of a user who has a role of glancesync.http.roles"
                  .formatted(tokens.variables()));
      case 301, 302, 303, 307, 308 ->
          new ConfigurationException(
              "%s, and points to %s"
                  .formatted(error, shown(answer.header("Location").orElse("nowhere"))),
              "the token is sent only to the address that was given; correct " + url.source());
      case 404, 405 -> ofUnknown(error, problem);
      case 400, 413, 422 -> new ConfigurationException(error, nearest(problem));
      case 502, 503, 504 ->
          WebConnection.unreachable(
              tried, error.substring(error.indexOf("the service answered")), "try again later");
      default -> new RefusedException(error, remedy(answer.status()));
    };
  }

  private ExplainedException ofUnknown(String error, JsonNode problem) {
    String type = problem.path("type").asText("");
    if (type.isEmpty() || type.endsWith("/unknown-path") || type.endsWith("/bad-method")) {
      return new ConfigurationException(
          error,
          "check that %s is the address of a service of this release".formatted(url.source()));
    }
    // as without a service: a run that is unknown is no wrong usage
    return type.endsWith("/unknown-run")
        ? new RefusedException(error, "glancesync runs list shows the runs")
        : new ConfigurationException(error, nearest(problem));
  }

  private String nearest(JsonNode problem) {
    String nearest = shown(problem.path("nearest").asText(""));
    return nearest.isEmpty() ? "" : "did you mean '%s'?".formatted(nearest);
  }

  private static String remedy(int status) {
    return status == 429 || status >= 500
        ? "see the log of the service, or try again later"
        : "glancesync runs list shows what the service does";
  }

  /** On one line, and without what is secret. */
  private String shown(String text) {
    String cut = text.substring(0, Math.min(LONGEST, text.length()));
    return Printable.of(tokens.redaction().of(cut));
  }

  private static JsonNode problem(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
