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
public final class JsonTrouble {
  private JsonTrouble() {}

  /** Of such a text; goes on after "because" or a colon. */
  public static String of(String text, JsonProcessingException trouble) {
    if (text.isBlank()) {
      return "it is empty";
    }
    if (text.chars().allMatch(it -> it == 0)) {
      return "it holds nothing but zeros, as after a power failure";
    }
    return of(trouble);
  }

  private static String of(JsonProcessingException trouble) {
    if (trouble instanceof StreamConstraintsException
        || trouble.getCause() instanceof StreamConstraintsException) {
      return "it is nested deeper than any file of GlanceSync, or has a longer text"
          + place(trouble);
    }
    if (trouble instanceof JsonEOFException || trouble.getCause() instanceof JsonEOFException) {
      return "it ends too early" + place(trouble);
    }
    if (trouble instanceof InvalidFormatException wrong) {
      return "its field %s is '%s', which is not what it should be%s"
          .formatted(field(wrong), wrong.getValue(), place(trouble));
    }
    if (trouble instanceof UnrecognizedPropertyException unknown) {
      return "it has the field %s, which is not one of ours%s"
          .formatted(unknown.getPropertyName(), place(trouble));
    }
    if (trouble instanceof JsonMappingException mapping) {
      String field = field(mapping);
      return field.isEmpty()
          ? "it is JSON, but not what it should be" + place(trouble)
          : "its field %s is missing or not what it should be%s".formatted(field, place(trouble));
    }
    return "it is not JSON" + place(trouble);
  }

  private static String field(JsonMappingException trouble) {
    return trouble.getPath().stream()
        .map(it -> it.getFieldName() == null ? "" + it.getIndex() : it.getFieldName())
        .collect(Collectors.joining("."));
  }

  /** Nothing when the parser does not say it, as it gave up. */
  private static String place(JsonProcessingException trouble) {
    JsonLocation location = trouble.getLocation();
    return location == null
        ? ""
        : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
  }
}
