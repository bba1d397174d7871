package io.glancesync.transfer;

import io.glancesync.file.LimitedFile;
import io.glancesync.file.PrivateFolder;
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
 * What only one process of this host may do at a time, and only once in it. The operating system
 * gives the lock back when its process dies.
 */
public final class ProcessLock implements AutoCloseable {
  /** Two runs would each take what the other is doing for what a crash left behind. */
  public static final String RUN = "run.lock";

  /** Two services would each skip what the other does. */
  public static final String SERVICE = "serve.lock";

  /**
   * What this process has. It must not even look at such a file again: when it closes any channel
   * of a file, POSIX takes away all of its locks on that file.
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
   * Takes the lock.
   *
   * @param folder the run-time data; made when it is missing
   * @return empty when somebody has it
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
    if (channel.tryLock() == null) {
      channel.close();
      return Optional.empty();
    }
    close(file);
    note(channel);
    return Optional.of(channel);
  }

  /** To open a pipe would take for ever, and to follow a link would empty another file. */
  private static void requireFile(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(
          file.toString(), null, "this is not a regular file; remove it, it is made anew");
    }
  }

  /** An earlier version of the program made it with the rights that the umask left. */
  private static void close(Path file) {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      // it is another user's; all that it holds is a process id
    }
  }

  /** Whether somebody has the lock at this moment. */
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
   * Who has a lock at this moment.
   *
   * @param process {@code process 4711}, or that it is not known
   * @param since when it was taken
   */
  public record LockHolder(String process, Instant since) {}

  /** Who has the lock at this moment; empty when nobody has. */
  public static Optional<LockHolder> holder(Path folder, String name) throws IOException {
    if (!isTaken(folder, name)) {
      return Optional.empty();
    }
    Path file = folder.toRealPath().resolve(name);
    // whoever takes it writes its process id
    Instant since = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    if (HELD.contains(file)) {
      return Optional.of(new LockHolder("process " + ProcessHandle.current().pid(), since));
    }
    String text = LimitedFile.state(file).strip();
    return Optional.of(
        new LockHolder(text.matches("[0-9]{1,19}") ? "process " + text : "another process", since));
  }

  /** For a person who wonders who has it. */
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
