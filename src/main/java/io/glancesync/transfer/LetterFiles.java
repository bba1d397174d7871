package io.glancesync.transfer;

import io.glancesync.file.AtomicFile;
import io.glancesync.file.FileTrouble;
import io.glancesync.file.LimitedFile;
import io.glancesync.file.PrivateFolder;
import io.glancesync.file.SetAside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
        PrivateFolder.deleteFile(file);
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
    try {
      return PrivateFolder.exists(folder) ? files(folder) : List.of();
    } catch (IOException e) {
      throw trouble(folder, "read", e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(it -> Files.isRegularFile(it, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  /** All letters of a folder. */
  Stream<Filed> read(Path folder) {
    all(top());
    return in(folder).stream().flatMap(file -> letter(file).stream());
  }

  /** A file that cannot be read is set aside, never deleted: it may tell a person something. */
  Optional<Filed> letter(Path file) {
    try {
      return Optional.of(new Filed(file, JSON.read(LimitedFile.state(file))));
    } catch (NoSuchFileException e) {
      // closed between the listing and now
      return Optional.empty();
    } catch (CharacterCodingException e) {
      setAside(file, "it is not UTF-8");
    } catch (LimitedFile.Unfit e) {
      setAside(file, e.getReason());
    } catch (IllegalArgumentException e) {
      setAside(file, "it is " + e.getMessage());
    } catch (IOException e) {
      // the others can be read all the same
      LOG.warn(
          "Tried to read the dead letter {}, but {}; make it readable",
          file,
          FileTrouble.reason(e));
    }
    return Optional.empty();
  }

  private void setAside(Path file, String reason) {
    try {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      if (Duration.between(written, clock.instant()).compareTo(YOUNG) < 0) {
        return;
      }
      make(unreadable);
      Path aside = SetAside.to(unreadable, file, "");
      LOG.warn(
          "Tried to read the dead letter {}, but {}; it is set aside as {}, correct it there and move it back",
          file,
          reason,
          aside);
    } catch (NoSuchFileException e) {
      // another process was faster
    } catch (IOException e) {
      throw trouble(file, "set aside", e);
    }
  }

  /** A reader finds the old text or the new one, never half of it. */
  Path write(Path folder, DeadLetter letter) {
    try {
      make(folder);
      Path file = folder.resolve(letter.fileName());
      AtomicFile.write(file, StateText.bounded(JSON.write(letter)));
      return file;
    } catch (IOException e) {
      throw trouble(folder, "written", e);
    }
  }

  /** The folder that holds all others: it must not be a link either. */
  private Path top() {
    return unreadable.getParent();
  }

  void make(Path folder) {
    try {
      PrivateFolder.makeWithin(top());
      PrivateFolder.makeWithin(folder);
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
