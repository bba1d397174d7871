package io.glancesync.error;

/**
 * An exception of GlanceSync's own that knows what it means. Its message is the error and the
 * remedy in one sentence.
 */
public interface Explained {
  /**
   * What the exception means.
   *
   * @param tried what was under way, as the beginning of a sentence: {@code Tried to copy x to y}
   */
  ErrorReport report(String tried);
}
