package io.glancesync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an operator unpacks: no library that nothing needs, and every licence. */
class DistributionIT {
  private static final Path DIST =
      Path.of(System.getProperty("glancesync.launcher", "target/dist/glancesync"))
          .toAbsolutePath()
          .getParent();
  private static final Pattern LISTED =
      Pattern.compile("^ +((?:\\([^)]*\\) )+).*\\(([^:()]+):([^:]+):([^ ]+) - .*\\)$");

  private static List<String> libraries() throws IOException {
    try (Stream<Path> files = Files.walk(DIST.resolve("lib"))) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> it.endsWith(".jar"))
          .filter(it -> !it.startsWith("glancesync-"))
          .sorted()
          .toList();
    }
  }

  private static List<Matcher> listed() throws IOException {
    return Files.readAllLines(DIST.resolve("licenses/THIRD-PARTY.txt")).stream()
        .map(LISTED::matcher)
        .filter(Matcher::matches)
        .toList();
  }

  @Test
  void every_library_is_listed_with_its_licence_and_no_other() throws IOException {
    List<String> names =
        listed().stream().map(it -> it.group(3) + "-" + it.group(4) + ".jar").sorted().toList();

    assertThat(names).isNotEmpty().isEqualTo(libraries());
  }

  @Test
  void there_is_a_text_of_every_licence() throws IOException {
    var first = new TreeSet<String>();
    for (Matcher it : listed()) {
      first.add(it.group(1).replaceFirst("^\\(([^)]*)\\).*", "$1").strip());
    }

    // this one is the program's own
    assertThat(first.remove("Apache-2.0")).isTrue();
    assertThat(first)
        .allSatisfy(it -> assertThat(DIST.resolve("licenses/" + it + ".txt")).isNotEmptyFile());
  }

  @Test
  void licence_and_notice_are_in_the_distribution_and_in_the_jar() throws IOException {
    try (Stream<Path> files = Files.list(DIST.resolve("lib"));
        JarFile jar =
            new JarFile(
                files
                    .filter(it -> it.getFileName().toString().startsWith("glancesync-"))
                    .findFirst()
                    .orElseThrow()
                    .toFile())) {
      for (String name : List.of("LICENSE", "NOTICE")) {
        byte[] inside = jar.getInputStream(jar.getEntry("META-INF/" + name)).readAllBytes();
        assertThat(DIST.resolve(name)).hasBinaryContent(inside);
        assertThat(Path.of(name)).hasBinaryContent(inside);
      }
    }
  }

  @Test
  void nothing_is_there_that_pools_database_connections_handles_xml_or_is_native()
      throws IOException {
    assertThat(libraries())
        .noneMatch(
            it -> it.matches("(c3p0|mchange|jaxb-|camel-(mock|x(slt|path))|jline-native).*"));
  }
}
