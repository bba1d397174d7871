package io.glancesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.credential.Domain;
import io.glancesync.config.credential.Identity;
import io.glancesync.config.credential.Password;
import io.glancesync.config.credential.Secret;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Visibility;
import io.glancesync.region.RegionName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators bring the older tool's file with them. */
class OlderToolTest {
  @TempDir Path folder;
  Machine machine;

  @BeforeEach
  void bring_the_file() throws IOException {
    machine = new Machine(folder).conf(olderFile());
  }

  private static String olderFile() throws IOException {
    return Files.readString(Path.of("src/test/resources/io/glancesync/config/older-tool.conf"));
  }

  private static boolean selects(Target target, Image image) {
    return target.policy().condition().orElseThrow().test(image, RegionName.of("Spain"), Set.of());
  }

  @Test
  void the_only_warning_is_of_keystone_v2() {
    assertThat(machine.warnings()).singleElement().asString().contains("Keystone v2");
  }

  @Test
  void the_global_keys_arrive() {
    var configuration = machine.configuration();

    assertThat(configuration.masterRegion()).hasToString("Spain");
    assertThat(configuration.preferableOrder())
        .containsExactly("Trento", "Lannion", "Waterford", "Berlin", "Prague");
    assertThat(configuration.targets()).containsOnlyKeys("experimental", "master");
  }

  @Test
  void the_targets_sign_in_with_their_lines() {
    assertThat(machine.target("master").credential().authUrl())
        .isEqualTo(URI.create("http://server:4730/v3"));
    assertThat(machine.target("experimental").credential())
        .isEqualTo(
            new Password(
                URI.create("http://server:4730/v3"),
                new Identity.IdentityName("user", Domain.DEFAULT),
                new Secret("fakepassword,ofcourse"),
                new Identity.IdentityName("tenant1", Domain.DEFAULT)));
  }

  @Test
  void the_defaults_reach_the_targets() {
    var policy = machine.target("master").policy();

    assertThat(policy.forcesyncs()).containsExactly("6e240dd4-e304-4599-b7d8-e38e13cef058");
    assertThat(policy.metadataSet())
        .containsExactlyInAnyOrder("nid", "type", "sdc_aware", "nid_version");
    assertThat(policy.obsoleteSyncprops()).containsExactly("sdc_aware");
    assertThat(machine.target("experimental").policy().forcesyncs()).isEmpty();
  }

  @Test
  void the_conditions_select() {
    var image =
        Image.builder(new ImageId("1")).visibility(Visibility.PUBLIC).property("type", "x").build();
    var baseImage = image.but().property("type", "baseimages").build();

    assertThat(selects(machine.target("master"), image)).isTrue();
    assertThat(selects(machine.target("experimental"), image)).isFalse();
    assertThat(selects(machine.target("experimental"), baseImage)).isTrue();
  }

  @Test
  void it_may_be_indented_as_in_the_older_manual() throws IOException {
    machine.conf(olderFile().indent(1));

    assertThat(machine.warnings()).hasSize(1);
    assertThat(machine.target("experimental").tenantId()).contains("tenant1_id");
  }

  @Test
  void its_template_with_the_word_none_has_empty_lists() {
    machine.conf(
        "[main]",
        "master_region = {Region1}",
        "preferable_order = None",
        "[DEFAULT]",
        "forcesyncs = None",
        "metadata_condition =",
        "metadata_set =",
        "[master]",
        "ignore_regions = None");

    assertThat(machine.warnings()).isEmpty();
    assertThat(machine.configuration().preferableOrder()).isEmpty();
    assertThat(machine.target("master").ignoreRegions()).isEmpty();
  }
}
