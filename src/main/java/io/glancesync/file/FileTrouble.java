package io.glancesync.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Puts into words why a file could not be read or written; the JDK often names only the file. */
public final class FileTrouble {
  private FileTrouble() {}

  /** The file, if it is known, and what is wrong. */
  public static String text(IOException trouble) {
    if (trouble instanceof FileSystemException named && named.getFile() != null) {
      return named.getFile() + ": " + reason(named);
    }
    return trouble.getMessage() == null ? trouble.toString() : trouble.getMessage();
  }

  /** What is wrong, without the file. */
  public static String reason(IOException trouble) {
    if (trouble instanceof NoSuchFileException || trouble instanceof FileNotFoundException) {
      return "there is no such file or folder";
    }
    if (trouble instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (trouble instanceof NotDirectoryException) {
      return "this is no folder";
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
