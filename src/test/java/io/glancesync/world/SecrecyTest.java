package io.glancesync.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The check that all output passes finds what it is there to find. */
class SecrecyTest {
  @TempDir Path folder;

  static List<String> secrets() {
    return Stream.concat(World.secrets().stream(), Stream.of("gAAAAABm-x")).toList();
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void a_secret_is_found_in_a_text_a_file_and_a_name(String secret) throws Exception {
    assertThatThrownBy(() -> Secrecy.check("it", "a" + secret + "b"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("it");
    Path deep = Files.createDirectories(folder.resolve("a/b"));
    Path file = Files.write(deep.resolve("c"), new byte[] {(byte) 0xff, 0});
    assertThatCode(() -> Secrecy.check(folder)).doesNotThrowAnyException();
    Files.writeString(file, "a" + secret);
    assertThatThrownBy(() -> Secrecy.check(folder)).isInstanceOf(AssertionError.class);
    Files.delete(file);
    Files.createFile(deep.resolve(secret.replace('/', '.')));
    boolean isName = !secret.contains("/");
    assertThat(isFound()).isEqualTo(isName);
  }

  private boolean isFound() throws IOException {
    try {
      Secrecy.check(folder);
      return false;
    } catch (AssertionError e) {
      return true;
    }
  }
}
