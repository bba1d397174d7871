package io.glancesync.error;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Puts into words why a file could not be read or written; the JDK often names only the file. */
public final class FileTrouble {
  /** As the system says it, in every locale that Java starts with. */
  private static final String TOO_MANY = "Too many open files";

  static final String TOO_MANY_ERROR = "this process may open no more files and connections";
  static final String TOO_MANY_REMEDY = "raise that with ulimit -n, or LimitNOFILE= of systemd";

  private FileTrouble() {}

  /** Whether this process, or all of them together, may open no more files and connections. */
  public static boolean isOfTooMany(IOException trouble) {
    return trouble.getMessage() != null && trouble.getMessage().contains(TOO_MANY);
  }

  /**
   * A file that could be expected to be written could not, for example because the disk is full.
   */
  public static UncheckedIOException unwritten(Path file, IOException trouble) {
    return new FileAccessException(
        "Tried to write %s, but %s".formatted(file, reason(trouble)),
        "make room there, or name another place",
        trouble);
  }

  /** The file, if it is known, and what is wrong. */
  public static String text(IOException trouble) {
    if (trouble instanceof FileSystemException named && named.getFile() != null) {
      return named.getFile() + ": " + reason(named);
    }
    return reason(trouble);
  }

  /** What is wrong, without the file. */
  public static String reason(IOException trouble) {
    if (isOfTooMany(trouble)) {
      return TOO_MANY_ERROR + "; " + TOO_MANY_REMEDY;
    }
    if (trouble instanceof NoSuchFileException || trouble instanceof FileNotFoundException) {
      return "there is no such file or folder";
    }
    if (trouble instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (trouble instanceof NotDirectoryException) {
      return "this is not a folder";
    }
    if (trouble instanceof FileAlreadyExistsException) {
      return "there is something else of that name";
    }
    if (trouble instanceof DirectoryNotEmptyException) {
      return "this folder is not empty";
    }
    if (trouble instanceof FileSystemException named && named.getReason() != null) {
      return named.getReason();
    }
    return trouble.getMessage() == null ? trouble.toString() : trouble.getMessage();
  }
}
