package io.glancesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The key {@code sync_members}: members are projects of one Keystone. */
class SyncMembersTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "https://one.example.com:5000/v3, true",
    "https://one.example.com:5000/v3/, true",
    "https://one.example.com:5000, true",
    "https://ONE.example.com:5000/v3, true",
    "https://two.example.com:5000/v3, false",
    "http://one.example.com:5000/v3, false",
    "https://one.example.com/v3, false",
    "https://one.example.com:5000/identity/v3, false"
  })
  void it_has_an_effect_on_regions_of_the_masters_keystone(String url, boolean isSame) {
    Loaded loaded =
        new Machine(folder)
            .conf(
                "[main]",
                "master_region = Spain",
                "[DEFAULT]",
                "user = glance",
                "password = s3cret",
                "tenant = images",
                "sync_members = True",
                "[master]",
                "keystone_url = https://one.example.com:5000/v3",
                "[other]",
                "keystone_url = " + url)
            .load();

    assertThat(loaded.configuration().target("master").policy().syncMembers()).isTrue();
    assertThat(loaded.configuration().target("other").policy().syncMembers()).isEqualTo(isSame);
    if (isSame) {
      assertThat(loaded.warnings()).isEmpty();
    } else {
      assertThat(loaded.warnings())
          .singleElement()
          .asString()
          .contains("key sync_members in section [DEFAULT] has no effect on target other");
    }
  }

  @Test
  void it_is_off_unless_it_is_set() {
    Loaded loaded = new Machine(folder).conf("[main]", "master_region = Spain").load();

    assertThat(loaded.configuration().target("master").policy().syncMembers()).isFalse();
  }

  @Test
  void what_is_neither_true_nor_false_is_an_error() {
    assertThat(
            new Machine(folder)
                .conf("[main]", "master_region = Spain", "[master]", "sync_members = some")
                .error())
        .startsWith(
            "conf/glancesync.conf:4: section [master], key sync_members: 'some' is neither true nor false");
  }

  @Test
  void without_a_credential_nothing_is_judged() {
    Loaded loaded =
        new Machine(folder)
            .conf("[main]", "master_region = Spain", "[other]", "sync_members = yes")
            .load();

    assertThat(loaded.configuration().target("other").policy().syncMembers()).isTrue();
  }
}
