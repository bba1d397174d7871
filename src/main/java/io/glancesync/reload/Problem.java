package io.glancesync.reload;

/**
 * Why an edit is not taken over.
 *
 * @param file the edited file's name; empty where it is not known
 * @param line 0 when it is not known
 */
public record Problem(String file, int line, String reason) {

  /** For the log and a status. */
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

  /** The same, said of the file that it came about by. */
  Problem by(String culprit) {
    return file.isEmpty() || file.equals(culprit)
        ? new Problem(culprit, line, reason)
        : new Problem(culprit, 0, file + ", " + place());
  }

  /** Lines move when something else is edited. */
  boolean isAlso(Problem other) {
    return file.equals(other.file) && reason.equals(other.reason);
  }
}
