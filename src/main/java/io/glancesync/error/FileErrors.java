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
public final class FileErrors {
  /** As the system says it, in every locale that Java starts with. */
  private static final String TOO_MANY = "Too many open files";

  static final String TOO_MANY_ERROR = "this process may open no more files and connections";
  static final String TOO_MANY_REMEDY = "raise that with ulimit -n, or LimitNOFILE= of systemd";

  private FileErrors() {}

  /** Whether this process, or all of them together, may open no more files and connections. */
  public static boolean isOfTooMany(IOException error) {
    return error.getMessage() != null && error.getMessage().contains(TOO_MANY);
  }

  /**
   * A file that could be expected to be written could not, for example because the disk is full.
   */
  public static UncheckedIOException unwritten(Path file, IOException error) {
    return new FileAccessException(
        "Tried to write %s, but %s".formatted(file, reason(error)),
        "make room there, or name another place",
        error);
  }

  /** The file, if it is known, and what is wrong. */
  public static String text(IOException error) {
    if (error instanceof FileSystemException named && named.getFile() != null) {
      return named.getFile() + ": " + reason(named);
    }
    return reason(error);
  }

  /** What is wrong, without the file. */
  public static String reason(IOException error) {
    if (isOfTooMany(error)) {
      return TOO_MANY_ERROR + "; " + TOO_MANY_REMEDY;
    }
    if (error instanceof NoSuchFileException || error instanceof FileNotFoundException) {
      return "there is no such file or folder";
    }
    if (error instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (error instanceof NotDirectoryException) {
      return "this is not a folder";
    }
    if (error instanceof FileAlreadyExistsException) {
      return "there is something else of that name";
    }
    if (error instanceof DirectoryNotEmptyException) {
      return "this folder is not empty";
    }
    if (error instanceof FileSystemException named && named.getReason() != null) {
      return named.getReason();
    }
    return error.getMessage() == null ? error.toString() : error.getMessage();
  }
}
