package io.glancesync.store.file;

import io.glancesync.error.FileAccessException;
import io.glancesync.error.FileErrors;
import io.glancesync.error.TransferException.Unsettled;
import io.glancesync.file.AtomicFile;
import io.glancesync.file.DataPart;
import io.glancesync.file.LimitedFile;
import io.glancesync.file.PrivateFolder;
import io.glancesync.file.SetAside;
import io.glancesync.file.StateText;
import io.glancesync.image.ImageId;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.EarlierCopyId;
import io.glancesync.region.RegionName;
import io.glancesync.transfer.Journal;
import io.glancesync.transfer.JournalEntry;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open transfers, one JSON file each. */
public final class FileJournal implements Journal {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.recover");
  private static final String SUFFIX = ".json";

  private final Path folder;
  private final TransferJson json = new TransferJson();

  /**
   * @param folder the folder, which is made when it is first needed
   */
  public FileJournal(Path folder) {
    this.folder = folder;
  }

  @Override
  public void begin(Transfer transfer) throws Unsettled {
    try {
      PrivateFolder.makeWithin(folder);
      Path file = file(transfer);
      requireSettled(file, transfer);
      Path earlier = fileOfEarlierRelease(transfer);
      requireSettled(earlier, transfer);
      AtomicFile.write(file, StateText.bounded(json.write(transfer)));
      // a transfer has only one file
      PrivateFolder.deleteFile(earlier);
    } catch (Unsettled e) {
      throw e;
    } catch (IOException e) {
      throw new FileAccessException(
          "%s cannot be written (%s)".formatted(folder, FileErrors.text(e)),
          "make room there, or make it writable",
          e);
    }
  }

  @Override
  public Transfer beginAt(Transfer transfer, ImageId id) throws Unsettled {
    Transfer placed = knowing(transfer.withCopyId(id));
    begin(placed);
    return placed;
  }

  private void requireSettled(Path file, Transfer transfer) throws IOException {
    if (read(file).map(JournalEntry::new).filter(it -> !it.givesWayTo(transfer)).isPresent()) {
      throw new Unsettled(
          "an earlier run's work on it is not settled yet (%s)".formatted(file),
          "the next run tries to, see the log");
    }
  }

  private Transfer knowing(Transfer transfer) {
    try {
      return read(file(transfer))
          .map(it -> new JournalEntry(it).inheritedBy(transfer))
          .orElse(transfer);
    } catch (IOException e) {
      throw new FileAccessException(
          "%s cannot be read (%s)".formatted(folder, FileErrors.text(e)), "make it readable", e);
    }
  }

  @Override
  public void end(Transfer transfer) {
    try {
      PrivateFolder.deleteFile(file(transfer));
      PrivateFolder.deleteFile(fileOfEarlierRelease(transfer));
    } catch (IOException e) {
      throw new FileAccessException(
          "%s cannot be written (%s)".formatted(folder, FileErrors.text(e)),
          "make room there, or make it writable",
          e);
    }
  }

  /** Sets aside a file that cannot be read: it may tell a person what no program understands. */
  @Override
  public synchronized List<Transfer> open(RegionName region) {
    try {
      var open = new ArrayList<Transfer>();
      for (Path file : files()) {
        read(file).filter(it -> it.region().equals(region)).ifPresent(open::add);
      }
      return open;
    } catch (IOException e) {
      throw cannotBeRead(e);
    }
  }

  private UncheckedIOException cannotBeRead(IOException e) {
    return new FileAccessException(
        "%s, which says what an interrupted run had begun, cannot be read (%s)"
            .formatted(folder, FileErrors.text(e)),
        "make it readable",
        e);
  }

  @Override
  public List<Transfer> left() {
    try {
      var left = new ArrayList<Transfer>();
      for (Path file : files()) {
        reading(file).transfer().ifPresent(left::add);
      }
      return left;
    } catch (IOException e) {
      throw cannotBeRead(e);
    }
  }

  @Override
  public List<String> problems() {
    try {
      var problems = new ArrayList<String>();
      for (Path file : files()) {
        reading(file)
            .reason()
            .map(
                it ->
                    "%s, which says what an interrupted run had begun, cannot be understood (%s); the next run sets it aside"
                        .formatted(file, it))
            .ifPresent(problems::add);
      }
      return problems;
    } catch (IOException e) {
      return List.of(FileErrors.text(e));
    }
  }

  private List<Path> files() throws IOException {
    if (!PrivateFolder.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      // a link or a folder was not made by GlanceSync
      return files
          .filter(it -> it.toString().endsWith(SUFFIX) && DataPart.IN_FLIGHT.isFile(it))
          .sorted()
          .toList();
    }
  }

  /**
   * The result of reading a file; empty when the file is gone.
   *
   * @param reason why the file cannot be understood
   */
  private record EntryRead(Optional<Transfer> transfer, Optional<String> reason) {
    private static EntryRead not(String reason) {
      return new EntryRead(Optional.empty(), Optional.of(reason));
    }
  }

  private Optional<Transfer> read(Path file) throws IOException {
    EntryRead reading = reading(file);
    return reading.reason().isPresent()
        ? setAside(file, reading.reason().get())
        : reading.transfer();
  }

  private EntryRead reading(Path file) throws IOException {
    try {
      return new EntryRead(Optional.of(json.read(LimitedFile.state(file))), Optional.empty());
    } catch (NoSuchFileException e) {
      // the transfer has ended, or was never begun
      return new EntryRead(Optional.empty(), Optional.empty());
    } catch (CharacterCodingException e) {
      return EntryRead.not("it is not UTF-8");
    } catch (LimitedFile.Unfit e) {
      return EntryRead.not(e.getReason());
    } catch (IllegalArgumentException e) {
      return EntryRead.not("it is " + e.getMessage());
    }
  }

  private Optional<Transfer> setAside(Path file, String reason) throws IOException {
    try {
      Path aside = SetAside.to(folder, file, ".unreadable");
      LOG.warn(
          "Tried to read what an interrupted run had begun from {}, but {}; it is set aside as {}, see whether it names an image that has to be deleted by hand",
          file,
          reason,
          aside);
    } catch (NoSuchFileException e) {
      // another region has set it aside already
    }
    return Optional.empty();
  }

  /**
   * The name shows region and image in {@code ls}; the first id of the copy tells similar names
   * apart.
   */
  private Path file(Transfer transfer) {
    return file(transfer, CopyId.of(transfer.region(), transfer.master(), 0));
  }

  /** The file that an earlier release would have written; this transfer settles it. */
  private Path fileOfEarlierRelease(Transfer transfer) {
    return file(transfer, EarlierCopyId.of(transfer.region(), transfer.master(), 0));
  }

  private Path file(Transfer transfer, ImageId id) {
    String name = transfer.region() + "_" + transfer.step().imageName();
    String safe = name.replaceAll("[^A-Za-z0-9._-]", "-");
    String cut = safe.substring(0, Math.min(safe.length(), 120));
    return folder.resolve(cut + "_" + id + SUFFIX);
  }
}
