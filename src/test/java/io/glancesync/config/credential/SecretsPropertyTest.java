package io.glancesync.config.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.ConfigurationLoader;
import io.glancesync.config.Target;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever stands where a secret belongs: no message, warning or text of ours shows it. */
class SecretsPropertyTest {
  // long enough to stand nowhere by chance
  private static final String MARK = "Hunter2Hunter2";

  private static Path folder;

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("secrets");
  }

  @AfterContainer
  static void deleteFolder() throws IOException {
    Files.deleteIfExists(folder.resolve("x.conf"));
    Files.deleteIfExists(folder.resolve("clouds.yaml"));
    Files.delete(folder);
  }

  @Property
  void a_secret_in_the_file_never_shows(@ForAll("lines") List<String> lines) throws IOException {
    Files.write(folder.resolve("x.conf"), lines);

    assertThat(everythingSaid(List.of())).doesNotContainIgnoringCase(MARK);
  }

  @Property(tries = 300)
  void a_secret_in_an_override_never_shows(@ForAll("values") String value) throws IOException {
    Files.write(folder.resolve("x.conf"), List.of("[main]", "master_region = Spain"));

    for (var key : List.of("password", "master.password", "other.credential", "other.pasword")) {
      assertThat(everythingSaid(List.of(key + "=" + value))).doesNotContainIgnoringCase(MARK);
      assertThat(everythingSaid(List.of(key + "=x", value))).doesNotContainIgnoringCase(MARK);
    }
  }

  @Property(tries = 300)
  void a_secret_in_clouds_yaml_never_shows(@ForAll("values") String value) throws IOException {
    Files.write(
        folder.resolve("x.conf"), List.of("[main]", "master_region = Spain", "[a]", "cloud = own"));
    Files.write(
        folder.resolve("clouds.yaml"),
        List.of(
            "clouds:",
            "  own:",
            "    auth: ",
            "      auth_url: http://x",
            "      password: " + value,
            "      username: u"));

    assertThat(everythingSaid(List.of())).doesNotContainIgnoringCase(MARK);
  }

  /** Garbage around a secret. */
  @Provide
  Arbitrary<String> values() {
    var garbage = Arbitraries.strings().withChars(" \\=:;#,'\"[]{}%$*&!@/+-\tabc9é").ofMaxLength(8);
    return Combinators.combine(garbage, garbage).as((before, after) -> before + MARK + after);
  }

  /** A section in which a secret stands behind one of its keys, perhaps going on in the next. */
  @Provide
  Arbitrary<List<String>> lines() {
    var key =
        Arbitraries.of(
            "password", "credential", "Password", "pasword", "credentials", "os_password");
    var separator = Arbitraries.of(" = ", "=", ": ", " ", "", " = u,", "=\\\n  ", " =\n  ");
    var around =
        Arbitraries.of(
            "tenant = t", "user = u", "cloud = x", "", "# x", "[next]", "max_children = x");
    return Combinators.combine(key, separator, values(), around, around)
        .as(
            (name, sign, value, before, after) ->
                List.of(
                    "[main]", "master_region = A", "[other]", before, name + sign + value, after));
  }

  private static String everythingSaid(List<String> overrides) {
    var said = new StringWriter();
    var surroundings = new Environment(Map.of(), folder, folder, folder);
    try {
      var loaded =
          new ConfigurationLoader(surroundings)
              .load(Optional.of(folder.resolve("x.conf")), overrides);
      said.append(loaded.toString());
      loaded.configuration().targets().values().forEach(Target::credential);
    } catch (ConfigurationException e) {
      e.printStackTrace(new PrintWriter(said));
    }
    return said.toString();
  }
}
