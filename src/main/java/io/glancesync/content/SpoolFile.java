package io.glancesync.content;

import io.glancesync.error.Attempt;
import io.glancesync.error.TransferException;
import io.glancesync.error.TransferException.LocalFileUnusable;
import io.glancesync.error.TransferException.MessageDropped;
import io.glancesync.error.TransferException.SourceBroken;
import io.glancesync.error.TransferException.SourceFailed;
import io.glancesync.error.TransferException.SourceUnusable;
import io.glancesync.image.ContentHash;
import io.glancesync.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of an image in a file. It is fetched once, hashed on the way, and read by any number
 * of regions while it still grows. Its last piece can be read once the whole content has the
 * master's size and hash.
 */
public final class SpoolFile {
  /**
   * The least progress of a request, unless it completes the file. A request with less progress
   * counts as failed, so that a slow master is not asked again more often than one that sends
   * nothing.
   */
  static final int LEAST_PART = 1 << 20;

  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Image master;
  private final Path path;
  private final boolean isOurs;
  private final ContentVerifier check;
  private long received;
  private boolean hasPart;
  private ContentHash hash;
  private Supplier<TransferException> failure;
  private boolean isUnusable;
  private boolean isGivenUp;
  private boolean isMade;
  private boolean isRangeUseless;

  /**
   * @param isOurs whether the received bytes are written to the file; otherwise the file exists
   *     already
   */
  SpoolFile(Image master, Path path, boolean isOurs) {
    this.master = master;
    this.path = path;
    this.isOurs = isOurs;
    check =
        isOurs
            ? new ContentVerifier(master)
            : new ContentVerifier(master, "that file's content of " + master.name());
  }

  public Image master() {
    return master;
  }

  public Path path() {
    return path;
  }

  /** Whether it is a file in {@code images_dir}, which only has to be verified. */
  public boolean isLocal() {
    return !isOurs;
  }

  /** Whether there is more to fetch. */
  public synchronized boolean isOpen() {
    return hash == null && failure == null;
  }

  /**
   * Whether a part was fetched already, so that only the rest is requested. False for good once the
   * server sent another part instead.
   */
  public synchronized boolean isBegun() {
    return received > 0 && !isRangeUseless;
  }

  /** The value of the header {@code Range} of the next request. */
  public synchronized String range() {
    return "bytes=%d-".formatted(received);
  }

  /** The number of bytes that the file will still grow by. */
  synchronized long toCome() {
    return isOurs && isOpen() ? master.size() - received : 0;
  }

  /**
   * Appends the master's answer. If the answer breaks off after at least 1 MiB of new bytes, or is
   * another part than requested, this returns and the rest has to be requested. Received bytes are
   * kept in any case.
   *
   * @param stream null when the master answered 204
   * @param contentRange null when the answer begins with the first byte
   * @param length the length that the master announced; null when it announced none
   * @throws SourceBroken when the answer broke off with less progress
   * @throws SourceUnusable when the answer cannot be the content
   */
  public void receive(InputStream stream, String contentRange, Long length) throws IOException {
    hasPart = true;
    Matcher range = CONTENT_RANGE.matcher(contentRange == null ? "" : contentRange);
    boolean isPart = range.matches();
    InputStream source = ContentVerifier.answer(master, stream, isPart ? whole(range) : length);
    long start = isPart ? Long.parseLong(range.group(1)) : 0;
    if (start > received && isBegun()) {
      rangeIsUseless();
      ContentVerifier.abort(source);
      return;
    }
    long before = received;
    try (FileChannel file = isOurs ? open() : null) {
      skip(source, start);
      copy(source, file);
      complete(check.finish(source));
      source.close();
    } catch (SourceBroken e) {
      ContentVerifier.abort(source);
      if (received - before < LEAST_PART) {
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      ContentVerifier.abort(source);
      throw e;
    }
  }

  private synchronized void rangeIsUseless() {
    isRangeUseless = true;
  }

  private static Long whole(Matcher range) {
    return range.group(2).equals("*") ? null : Long.valueOf(range.group(2));
  }

  /**
   * Skips bytes that were received before. A server may ignore the requested range and send
   * everything.
   */
  private void skip(InputStream source, long start) throws TransferException {
    if (start > received) {
      throw new SourceUnusable(
          "the master region sends %s from byte %d on, where %d was asked for"
              .formatted(master.name(), start, received));
    }
    byte[] piece = new byte[ImageContentEntity.PIECE];
    for (long left = received - start; left > 0; ) {
      left -= read(source, piece, left);
    }
  }

  private void copy(InputStream source, FileChannel file) throws IOException {
    byte[] piece = new byte[ImageContentEntity.PIECE];
    while (received < master.size()) {
      requireReaders();
      int length = read(source, piece, master.size() - received);
      check.update(piece, length);
      if (file != null) {
        write(file, ByteBuffer.wrap(piece, 0, length));
      }
      received(length);
    }
  }

  /**
   * Records received bytes. It wakes the readers once per piece only: waking them for each packet
   * would cost more than sending it.
   */
  private synchronized void received(int length) {
    long before = received;
    received += length;
    if (received / ImageContentEntity.PIECE > before / ImageContentEntity.PIECE) {
      notifyAll();
    }
  }

  private int read(InputStream source, byte[] piece, long most) throws SourceBroken {
    try {
      int length = source.read(piece, 0, (int) Math.min(piece.length, most));
      if (length > 0) {
        return length;
      }
    } catch (IOException e) {
      throw check.broken(received, e);
    }
    throw check.broken(received, null);
  }

  /**
   * Opens the file for writing. It creates a new file the first time, and opens the same one later,
   * so that nobody else can have put it there.
   */
  private synchronized FileChannel open() {
    requireReaders();
    try {
      if (!isMade) {
        FileChannel made = FileChannel.open(path, NEW, OWNER_ONLY);
        isMade = true;
        return made;
      }
      return FileChannel.open(path, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens the file for reading from any byte on. */
  FileChannel read() throws IOException {
    return isOurs
        ? FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)
        : FileChannel.open(path, StandardOpenOption.READ);
  }

  /** Deletes the file if this object created it. */
  synchronized void delete() throws IOException {
    if (isMade) {
      Files.deleteIfExists(path);
    }
  }

  private static void write(WritableByteChannel file, ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      // a local error: another request to the master would not help
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void requireReaders() {
    if (isGivenUp) {
      throw new IllegalStateException("nobody wants %s any more".formatted(master.name()));
    }
  }

  private synchronized void complete(ContentHash found) {
    hash = found;
    notifyAll();
  }

  /**
   * Records that the file will not be complete, and tells all readers.
   *
   * @param attempts the failed requests of the download, oldest first
   */
  public synchronized void fail(Throwable reason, List<Attempt> attempts) {
    failure = () -> new SourceFailed(reason, attempts);
    isUnusable = reason instanceof SourceUnusable;
    notifyAll();
  }

  /**
   * Makes sure that a part was received since this was asked last.
   *
   * @throws MessageDropped otherwise: an edited route has dropped the message that fetches it
   */
  public void requirePart() throws MessageDropped {
    if (!hasPart) {
      throw dropped();
    }
    hasPart = false;
  }

  /** Fails the file if it is not complete, because nobody fetches it any more. */
  public synchronized void abandon() {
    if (isOpen()) {
      fail(dropped(), List.of());
    }
  }

  private static MessageDropped dropped() {
    return new MessageDropped("a route dropped the message that fetches the image");
  }

  /** Records that the file in {@code images_dir} cannot be used: readers retry without it. */
  public synchronized void refuse() {
    failure = () -> new LocalFileUnusable("%s of %s cannot be used".formatted(path, master.name()));
    notifyAll();
  }

  /** Records that the file cannot be written: readers retry without it. */
  public synchronized void spoil(IOException reason) {
    failure =
        () -> new SourceBroken("%s could not be kept in %s".formatted(this, path), "", reason);
    notifyAll();
  }

  synchronized boolean hasFailed() {
    return failure != null;
  }

  /** Whether another download would only give the same wrong content. */
  synchronized boolean isUnusable() {
    return isUnusable;
  }

  /** Ends the download: nobody will read the file any more. */
  synchronized void giveUp() {
    isGivenUp = true;
  }

  /**
   * Waits until more can be read than was read so far.
   *
   * @return the number of readable bytes; the size when all of them are
   * @throws TransferException when the content will never be readable
   */
  synchronized long await(long passed) throws InterruptedException, TransferException {
    while (!isReadable(passed)) {
      wait();
    }
    return readable();
  }

  /**
   * Whether bytes can be read now, or within a time.
   *
   * @throws TransferException when the content will never be readable
   */
  synchronized boolean begins(Duration within) throws InterruptedException, TransferException {
    long end = System.nanoTime() + within.toNanos();
    for (long left = within.toMillis(); left > 0 && !isReadable(0); ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return isReadable(0);
  }

  private boolean isReadable(long passed) throws TransferException {
    if (failure != null) {
      throw failure.get();
    }
    return hash != null || readable() > passed;
  }

  /**
   * The number of readable bytes. A file in {@code images_dir} may be wrong: none of it is readable
   * until all of it is verified.
   */
  private long readable() {
    if (hash != null) {
      return master.size();
    }
    return isOurs ? Math.min(received, master.size() - ImageContentEntity.PIECE) : 0;
  }

  synchronized Optional<ContentHash> hash() {
    return Optional.ofNullable(hash);
  }

  @Override
  public String toString() {
    return "the content of " + master.name();
  }
}
