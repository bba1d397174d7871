package io.glancesync.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.Machine;
import io.glancesync.config.credential.Domain;
import io.glancesync.config.credential.Identity;
import io.glancesync.config.credential.Password;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words after {@code --config}. */
class OverridesTest {
  @TempDir Path folder;
  Machine machine;

  @BeforeEach
  void write_a_file() {
    machine =
        new Machine(folder)
            .conf(
                "[main]",
                "master_region = Spain",
                "[DEFAULT]",
                "only_tenant_images = True",
                "[master]",
                "metadata_set = nid",
                "[eu.west]",
                "tenant_id = a");
  }

  @Test
  void one_for_a_section_counts_more_than_the_file() {
    var configuration =
        machine.configuration("main.master_region=Spain2", "master.metadata_set=nid,type");

    assertThat(configuration.masterRegion()).hasToString("Spain2");
    assertThat(configuration.target("master").policy().metadataSet())
        .containsExactlyInAnyOrder("nid", "type");
  }

  @Test
  void one_without_a_section_is_a_default_for_all_targets() {
    var configuration = machine.configuration("only_tenant_images=False");

    assertThat(configuration.target("master").policy().onlyTenantImages()).isFalse();
    assertThat(configuration.target("eu.west").policy().onlyTenantImages()).isFalse();
  }

  @Test
  void one_may_name_the_section_default() {
    assertThat(machine.configuration("DEFAULT.rename=any").target("master").policy().rename())
        .containsExactly("any");
  }

  @Test
  void one_without_a_section_may_be_global() {
    assertThat(machine.configuration("max_children=3").maxChildren()).isEqualTo(3);
  }

  @Test
  void the_section_ends_at_the_last_dot_before_the_equals_sign() {
    assertThat(machine.configuration("eu.west.tenant_id=b.c=d").target("eu.west").tenantId())
        .contains("b.c=d");
  }

  @Test
  void an_empty_one_takes_a_value_away() {
    assertThat(machine.target("master").policy().metadataSet()).containsExactly("nid");
    assertThat(
            machine.configuration("master.metadata_set=").target("master").policy().metadataSet())
        .isEmpty();
  }

  @Test
  void one_that_a_section_hides_is_warned_of() {
    assertThat(machine.warnings("metadata_set=type"))
        .containsExactly(
            "--config: key metadata_set: section [master] has its own value"
                + " (conf/glancesync.conf:6), which stays; to change it, write master.metadata_set");
  }

  @Test
  void unknown_keys_and_sections_are_warned_of_as_in_the_file() {
    assertThat(machine.warnings("master.metadata_sett=nid", "mian.max_children=4"))
        .containsExactly(
            "--config: section [mian] is read as a target of that name; did you mean [main]?",
            "--config: unknown key 'metadata_sett' in section [master]; did you mean"
                + " 'metadata_set'?");
  }

  @Test
  void a_value_that_cannot_be_read_names_the_option() {
    assertThat(machine.error("main.max_children=four"))
        .isEqualTo(
            "--config: section [main], key max_children: 'four' is not a whole number above 0."
                + " Write for example: max_children = 4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Burgos | --config: 'Burgos' is not of the form key=value. The option takes all words up to"
            + " the next option; put -- before a region's name",
        "master.password | --config: a word (not shown here) is not of the form key=value. The"
            + " option takes all words up to the next option; put -- before a region's name",
        "=value | --config: a key is missing before '='; write section.key=value",
        "master.=value | --config: a key is missing before '='; write section.key=value",
        ".key=value | --config: a key is missing before '='; write section.key=value",
      })
  void a_word_of_another_form_is_an_error(String word, String message) {
    assertThat(machine.error(word)).isEqualTo(message);
  }

  @Test
  void the_word_behind_a_password_is_never_shown() {
    assertThat(machine.error("master.password=one", "hunter2")).doesNotContain("hunter2");
  }

  @Test
  void one_for_a_part_of_the_credential_counts_more_than_a_credential_of_the_file() {
    machine.conf(
        "[main]",
        "master_region = Spain",
        "[master]",
        "credential = user,ZmFrZXBhc3N3b3JkLG9mY291cnNl,http://server/v3,tenant1");

    var credential =
        (Password) machine.configuration("master.user=other").target("master").credential();

    assertThat(credential.user()).isEqualTo(new Identity.IdentityName("other", Domain.DEFAULT));
    assertThat(credential.password().reveal()).isEqualTo("fakepassword,ofcourse");
  }
}
