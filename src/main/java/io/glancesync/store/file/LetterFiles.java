package io.glancesync.store.file;

import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterJson;
import io.glancesync.error.FileAccessException;
import io.glancesync.error.FileErrors;
import io.glancesync.file.AtomicFile;
import io.glancesync.file.LimitedFile;
import io.glancesync.file.PrivateFolder;
import io.glancesync.file.SetAside;
import io.glancesync.file.StateText;
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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
  private static final String SUFFIX = ".json";
  private static final int LONGEST_NAME = 120;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** A file younger than this may still be being written: {@code cp} takes its time. */
  private static final Duration YOUNG = Duration.ofSeconds(2);

  /** A letter and its file. */
  record Filed(Path file, DeadLetter letter) {
    void delete() {
      try {
        PrivateFolder.deleteFile(file);
      } catch (IOException e) {
        throw problem(file, "deleted", e);
      }
    }
  }

  /** The name shows region, image and time in {@code ls}; the id tells similar names apart. */
  static String name(DeadLetter letter) {
    String safe = (letter.region() + "_" + letter.image()).replaceAll("[^A-Za-z0-9._-]", "-");
    // a file that begins with a dot is hidden
    String cut = safe.substring(0, Math.min(safe.length(), LONGEST_NAME)).replaceAll("^\\.", "-");
    return "%s_%s%s".formatted(cut, TIME.format(letter.firstFailed()), suffix(letter.id()));
  }

  /** The end of the name of each file of the letter with this id. */
  static String suffix(String id) {
    return "_" + id + SUFFIX;
  }

  /** The files of a folder that hold a letter, according to their names. */
  static List<Path> in(Path folder) {
    return all(folder).stream().filter(it -> it.toString().endsWith(SUFFIX)).toList();
  }

  /** Every file of a folder, which may not exist yet. */
  static List<Path> all(Path folder) {
    try {
      return PrivateFolder.exists(folder) ? listed(folder) : List.of();
    } catch (IOException e) {
      throw problem(folder, "read", e);
    }
  }

  private static List<Path> listed(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(it -> Files.isRegularFile(it, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  /** Reads all letters of a folder. */
  Stream<Filed> read(Path folder) {
    return files(folder).flatMap(file -> letter(file).stream());
  }

  /** The same without any change. */
  Stream<Filed> seen(Path folder) {
    return files(folder).flatMap(file -> reading(file).filed().stream());
  }

  private Stream<Path> files(Path folder) {
    all(top());
    return in(folder).stream();
  }

  /** What is wrong with the files of a folder, one sentence each. Changes nothing. */
  Stream<String> problems(Path folder) {
    return files(folder).flatMap(file -> problem(file).stream());
  }

  private Optional<String> problem(Path file) {
    ReadLetter reading = reading(file);
    return reading
        .flaw()
        .filter(it -> !isYoung(file))
        .map(
            it ->
                "the dead letter %s cannot be understood (%s); correct it, or the next run sets it aside"
                    .formatted(file, it))
        .or(
            () ->
                reading
                    .problem()
                    .map(
                        it ->
                            "the dead letter %s cannot be read (%s); make it readable"
                                .formatted(file, it)));
  }

  /**
   * Reads a letter. A file that cannot be read is set aside, never deleted: it may tell a person
   * something.
   */
  Optional<Filed> letter(Path file) {
    ReadLetter reading = reading(file);
    reading.flaw().filter(it -> !isYoung(file)).ifPresent(it -> setAside(file, it));
    // the other files can still be read
    reading
        .problem()
        .ifPresent(
            it -> LOG.warn("Tried to read the dead letter {}, but {}; make it readable", file, it));
    return reading.filed();
  }

  /**
   * The result of reading a file; empty when the file is gone.
   *
   * @param flaw why the content cannot be understood
   * @param problem why the file cannot be read at present
   */
  private record ReadLetter(
      Optional<Filed> filed, Optional<String> flaw, Optional<String> problem) {
    private static final ReadLetter GONE =
        new ReadLetter(Optional.empty(), Optional.empty(), Optional.empty());

    private static ReadLetter flawed(String reason) {
      return new ReadLetter(Optional.empty(), Optional.of(reason), Optional.empty());
    }
  }

  private static ReadLetter reading(Path file) {
    try {
      var filed = new Filed(file, JSON.read(LimitedFile.state(file)));
      return new ReadLetter(Optional.of(filed), Optional.empty(), Optional.empty());
    } catch (NoSuchFileException e) {
      // deleted after the folder was listed
      return ReadLetter.GONE;
    } catch (CharacterCodingException e) {
      return ReadLetter.flawed("it is not UTF-8");
    } catch (LimitedFile.Unfit e) {
      return ReadLetter.flawed(e.getReason());
    } catch (IllegalArgumentException e) {
      return ReadLetter.flawed("it is " + e.getMessage());
    } catch (IOException e) {
      return new ReadLetter(Optional.empty(), Optional.empty(), Optional.of(FileErrors.reason(e)));
    }
  }

  private boolean isYoung(Path file) {
    try {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      return Duration.between(written, clock.instant()).compareTo(YOUNG) < 0;
    } catch (NoSuchFileException e) {
      // another process has done it already
      return true;
    } catch (IOException e) {
      throw problem(file, "read", e);
    }
  }

  private void setAside(Path file, String reason) {
    try {
      make(unreadable);
      Path aside = SetAside.to(unreadable, file, "");
      LOG.warn(
          "Tried to read the dead letter {}, but {}; it is set aside as {}, correct it there and move it back",
          file,
          reason,
          aside);
    } catch (NoSuchFileException e) {
      // another process has done it already
    } catch (IOException e) {
      throw problem(file, "set aside", e);
    }
  }

  /** Writes a letter. A reader finds the old text or the new one, never half of it. */
  Path write(Path folder, DeadLetter letter) {
    try {
      make(folder);
      Path file = folder.resolve(name(letter));
      AtomicFile.write(file, StateText.bounded(JSON.write(letter)));
      return file;
    } catch (IOException e) {
      throw problem(folder, "written", e);
    }
  }

  /** The folder that holds all others; it must not be a link either. */
  private Path top() {
    return unreadable.getParent();
  }

  void make(Path folder) {
    try {
      PrivateFolder.makeWithin(top());
      PrivateFolder.makeWithin(folder);
    } catch (IOException e) {
      throw problem(folder, "made", e);
    }
  }

  private static UncheckedIOException problem(Path path, String what, IOException e) {
    return new FileAccessException(
        "%s cannot be %s (%s)".formatted(path, what, FileErrors.reason(e)),
        "see its permissions, and that it is what it should be",
        e);
  }
}
