package io.glancesync.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.error.Attempt;
import io.glancesync.error.ErrorClass;
import io.glancesync.file.JsonErrors;
import io.glancesync.file.LimitedJson;
import io.glancesync.transfer.TransferJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A dead letter as the JSON text of its file. It begins with what a person needs, and ends with the
 * transfer.
 */
public final class DeadLetterJson {
  private static final ObjectMapper MAPPER =
      LimitedJson.mapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final String WRONG = "not a dead letter: ";

  private final TransferJson transfers = new TransferJson();

  /** The JSON of the letter's file, for a larger JSON text. */
  public ObjectNode node(DeadLetter letter) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", letter.id())
            .put("region", letter.region().toString())
            .put("image", letter.image())
            .put("action", letter.transfer().step().action().text())
            .put("class", letter.errorClass().toString())
            .put("first_failed", letter.firstFailed().toString())
            .put("last_failed", letter.lastFailed().toString())
            .put("run", letter.transfer().run())
            .put("error", letter.error())
            .put("remedy", letter.remedy())
            .put("next_try", letter.nextTry().map(Instant::toString).orElse(null));
    letter
        .backOff()
        .ifPresent(
            it -> node.put("failed_runs", it.failures()).put("configuration", it.configuration()));
    ArrayNode attempts = node.putArray("attempts");
    for (Attempt attempt : letter.attempts()) {
      attempts
          .addObject()
          .put("time", attempt.time().toString())
          .put("run", attempt.run())
          .put("answer", attempt.answer())
          .put("request_id", attempt.requestId().orElse(null));
    }
    node.set("transfer", tree(transfers.write(letter.transfer())));
    return node;
  }

  public String write(DeadLetter letter) {
    return node(letter).toPrettyString() + "\n";
  }

  /**
   * @throws IllegalArgumentException when the text is not a dead letter, or contradicts itself
   */
  public DeadLetter read(String text) {
    JsonNode node = tree(text);
    var attempts = new ArrayList<Attempt>();
    array(node, "attempts").forEach(it -> attempts.add(attempt(it)));
    var letter =
        new DeadLetter(
            time(node, "first_failed"),
            time(node, "last_failed"),
            errorClass(text(node, "class")),
            text(node, "error"),
            text(node, "remedy"),
            attempts,
            backOff(node),
            transfers.read(node.path("transfer").toString()));
    requireSame(node, node(letter));
    return letter;
  }

  /** Fields that are given both outside and inside the transfer must be equal. */
  private static void requireSame(JsonNode found, JsonNode expected) {
    for (String field : List.of("id", "region", "image", "action", "run")) {
      if (!expected.path(field).equals(found.path(field))) {
        throw new IllegalArgumentException(
            WRONG
                + "%s is %s, but by its transfer it should be %s"
                    .formatted(field, found.path(field), expected.path(field)));
      }
    }
  }

  /** What a person or an earlier version left out is tried by the next run. */
  private static Optional<BackOff> backOff(JsonNode node) {
    if (!node.hasNonNull("next_try")
        || node.path("failed_runs").asInt() < 1
        || !node.path("configuration").isTextual()) {
      return Optional.empty();
    }
    return Optional.of(
        new BackOff(
            node.path("failed_runs").intValue(),
            time(node, "next_try"),
            text(node, "configuration")));
  }

  private static Attempt attempt(JsonNode node) {
    return new Attempt(
        time(node, "time"),
        text(node, "run"),
        text(node, "answer"),
        Optional.ofNullable(node.path("request_id").textValue()));
  }

  private static ErrorClass errorClass(String word) {
    for (ErrorClass each : ErrorClass.values()) {
      if (each.toString().equals(word)) {
        return each;
      }
    }
    throw new IllegalArgumentException(WRONG + "there is no class '%s'".formatted(word));
  }

  private static JsonNode array(JsonNode node, String field) {
    if (!node.path(field).isArray()) {
      throw new IllegalArgumentException(WRONG + field + " is missing, or no list");
    }
    return node.path(field);
  }

  private static String text(JsonNode node, String field) {
    if (!node.path(field).isTextual()) {
      throw new IllegalArgumentException(WRONG + field + " is missing, or no text");
    }
    return node.path(field).textValue();
  }

  private static Instant time(JsonNode node, String field) {
    String text = text(node, field);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(WRONG + "%s '%s' is not a time".formatted(field, text), e);
    }
  }

  private static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(WRONG + JsonErrors.of(text, e), e);
    }
  }
}
