package io.glancesync.reload;

/**
 * Why an edit is not applied.
 *
 * @param file the edited file's name; empty when it is unknown
 * @param line the line; 0 when it is unknown
 */
public record Problem(String file, int line, String reason) {

  /** The text for the log and for the status. */
  public String text() {
    return "Tried to take over the edit of %s, but %s; what ran before goes on, correct the file"
        .formatted(path(), place());
  }

  private String path() {
    return file.contains("/") ? file : "routes/" + file;
  }

  private String place() {
    return line == 0 ? reason : "line %d: %s".formatted(line, reason);
  }

  /** The same problem, reported for the file that caused it. */
  Problem by(String culprit) {
    return file.isEmpty() || file.equals(culprit)
        ? new Problem(culprit, line, reason)
        : new Problem(culprit, 0, file + ", " + place());
  }

  /** Whether both are the same problem. The line is ignored, because another edit may move it. */
  boolean isAlso(Problem other) {
    return file.equals(other.file) && reason.equals(other.reason);
  }
}
