package io.glancesync.report;

import static java.util.Objects.requireNonNull;

/**
 * What came out of looking at one thing before anything depends on it.
 *
 * @param subject what was looked at: a target, a region as users write it, or a part of this host
 * @param text what was found and, unless all is well, what to do
 */
public record Check(CheckStatus verdict, String subject, String text) {
  /** How bad it is. */
  public enum CheckStatus {
    /** As it should be. */
    OK,
    /** Runs work, but not in every case, or not for long. */
    WARNING,
    /** Runs fail here until somebody corrects it. */
    FAILED,
    /** There was no answer, or none that makes sense: a later check may find it well. */
    UNREACHABLE
  }

  public Check {
    requireNonNull(verdict, "verdict");
    requireNonNull(subject, "subject");
    requireNonNull(text, "text");
  }

  public static Check ok(String subject, String text) {
    return new Check(CheckStatus.OK, subject, text);
  }

  public static Check warning(String subject, String text) {
    return new Check(CheckStatus.WARNING, subject, text);
  }

  public static Check failed(String subject, String text) {
    return new Check(CheckStatus.FAILED, subject, text);
  }
}
