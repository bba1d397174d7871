package io.glancesync.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes files whole: a reader finds the old text or the new one, also after a crash or on a full
 * disk. The text goes to a new file beside the target first, one that nobody could have put there
 * before. A file is for its owner alone, unless it is published. A symbolic link at the target's
 * name is replaced, never followed.
 */
public final class AtomicFile {
  /** The rights of every file of ours, whatever the umask is. */
  static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final FileAttribute<Set<PosixFilePermission>> FOR_ALL =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

  private static final SecureRandom RANDOM = new SecureRandom();

  /** What this process is writing at this moment. */
  private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

  private AtomicFile() {}

  /**
   * Writes a text. The file's folder has to be there. When this fails nothing new is left.
   *
   * @throws IOException when it cannot be written; the file is as it was before
   */
  public static void write(Path file, String text) throws IOException {
    write(file, text, true, OWNER_ONLY);
    sync(file.toAbsolutePath().getParent());
  }

  /**
   * The same for a text that need not survive a power failure, and is written again and again.
   *
   * @throws IOException when it cannot be written; the file is as it was before
   */
  public static void replace(Path file, String text) throws IOException {
    write(file, text, false, OWNER_ONLY);
  }

  /**
   * The same as {@link #replace} for a text that programs of other users read.
   *
   * @throws IOException when it cannot be written; the file is as it was before
   */
  public static void publish(Path file, String text) throws IOException {
    write(file, text, false, FOR_ALL);
  }

  private static void write(
      Path file, String text, boolean isSynced, FileAttribute<Set<PosixFilePermission>> rights)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8)).asReadOnlyBuffer();
    Path half = unfinished(file);
    try {
      fill(half, bytes, isSynced);
      if (rights != OWNER_ONLY) {
        // whatever the umask is
        Files.setPosixFilePermissions(half, rights.value());
      }
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      delete(half, e);
      throw e;
    } finally {
      UNFINISHED.remove(half);
    }
  }

  /**
   * Makes sure that files can be written to a folder, which has to be there.
   *
   * @return whose files they are then
   * @throws IOException when they cannot
   */
  public static UserPrincipal probe(Path folder) throws IOException {
    Path file = unfinished(folder.resolve("any"));
    try {
      Files.createFile(file, OWNER_ONLY);
      UserPrincipal us = Files.getOwner(file);
      Files.delete(file);
      return us;
    } finally {
      UNFINISHED.remove(file);
    }
  }

  /** Whether this process is writing that file. */
  static boolean isBeingWritten(Path file) {
    return UNFINISHED.contains(file.toAbsolutePath());
  }

  private static Path unfinished(Path file) {
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    Path half =
        file.toAbsolutePath()
            .resolveSibling(
                Leftovers.name(ProcessHandle.current().pid(), HexFormat.of().formatHex(random)));
    UNFINISHED.add(half);
    return half;
  }

  /** An interrupted thread, too, has to be able to note what it has begun. */
  private static void fill(Path half, ByteBuffer bytes, boolean isSynced) throws IOException {
    boolean isInterrupted = Thread.interrupted();
    try {
      while (!isFilled(half, bytes.duplicate(), isSynced)) {
        isInterrupted |= Thread.interrupted();
        Files.delete(half);
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean isFilled(Path half, ByteBuffer bytes, boolean isSynced)
      throws IOException {
    var how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel out = FileChannel.open(half, how, OWNER_ONLY)) {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      if (isSynced) {
        out.force(true);
      }
      return true;
    } catch (ClosedByInterruptException e) {
      return false;
    }
  }

  private static void delete(Path half, Exception error) {
    try {
      Files.deleteIfExists(half);
    } catch (IOException e) {
      error.addSuppressed(e);
    }
  }

  /** The new name outlives a power failure as well, where the file system can promise that. */
  private static void sync(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // the file itself is safe
    }
  }
}
