package io.glancesync.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glancesync.text.Size;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads files that somebody else may have put there: none that is not a file, and none that is too
 * large. Nothing else reads a whole file.
 */
public final class LimitedFile {
  /** What a file of the run-time data may have, in bytes. */
  public static final int STATE = 1 << 20;

  /** What the report of a run may have: about 100,000 transfers. */
  public static final int REPORT = 32 << 20;

  /** What a file of metrics may have: more than 1000 regions. */
  public static final int METRICS = 8 << 20;

  /** What a file of the configuration, or of the routes, may have. */
  public static final int CONFIGURATION = 2 << 20;

  /** What a file of a backup may have: about 200,000 images. */
  public static final int BACKUP = 64 << 20;

  private LimitedFile() {}

  /**
   * The content of a file that a person may have replaced by a link to another.
   *
   * @throws Unfit when it is not a file, or too large
   */
  public static byte[] bytes(Path file, int limit) throws IOException {
    return read(file, limit);
  }

  /**
   * The text of such a file.
   *
   * @throws java.nio.charset.CharacterCodingException when it is not UTF-8
   * @throws Unfit when it is not a file, or too large
   */
  public static String text(Path file, int limit) throws IOException {
    return decoded(read(file, limit));
  }

  /**
   * The text of a file of the run-time data, where no link has any business.
   *
   * @throws java.nio.charset.CharacterCodingException when it is not UTF-8
   * @throws Unfit when it is not a file, or too large
   */
  public static String state(Path file) throws IOException {
    return state(file, STATE);
  }

  /** The same with another limit. */
  public static String state(Path file, int limit) throws IOException {
    return decoded(read(file, limit, LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Opens such a file to be read bit by bit.
   *
   * @throws Unfit when it is not a file, or too large
   */
  static InputStream open(Path file, int limit) throws IOException {
    check(file, limit);
    return Files.newInputStream(file);
  }

  /** A file that is not read. Its reason is complete: {@code it has 3.0 GB, more than 1.0 MB}. */
  public static final class Unfit extends FileSystemException {
    Unfit(Path file, String reason) {
      super(file.toString(), null, reason);
    }
  }

  private static byte[] read(Path file, int limit, LinkOption... links) throws IOException {
    check(file, limit, links);
    OpenOption[] how = links;
    try (InputStream in = Files.newInputStream(file, how)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw tooLarge(file, "grew beyond", limit);
      }
      return bytes;
    }
  }

  private static void check(Path file, int limit, LinkOption... links) throws IOException {
    var attributes = Files.readAttributes(file, BasicFileAttributes.class, links);
    if (attributes.isSymbolicLink()) {
      throw new Unfit(file, "this is a symbolic link, and none is followed here");
    }
    if (attributes.isDirectory()) {
      throw new Unfit(file, "this is a folder, not a file");
    }
    if (!attributes.isRegularFile() && !isHandedOver(file)) {
      throw new Unfit(file, "this is a pipe or a device, not a file");
    }
    if (attributes.size() > limit) {
      throw tooLarge(file, "has %s, more than".formatted(Size.of(attributes.size())), limit);
    }
  }

  /** What the shell has opened already: {@code --conf <(...)}. */
  private static boolean isHandedOver(Path file) {
    return file.startsWith("/dev/fd") || file.equals(Path.of("/dev/stdin"));
  }

  private static Unfit tooLarge(Path file, String has, int limit) {
    return new Unfit(file, "the file %s the %s that are read".formatted(has, Size.of(limit)));
  }

  private static String decoded(byte[] bytes) throws IOException {
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
