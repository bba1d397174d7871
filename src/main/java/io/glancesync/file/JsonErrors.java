package io.glancesync.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;

/** Puts into words why a text is not the JSON that it should be, without the parser's own. */
public final class JsonErrors {
  private JsonErrors() {}

  /** Of such a text; goes on after "because" or a colon. */
  public static String of(String text, JsonProcessingException error) {
    if (text.isBlank()) {
      return "it is empty";
    }
    if (text.chars().allMatch(it -> it == 0)) {
      return "it holds nothing but zeros, as after a power failure";
    }
    return of(error);
  }

  private static String of(JsonProcessingException error) {
    if (error instanceof StreamConstraintsException
        || error.getCause() instanceof StreamConstraintsException) {
      return "it is nested deeper than any file of GlanceSync, or has a longer text" + place(error);
    }
    if (error instanceof JsonEOFException || error.getCause() instanceof JsonEOFException) {
      return "it ends too early" + place(error);
    }
    if (error instanceof InvalidFormatException wrong) {
      return "its field %s is '%s', which is not what it should be%s"
          .formatted(field(wrong), wrong.getValue(), place(error));
    }
    if (error instanceof UnrecognizedPropertyException unknown) {
      return "it has the field %s, which is not one of ours%s"
          .formatted(unknown.getPropertyName(), place(error));
    }
    if (error instanceof JsonMappingException mapping) {
      String field = field(mapping);
      return field.isEmpty()
          ? "it is JSON, but not what it should be" + place(error)
          : "its field %s is missing or not what it should be%s".formatted(field, place(error));
    }
    return "it is not JSON" + place(error);
  }

  private static String field(JsonMappingException error) {
    return error.getPath().stream()
        .map(it -> it.getFieldName() == null ? "" + it.getIndex() : it.getFieldName())
        .collect(Collectors.joining("."));
  }

  /** Nothing when the parser does not say it, as it gave up. */
  private static String place(JsonProcessingException error) {
    JsonLocation location = error.getLocation();
    return location == null
        ? ""
        : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
  }
}
