package io.glancesync.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock for work that only one process of this host may do at a time, and only once within that
 * process. The operating system releases the lock when the process dies.
 */
public final class ProcessLock implements AutoCloseable {
  /** The lock of a run. Two runs would each take the other's work for the leftovers of a crash. */
  public static final String RUN = "run.lock";

  /** The lock of a service. Two services would each skip what the other does. */
  public static final String SERVICE = "serve.lock";

  /**
   * The locks that this process holds. It must not even open such a file again: when it closes any
   * channel of a file, POSIX releases all of its locks on that file.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private static final Set<OpenOption> HOW =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final FileChannel channel;
  private final Path file;

  private ProcessLock(FileChannel channel, Path file) {
    this.channel = channel;
    this.file = file;
  }

  /**
   * Acquires the lock.
   *
   * @param folder the run-time data; made when it is missing
   * @return empty when another holder has it
   * @throws IOException when the folder cannot be used
   */
  public static Optional<ProcessLock> take(Path folder, String name) throws IOException {
    PrivateFolder.make(folder);
    Path file = folder.toRealPath().resolve(name);
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    Optional<FileChannel> channel = Optional.empty();
    try {
      channel = locked(file);
    } finally {
      if (channel.isEmpty()) {
        HELD.remove(file);
      }
    }
    return channel.map(it -> new ProcessLock(it, file));
  }

  private static Optional<FileChannel> locked(Path file) throws IOException {
    requireFile(file);
    var channel = FileChannel.open(file, HOW, OWNER_ONLY);
    var isLocked = false;
    try {
      if (channel.tryLock() != null) {
        close(file);
        note(channel);
        isLocked = true;
        return Optional.of(channel);
      }
      return Optional.empty();
    } finally {
      if (!isLocked) {
        channel.close();
      }
    }
  }

  /**
   * Makes sure that the path is a plain file. Opening a pipe would block for ever, and following a
   * link would empty another file.
   */
  private static void requireFile(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(
          file.toString(), null, "this is not a regular file; remove it, it is created again");
    }
  }

  /**
   * Restricts the file's permissions. An earlier version of the program made it with those that the
   * umask left.
   */
  private static void close(Path file) {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      // the file belongs to another user; it holds only a process id
    }
  }

  /** Whether the lock is held at this moment. */
  public static boolean isTaken(Path folder, String name) throws IOException {
    try {
      Path file = folder.toRealPath().resolve(name);
      if (HELD.contains(file)) {
        return true;
      }
      requireFile(file);
      try (var channel =
          FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
        return channel.tryLock() == null;
      }
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /**
   * The holder of a lock at this moment.
   *
   * @param process {@code process 4711}, or that the process is unknown
   * @param since when the lock was acquired
   */
  public record LockHolder(String process, Instant since) {}

  /** The holder of the lock at this moment; empty when it is free. */
  public static Optional<LockHolder> holder(Path folder, String name) throws IOException {
    if (!isTaken(folder, name)) {
      return Optional.empty();
    }
    Path file = folder.toRealPath().resolve(name);
    // the holder writes its process id when it acquires the lock
    Instant since = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    if (HELD.contains(file)) {
      return Optional.of(new LockHolder("process " + ProcessHandle.current().pid(), since));
    }
    String text = LimitedFile.state(file).strip();
    return Optional.of(
        new LockHolder(text.matches("[0-9]{1,19}") ? "process " + text : "another process", since));
  }

  /** Writes the process id, for a person who wants to know the holder. */
  private static void note(FileChannel channel) throws IOException {
    channel.truncate(0);
    String text = ProcessHandle.current().pid() + "\n";
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(file);
    }
  }
}
