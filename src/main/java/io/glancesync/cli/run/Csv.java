package io.glancesync.cli.run;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A line of comma-separated values. */
public final class Csv {
  private Csv() {}

  public static String line(Object... fields) {
    return Arrays.stream(fields)
        .map(field -> quoted(field.toString()))
        .collect(Collectors.joining(","));
  }

  private static String quoted(String field) {
    boolean needed =
        field.chars().anyMatch(it -> it == ',' || it == '"' || it == '\n' || it == '\r');
    return needed ? '"' + field.replace("\"", "\"\"") + '"' : field;
  }
}
