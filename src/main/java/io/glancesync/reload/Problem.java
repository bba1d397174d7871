package io.glancesync.reload;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why an edit is not applied.
 *
 * @param file the name of the edited file, or of several, with commas; empty when it is unknown
 * @param line the line; 0 when it is unknown
 */
public record Problem(String file, int line, String reason) {

  /** The text for the log and for the status. */
  public String text() {
    return "Tried to apply the edit of %s, but %s; the previous version stays in use, correct the file"
        .formatted(paths(), place());
  }

  private String paths() {
    return files().map(Problem::path).collect(Collectors.joining(", "));
  }

  Stream<String> files() {
    return Stream.of(file.split(", "));
  }

  /** The path of a file, as the user knows it. */
  static String path(String file) {
    return file.contains("/") ? file : "routes/" + file;
  }

  private String place() {
    return line == 0 ? reason : "line %d: %s".formatted(line, reason);
  }

  /** The same problem, reported for the edit that caused it. */
  Problem by(Set<String> edited) {
    String files = String.join(", ", edited);
    return edited.contains(file)
        ? this
        : file.isEmpty()
            ? new Problem(files, line, reason)
            : new Problem(files, 0, file + ", " + place());
  }

  /** Whether both are the same problem. The line is ignored, because another edit may move it. */
  boolean isAlso(Problem other) {
    return file.equals(other.file) && reason.equals(other.reason);
  }
}
