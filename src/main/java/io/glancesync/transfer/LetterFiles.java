package io.glancesync.transfer;

import io.glancesync.file.FileTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and writes the files of dead letters.
 *
 * @param unreadable the folder for what cannot be read
 */
record LetterFiles(Path unreadable, Clock clock) {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.dead-letter");
  private static final DeadLetterJson JSON = new DeadLetterJson();

  /** Somebody may still be writing it: {@code cp} is not done at once. */
  private static final Duration YOUNG = Duration.ofSeconds(2);

  /** A letter and where it lies. */
  record Filed(Path file, DeadLetter letter) {
    void delete() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw trouble(file, "deleted", e);
      }
    }
  }

  /** The files of a folder that hold a letter, to judge by their names. */
  static List<Path> in(Path folder) {
    return all(folder).stream()
        .filter(it -> it.toString().endsWith(DeadLetter.FILE_SUFFIX))
        .toList();
  }

  /** Every file of a folder, which may not exist yet. */
  static List<Path> all(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw trouble(folder, "read", e);
    }
  }

  /** All letters of a folder. */
  Stream<Filed> read(Path folder) {
    return in(folder).stream().flatMap(file -> letter(file).stream());
  }

  /** A file that cannot be read is set aside, never deleted: it may tell a person something. */
  Optional<Filed> letter(Path file) {
    try {
      return Optional.of(new Filed(file, JSON.read(Files.readString(file))));
    } catch (NoSuchFileException e) {
      // closed between the listing and now
      return Optional.empty();
    } catch (CharacterCodingException e) {
      setAside(file, "it is no UTF-8");
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      setAside(file, "it is " + e.getMessage());
      return Optional.empty();
    } catch (IOException e) {
      throw trouble(file, "read", e);
    }
  }

  private void setAside(Path file, String reason) {
    try {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      if (Duration.between(written, clock.instant()).compareTo(YOUNG) < 0) {
        return;
      }
      Files.createDirectories(unreadable);
      // a name of its own: what was set aside earlier stays
      Path aside = Files.createTempFile(unreadable, file.getFileName() + ".", "");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.warn(
          "Tried to read the dead letter {}, but {}; it is set aside as {}, correct it there and move it back",
          file,
          reason,
          aside);
    } catch (IOException e) {
      throw trouble(file, "set aside", e);
    }
  }

  /** A reader finds the old text or the new one, never half of it. */
  Path write(Path folder, DeadLetter letter) {
    try {
      Files.createDirectories(folder);
      // the JDK makes it for its owner alone
      Path half = Files.createTempFile(folder, ".", ".part");
      Files.writeString(half, JSON.write(letter));
      return Files.move(
          half,
          folder.resolve(letter.fileName()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw trouble(folder, "written", e);
    }
  }

  static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw trouble(folder, "made", e);
    }
  }

  private static UncheckedIOException trouble(Path path, String what, IOException e) {
    return new UncheckedIOException(
        "%s cannot be %s (%s); see its permissions, and that it is what it should be"
            .formatted(path, what, FileTrouble.reason(e)),
        e);
  }
}
