package io.glancesync.config.source;

import io.glancesync.file.LimitedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** Reads {@code glancesync.conf} from the disk. */
public final class ConfigurationFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private ConfigurationFile() {}

  /**
   * @param origin what named the file, for messages; empty when nothing did
   * @throws ConfigurationException when it is not there, or cannot be read
   */
  public static Ini read(Path file, String origin, ConfigurationWarnings warnings) {
    var text = text(file, origin, warnings);
    var ini =
        IniReader.read(
            file.toString(), text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, warnings);
    if (ini.settings().stream().anyMatch(ConfigurationFile::isSecret)) {
      warnIfOpen(file, warnings);
    }
    return ini;
  }

  /** Warns when everybody on this machine may read a file that holds a password. */
  public static void warnIfOpen(Path file, ConfigurationWarnings warnings) {
    try {
      if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        warnings.add(
            file.toString(),
            "this file holds a password, and every user of this machine can read it;"
                + " run: chmod o-rwx "
                + file);
      }
    } catch (IOException | UnsupportedOperationException e) {
      // a file system without such permissions has nothing to warn of
    }
  }

  private static boolean isSecret(Setting setting) {
    return SecretWords.isKey(setting.key()) && !setting.isBlank();
  }

  private static String text(Path file, String origin, ConfigurationWarnings warnings) {
    var bytes = bytes(file, origin);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      warnings.add(file.toString(), "this file is not UTF-8, so it is read as ISO-8859-1");
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static byte[] bytes(Path file, String origin) {
    if (Files.isDirectory(file)) {
      throw new ConfigurationException(
          origin + file + ": this is a folder, not a configuration file");
    }
    if (!Files.exists(file)) {
      throw new ConfigurationException(origin + file + ": there is no such file");
    }
    try {
      return LimitedFile.bytes(file, LimitedFile.CONFIGURATION);
    } catch (LimitedFile.Unfit e) {
      throw new ConfigurationException(origin + file + ": " + e.getReason());
    } catch (IOException e) {
      throw new ConfigurationException(
          origin
              + file
              + ": this file cannot be read; has the user who runs GlanceSync the right to?");
    }
  }
}
