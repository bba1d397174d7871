package io.glancesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.source.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFingerprintTest {
  private static final String CONFIGURATION =
      """
      [main]
      master_region = Valladolid
      max_children = 2
      [master]
      credential = ann,cGFzc3dvcmQ=,http://keystone:5000/v3,images
      metadata_condition = image.is_public and 'nid' in image.user_properties
      metadata_set = nid, type, sdc_aware
      forcesyncs = 0c1d6a3e-53f5-5d0a-8a50-8a0f4d1c1f10, 77aa0c52-0f0e-4a5e-9d8c-2f6f2f1f9b31
      replace = any
      keep_old = 2
      withdrawn = hide
      [other]
      credential = bob,cGFzc3dvcmQ=,http://other:5000/v3,images
      """;

  @TempDir Path folder;

  private String of(String text, String... settings) {
    try {
      Path file = Files.writeString(folder.resolve("glancesync.conf"), text);
      Configuration configuration =
          new ConfigurationLoader(new Environment(Map.of(), folder, folder, folder))
              .load(Optional.of(file), List.of())
              .configuration();
      return ConfigurationFingerprint.of(configuration, List.of(settings));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void it_is_a_short_text_that_depends_on_no_order_and_no_comment() {
    assertThat(of(CONFIGURATION)).matches("[0-9a-f]{16}");
    assertThat(
            of(
                "# a comment\n"
                    + CONFIGURATION.replace("nid, type, sdc_aware", "sdc_aware, nid,type")))
        .isEqualTo(of(CONFIGURATION));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max_children = 2/max_children = 3",
        "ann,/eve,",
        "keystone:5000/keystone:5001",
        "and 'nid'/or 'nid'",
        "nid, type/nid, typ",
        "replace = any/rename = any",
        "keep_old = 2/keep_old = 3",
        "withdrawn = hide/withdrawn = delete",
        "other:5000/another:5000"
      })
  void it_changes_with_everything(String change) {
    String[] words = change.split("/", 2);

    assertThat(of(CONFIGURATION.replace(words[0], words[1]))).isNotEqualTo(of(CONFIGURATION));
  }

  @Test
  void it_changes_with_a_setting() {
    assertThat(of(CONFIGURATION, "a 1")).isNotEqualTo(of(CONFIGURATION, "a 2"));
  }

  @Test
  void no_secret_is_part_of_it() {
    assertThat(of(CONFIGURATION.replace("cGFzc3dvcmQ=", "b3RoZXI="))).isEqualTo(of(CONFIGURATION));
  }
}
