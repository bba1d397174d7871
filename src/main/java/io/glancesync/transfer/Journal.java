package io.glancesync.transfer;

import io.glancesync.image.ImageId;
import io.glancesync.plan.CopyId;
import io.glancesync.region.RegionName;
import io.glancesync.transfer.TransferException.Unsettled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is being worked on, one JSON file per transfer: after a crash it tells what has to be
 * finished or undone.
 */
public final class Journal {
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
      Files.createDirectories(folder);
      Path file = file(transfer);
      requireSettled(file, transfer);
      Path half = file.resolveSibling(file.getFileName() + ".part");
      Files.writeString(half, json.write(transfer));
      // a reader finds the old text or the new one, never half of it
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (Unsettled e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be written (%s); make it writable".formatted(folder, e), e);
    }
  }

  /** What an earlier run noted is the only thing that knows how the region was before it. */
  private void requireSettled(Path file, Transfer transfer) throws IOException {
    if (Files.exists(file) && !json.read(Files.readString(file)).run().equals(transfer.run())) {
      throw new Unsettled(
          "an earlier run's work on it is not settled yet (%s); the next run tries to, see the log"
              .formatted(file));
    }
  }

  /** Notes that nothing of this transfer is left to finish or undo. */
  public void end(Transfer transfer) {
    try {
      Files.deleteIfExists(file(transfer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was begun and not ended in a region. */
  public synchronized List<Transfer> open(RegionName region) {
    return open().stream().filter(transfer -> transfer.region().equals(region)).toList();
  }

  /**
   * What was begun and not ended. A file that cannot be read is set aside, never deleted: it may
   * tell a person what a program does not understand.
   */
  List<Transfer> open() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    var open = new ArrayList<Transfer>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(it -> it.toString().endsWith(SUFFIX)).sorted().toList()) {
        read(file, open);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return open;
  }

  private void read(Path file, List<Transfer> open) throws IOException {
    try {
      open.add(json.read(Files.readString(file)));
    } catch (NoSuchFileException e) {
      // ended between the listing and now
    } catch (IllegalArgumentException | CharacterCodingException e) {
      // a name of its own: what was set aside earlier stays
      Path aside = Files.createTempFile(folder, file.getFileName() + ".", ".unreadable");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** {@code ls} tells region and image; the first id of the copy keeps look-alikes apart. */
  private Path file(Transfer transfer) {
    String name = transfer.region() + "_" + transfer.step().imageName();
    String safe = name.replaceAll("[^A-Za-z0-9._-]", "-");
    String cut = safe.substring(0, Math.min(safe.length(), 120));
    ImageId id = CopyId.of(transfer.region(), transfer.step().master(), 0);
    return folder.resolve(cut + "_" + id + SUFFIX);
  }
}
