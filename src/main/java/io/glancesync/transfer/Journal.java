package io.glancesync.transfer;

import io.glancesync.file.AtomicFile;
import io.glancesync.file.DataPart;
import io.glancesync.file.FileTrouble;
import io.glancesync.file.LimitedFile;
import io.glancesync.file.PrivateFolder;
import io.glancesync.file.SetAside;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.EarlierCopyId;
import io.glancesync.region.RegionName;
import io.glancesync.transfer.TransferException.Unsettled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is being worked on, one JSON file per transfer: after a crash it tells what has to be
 * finished or undone.
 */
public final class Journal {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.recover");
  private static final String SUFFIX = ".json";

  private final Path folder;
  private final TransferJson json = new TransferJson();

  /**
   * @param folder is made when it is first needed
   */
  public Journal(Path folder) {
    this.folder = folder;
  }

  /**
   * Notes that this transfer is about to change something; replaces what its run noted of it.
   *
   * @throws Unsettled when another run's transfer of the image is still open
   */
  public void begin(Transfer transfer) throws Unsettled {
    try {
      PrivateFolder.makeWithin(folder);
      Path file = file(transfer);
      requireSettled(file, transfer);
      Path earlier = fileOfEarlierRelease(transfer);
      requireSettled(earlier, transfer);
      AtomicFile.write(file, StateText.bounded(json.write(transfer)));
      // one transfer, one file
      PrivateFolder.deleteFile(earlier);
    } catch (Unsettled e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be written (%s); make room there, or make it writable"
              .formatted(folder, FileTrouble.text(e)),
          e);
    }
  }

  /** What an earlier run noted is the only thing that knows how the region was before it. */
  private void requireSettled(Path file, Transfer transfer) throws IOException {
    boolean isOpen =
        read(file)
            .filter(it -> !it.run().equals(transfer.run()))
            // a copy that was only kept for this
            .filter(it -> it.left() != Transfer.Left.COPY)
            .isPresent();
    if (isOpen) {
      throw new Unsettled(
          "an earlier run's work on it is not settled yet (%s); the next run tries to, see the log"
              .formatted(file));
    }
  }

  /**
   * The transfer, with what an earlier run noted of a copy under the same id that it kept for this
   * one: otherwise it were forgotten as soon as this one begins.
   */
  public Transfer knowing(Transfer transfer) {
    try {
      return read(file(transfer))
          .filter(it -> it.left() == Transfer.Left.COPY)
          .filter(it -> it.placed().equals(transfer.placed()))
          .map(transfer::inheriting)
          .orElse(transfer);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be read (%s); make it readable".formatted(folder, FileTrouble.text(e)), e);
    }
  }

  /** Notes that nothing of this transfer is left to finish or undo. */
  public void end(Transfer transfer) {
    try {
      PrivateFolder.deleteFile(file(transfer));
      PrivateFolder.deleteFile(fileOfEarlierRelease(transfer));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be written (%s); make room there, or make it writable"
              .formatted(folder, FileTrouble.text(e)),
          e);
    }
  }

  /** What was begun and not ended in a region. */
  public synchronized List<Transfer> open(RegionName region) {
    return open().stream().filter(transfer -> transfer.region().equals(region)).toList();
  }

  /**
   * What a run could neither finish nor undo in a region: without what it left on purpose. Nothing
   * is changed, as a run that only plans asks for it too.
   */
  public List<Transfer> unsettled(RegionName region) {
    return left().stream()
        .filter(it -> it.region().equals(region))
        .filter(it -> !it.isAnythingLeft())
        .toList();
  }

  /**
   * What was begun and not ended. A file that cannot be read is set aside, never deleted: it may
   * tell a person what a program does not understand.
   */
  List<Transfer> open() {
    try {
      var open = new ArrayList<Transfer>();
      for (Path file : files()) {
        read(file).ifPresent(open::add);
      }
      return open;
    } catch (IOException e) {
      throw cannotBeRead(e);
    }
  }

  private UncheckedIOException cannotBeRead(IOException e) {
    return new UncheckedIOException(
        "%s, which says what an interrupted run had begun, cannot be read (%s); make it readable"
            .formatted(folder, FileTrouble.text(e)),
        e);
  }

  /** What was begun and not ended, as far as it can be understood. Nothing is changed. */
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

  /**
   * The images of a region without the copies that wait there to be published. A copy of a hidden
   * image stays hidden, so that nobody else can tell it from one that is published.
   */
  public List<Image> published(RegionName region, Collection<Image> images) {
    Set<ImageId> waiting =
        left().stream()
            .filter(it -> it.region().equals(region) && it.left() == Transfer.Left.COPY)
            .map(Transfer::placedId)
            .collect(Collectors.toSet());
    return images.stream().filter(it -> !(it.hidden() && waiting.contains(it.id()))).toList();
  }

  /** What is wrong with its files, one sentence each. Nothing is changed. */
  public List<String> troubles() {
    try {
      var troubles = new ArrayList<String>();
      for (Path file : files()) {
        reading(file)
            .reason()
            .map(
                it ->
                    "%s, which says what an interrupted run had begun, cannot be understood (%s); the next run sets it aside"
                        .formatted(file, it))
            .ifPresent(troubles::add);
      }
      return troubles;
    } catch (IOException e) {
      return List.of(FileTrouble.text(e));
    }
  }

  private List<Path> files() throws IOException {
    if (!PrivateFolder.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      // what is a link or a folder is none of ours
      return files
          .filter(it -> it.toString().endsWith(SUFFIX) && DataPart.IN_FLIGHT.isFile(it))
          .sorted()
          .toList();
    }
  }

  /**
   * What came out of reading a file; nothing at all when it is gone.
   *
   * @param reason why it cannot be understood
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
      // it ended, or nothing was begun
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
      // another region was faster
    }
    return Optional.empty();
  }

  /** {@code ls} tells region and image; the first id of the copy keeps look-alikes apart. */
  private Path file(Transfer transfer) {
    return file(transfer, CopyId.of(transfer.region(), transfer.step().master(), 0));
  }

  /** What it had begun is settled by this one. */
  private Path fileOfEarlierRelease(Transfer transfer) {
    return file(transfer, EarlierCopyId.of(transfer.region(), transfer.step().master(), 0));
  }

  private Path file(Transfer transfer, ImageId id) {
    String name = transfer.region() + "_" + transfer.step().imageName();
    String safe = name.replaceAll("[^A-Za-z0-9._-]", "-");
    String cut = safe.substring(0, Math.min(safe.length(), 120));
    return folder.resolve(cut + "_" + id + SUFFIX);
  }
}
