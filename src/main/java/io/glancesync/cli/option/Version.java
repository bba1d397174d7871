package io.glancesync.cli.option;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote down, and the Java that runs it. */
public final class Version implements IVersionProvider {
  private static final String OPTION = "--version";

  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }

  public static String text() {
    return "%s (Java %s, %s %s)"
        .formatted(
            built(),
            System.getProperty("java.version"),
            System.getProperty("os.name"),
            System.getProperty("os.version"));
  }

  /** Whether nothing else is asked: then there is no need to know all commands and options. */
  public static boolean isAskedBy(String... words) {
    return words.length == 1 && words[0].equals(OPTION);
  }

  private static String built() {
    try (var text = Version.class.getResourceAsStream("version.txt")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
