package io.glancesync.content;

import io.glancesync.error.FileErrors;
import io.glancesync.file.AtomicFile;
import io.glancesync.file.DataPart;
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
 * The folder of the spool. A person may have configured a folder that others use by mistake, so
 * only files that GlanceSync certainly made are deleted.
 */
final class SpoolFolder {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.spool");

  private final Path path;
  private List<String> told = List.of();

  /**
   * @param path the folder, which may not exist yet
   */
  SpoolFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes the folder, and deletes what an earlier run left there, even if its process was killed.
   *
   * @throws IOException when the folder cannot be used
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

  /** Why the folder cannot be used; empty when it can, or does not exist yet. */
  Optional<String> problem() {
    try {
      if (PrivateFolder.exists(path)) {
        AtomicFile.probe(path);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(FileErrors.text(e));
    }
  }

  /**
   * Whether GlanceSync made the folder. It makes it with access for its own user alone, which
   * hardly anybody else does.
   */
  private boolean isMadeBy(UserPrincipal us) throws IOException {
    return us.equals(Files.getOwner(path)) && DataPart.isPrivate(path);
  }

  /**
   * Deletes GlanceSync's own files. Other programs may use image ids as names too, so files of
   * other users stay.
   */
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

  /** The file for an image's content; empty when its id does not have the form of Glance's ids. */
  Optional<Path> file(Image master) {
    return Optional.of(master.id().value()).filter(DataPart.SPOOL::isName).map(path::resolve);
  }

  /** The number of free bytes on the folder's disk. */
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
