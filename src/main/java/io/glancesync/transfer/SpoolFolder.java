package io.glancesync.transfer;

import io.glancesync.file.AtomicFile;
import io.glancesync.file.DataPart;
import io.glancesync.file.FileTrouble;
import io.glancesync.file.PrivateFolder;
import io.glancesync.file.RuntimeData;
import io.glancesync.image.Image;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of image content on its way. A person may have named one by mistake that others use,
 * so that only what is ours without a doubt is deleted.
 */
final class SpoolFolder {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.spool");

  private final Path path;
  private List<String> told = List.of();

  /**
   * @param path may be missing
   */
  SpoolFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes it, and deletes what an earlier run left there, also that of a process that was killed.
   *
   * @throws IOException when it cannot be used
   */
  void clear() throws IOException {
    PrivateFolder.makeWithin(path);
    UserPrincipal us = AtomicFile.probe(path);
    List<String> foreign = DataPart.SPOOL.foreign(path);
    if (foreign.isEmpty() || isMadeBy(us)) {
      deleteOwn(us);
    }
    tell(foreign);
  }

  /** Why it cannot be used; empty when it can, or is still to be made. */
  Optional<String> trouble() {
    try {
      if (PrivateFolder.exists(path)) {
        AtomicFile.probe(path);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(FileTrouble.text(e));
    }
  }

  /** We make it for ourselves alone; hardly anybody else makes folders like that. */
  private boolean isMadeBy(UserPrincipal us) throws IOException {
    return us.equals(Files.getOwner(path)) && DataPart.isPrivate(path);
  }

  /** Image ids are not names of our own: what belongs to somebody else stays. */
  private void deleteOwn(UserPrincipal us) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(path, DataPart.SPOOL::isFile)) {
      for (Path file : left) {
        if (us.equals(Files.getOwner(file, LinkOption.NOFOLLOW_LINKS))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private void tell(List<String> foreign) throws IOException {
    if (!foreign.isEmpty() && !foreign.equals(told)) {
      LOG.warn(
          "{} holds what is not GlanceSync's: {}; that is left alone. Remove it, or set glancesync.var to a folder of its own",
          path,
          RuntimeData.some(foreign));
    }
    told = foreign;
  }

  /** Where an image's content is kept; nowhere when its id is not what Glance gives images. */
  Optional<Path> file(Image master) {
    return Optional.of(master.id().value()).filter(DataPart.SPOOL::isName).map(path::resolve);
  }

  /** The bytes that its disk has room for. */
  long free() {
    Path there = path.toAbsolutePath();
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    try {
      return Files.getFileStore(there).getUsableSpace();
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
