package io.glancesync.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.Machine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationWarningsTest {
  private static final String LOGIN = "credential = u,cGFzcw,http://k/v3,t";

  @TempDir Path folder;

  private Machine machine(String... lines) {
    return new Machine(folder).conf(String.join("\n", lines)).variable("OS_REGION_NAME", "Spain");
  }

  @Test
  void an_unknown_key_comes_with_the_nearest_name() {
    assertThat(machine("[other]", "ignore_region = Region2").warnings())
        .containsExactly(
            "conf/glancesync.conf:2: unknown key 'ignore_region' in section [other]; did you mean"
                + " 'ignore_regions'?");
  }

  @Test
  void an_unknown_key_like_no_other_is_ignored() {
    assertThat(machine("[other]", "shape = round").warnings())
        .containsExactly(
            "conf/glancesync.conf:2: unknown key 'shape' in section [other]; it is ignored");
  }

  @Test
  void an_unknown_key_behind_a_password_is_not_shown() {
    assertThat(
            machine("[other]", "credential =", "W91c2x5X2RpZF95b3Vf=,http://server/v3").warnings())
        .containsExactly(
            "conf/glancesync.conf:3: unknown key (not shown here) in section [other]; it is"
                + " ignored");
  }

  @Test
  void an_unknown_key_that_may_have_a_password_stuck_to_it_is_not_shown() {
    assertThat(machine("[other]", "paswordhunter2=", "pasword = hunter2").warnings())
        .containsExactly(
            "conf/glancesync.conf:2: unknown key (not shown here) in section [other]; it is"
                + " ignored",
            "conf/glancesync.conf:3: unknown key (not shown here) in section [other]; did you mean"
                + " 'password'?");
  }

  @Test
  void a_mistyped_key_behind_a_password_comes_with_the_nearest_name() {
    assertThat(machine("[other]", "password = a", "tennant = b").warnings())
        .containsExactly(
            "conf/glancesync.conf:3: unknown key 'tennant' in section [other]; did you mean"
                + " 'tenant'?");
  }

  @Test
  void a_targets_key_in_main_has_no_effect() {
    assertThat(machine("[main]", "metadata_set = nid").warnings())
        .containsExactly(
            "conf/glancesync.conf:2: key metadata_set has no effect in section [main]; it belongs"
                + " to a target's section such as [master], or to [DEFAULT]");
  }

  @Test
  void a_global_key_in_a_targets_section_has_no_effect() {
    assertThat(machine("[master]", "max_children = 3").warnings())
        .containsExactly(
            "conf/glancesync.conf:2: key max_children has no effect in section [master]; it"
                + " belongs to [main]");
  }

  @Test
  void any_key_may_stand_in_default() {
    var machine = machine("[DEFAULT]", "max_children = 3", "metadata_set = nid");

    assertThat(machine.warnings()).isEmpty();
    assertThat(machine.configuration().maxChildren()).isEqualTo(3);
  }

  @Test
  void a_key_that_stands_twice_counts_as_the_last_one_says() {
    var machine = machine("[master]", "tenant_id = a", "[master]", "tenant_id = b");

    assertThat(machine.warnings())
        .containsExactly(
            "conf/glancesync.conf:4: key tenant_id is given twice in section [master] (before:"
                + " conf/glancesync.conf:2); the last one applies");
    assertThat(machine.target("master").tenantId()).contains("b");
  }

  @ParameterizedTest
  @CsvSource({
    "mian,     main",
    "Main,     main",
    "default,  DEFAULT",
    "DEFAULTS, DEFAULT",
    "mastre,   master",
    "master2,  master",
  })
  void a_section_without_a_credential_may_be_mistyped(String section, String meant) {
    assertThat(machine("[" + section + "]", "tenant_id = x").warnings())
        .containsExactly(
            "conf/glancesync.conf:1: section [%s] is read as a target of that name; did you mean [%s]?"
                .formatted(section, meant));
  }

  @Test
  void a_section_with_keys_of_main_alone_may_be_mistyped() {
    assertThat(machine("[general]", "max_children = 3", "images_dir = /srv").warnings())
        .containsExactly(
            "conf/glancesync.conf:1: section [general] is read as a target of that name; did you"
                + " mean [main]?");
  }

  @Test
  void a_section_with_a_credential_may_be_called_anything() {
    assertThat(machine("[master]", LOGIN, "[master2]", LOGIN, "[mean]", LOGIN).warnings())
        .isEmpty();
  }

  @Test
  void a_section_like_master_is_suspicious_when_there_is_no_master() {
    assertThat(machine("[mastr]", LOGIN).warnings())
        .containsExactly(
            "conf/glancesync.conf:1: section [mastr] is read as a target of that name; did you"
                + " mean [master]?");
  }

  @Test
  void a_section_unlike_all_others_is_a_target() {
    assertThat(machine("[experimental]", "tenant_id = x").warnings()).isEmpty();
  }

  @Test
  void a_section_of_an_override_may_be_a_mistyped_one_of_the_file() {
    var machine = machine("[experimental]", LOGIN);

    assertThat(machine.warnings("experimetal.password=x"))
        .containsExactly(
            "--config: section [experimetal] is read as a target of that name; did you mean"
                + " [experimental]?");
    assertThat(machine.warnings("experiment1.cloud=x")).isEmpty();
  }

  @Test
  void a_key_that_is_indented_by_mistake() {
    assertThat(
            machine("[other]", "tenant = a", "  password = hunter2", "  [next]", "  x == y")
                .warnings())
        .containsExactly(
            "conf/glancesync.conf:3: 'password = …' is read as a part of key tenant, because the"
                + " line is indented; if that is not meant, begin it further left",
            "conf/glancesync.conf:4: '[next]' is read as a part of key tenant, because the line is"
                + " indented; if that is not meant, begin it further left");
  }

  @Test
  void a_file_that_holds_a_password_and_that_everybody_can_read() {
    var machine = machine("[other]", LOGIN).permissions("work/conf/glancesync.conf", "rw-r--r--");

    assertThat(machine.warnings())
        .containsExactly(
            "conf/glancesync.conf: this file holds a password, and every user of this machine can"
                + " read it; run: chmod o-rwx conf/glancesync.conf");
  }

  @Test
  void a_file_without_a_password_may_be_read_by_everybody() {
    var machine =
        machine("[other]", "user = u", "password =")
            .permissions("work/conf/glancesync.conf", "rw-r--r--");

    assertThat(machine.warnings()).isEmpty();
  }

  @Test
  void all_that_has_to_do_with_keystone_v2_is_one_warning() {
    assertThat(
            machine(
                    "[DEFAULT]",
                    "use_keystone_v3 = False",
                    "[master]",
                    "keystone_url = http://one/v2.0",
                    "[other]",
                    "credential = u,cGFzcw,http://k/v2.0,t",
                    "use_keystone_v3 = True")
                .warnings())
        .containsExactly(
            "conf/glancesync.conf:4: Keystone v2 no longer exists, so v3 is always used:"
                + " use_keystone_v3 has no effect, and a URL that ends in /v2.0 is read as /v3"
                + " (also at conf/glancesync.conf:6, conf/glancesync.conf:2,"
                + " conf/glancesync.conf:7)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"any", "ours"})
  void a_word_in_dontupdate_that_belongs_to_replace_and_rename(String word) {
    var machine =
        machine("[master]", "dontupdate = %s, 0cc175b9c0f1b6a831c399e269772661".formatted(word));

    assertThat(machine.warnings())
        .containsExactly(
            "conf/glancesync.conf:2: key dontupdate in section [master]: the word %s has a meaning"
                    .formatted(word)
                + " only in replace and rename; here it is ignored");
    assertThat(machine.target("master").policy().dontupdate())
        .containsExactly("0cc175b9c0f1b6a831c399e269772661");
  }

  @ParameterizedTest
  @CsvSource({
    "replace, abc, 'abc' is not a checksum of 32 digits and small letters a to f",
    "rename, 0CC175B9C0F1B6A831C399E269772661, '0CC175B9C0F1B6A831C399E269772661' is not a checksum",
    "dontupdate, 0cc175b9c0f1b6a831c399e26977266, '0cc175b9c0f1b6a831c399e26977266' is not a",
    "forcesyncs, base_ubuntu, 'base_ubuntu' is not the id of an image",
    "replace, password:one, an entry (not shown here) is not a checksum"
  })
  void an_entry_that_can_select_nothing(String key, String entry, String said) {
    var machine = machine("[DEFAULT]", key + " = " + entry, "[master]", "[other]");

    assertThat(machine.warnings())
        .filteredOn(it -> it.contains("no effect"))
        .singleElement()
        .asString()
        .startsWith("conf/glancesync.conf:2: key %s in section [DEFAULT]: ".formatted(key) + said);
  }

  @Test
  void a_password_with_what_begins_a_comment() {
    var machine = machine("[other]", "password = one ;two");

    assertThat(machine.warnings())
        .containsExactly(
            "conf/glancesync.conf:2: the password ends before ' ;', which begins a comment; if that"
                + " is a part of it, use credential, where it is in base64");
  }

  @Test
  void a_doubled_percent_sign() {
    var machine = machine("[other]", "tenant = 100%%");

    assertThat(machine.warnings())
        .containsExactly(
            "conf/glancesync.conf:2: key tenant: a doubled percent sign is read as one, as the"
                + " older tool did; one is enough");
    assertThat(machine.target("other").tenantName()).contains("100%");
  }

  @Test
  void a_reference_to_another_key() {
    assertThat(machine("[other]", "tenant = %(user)s", "user = 5%").warnings())
        .containsExactly(
            "conf/glancesync.conf:2: key tenant: %(name)s is not replaced by another key's value;"
                + " write the value itself");
  }

  @Test
  void a_file_that_is_not_utf8() {
    var machine =
        machine()
            .bytes(
                "work/conf/glancesync.conf",
                "[main]\nmaster_region = Málaga".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(machine.warnings())
        .containsExactly(
            "conf/glancesync.conf: this file is not UTF-8, so it is read as ISO-8859-1");
    assertThat(machine.configuration().masterRegion()).hasToString("Málaga");
  }

  @Test
  void a_byte_order_mark_is_no_reason_for_one() {
    var machine = machine("\uFEFF[main]", "master_region = Málaga");

    assertThat(machine.warnings()).isEmpty();
    assertThat(machine.configuration().masterRegion()).hasToString("Málaga");
  }
}
