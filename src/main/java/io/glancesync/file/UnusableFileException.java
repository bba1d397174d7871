package io.glancesync.file;

/**
 * A file or folder that a user named cannot be used. The message is complete and meant for a user:
 * which file, what is wrong, what to do.
 */
public final class UnusableFileException extends RuntimeException {
  public UnusableFileException(String message) {
    super(message);
  }
}
