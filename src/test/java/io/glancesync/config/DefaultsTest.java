package io.glancesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.credential.Login;
import io.glancesync.config.credential.Tls;
import io.glancesync.plan.Attribute;
import io.glancesync.region.RegionName;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultsTest {
  @TempDir Path folder;
  Configuration configuration;

  @BeforeEach
  void load_nothing_but_a_master_region() {
    configuration = new Machine(folder).conf("[main]", "master_region = Spain").configuration();
  }

  @Test
  void the_master_region_is_of_the_target_master() {
    assertThat(configuration.masterRegion()).isEqualTo(new RegionName("master", "Spain"));
  }

  @Test
  void no_region_is_preferred() {
    assertThat(configuration.preferableOrder()).isEmpty();
  }

  @Test
  void one_region_is_worked_on_at_once() {
    assertThat(configuration.maxChildren()).isEqualTo(1);
  }

  @Test
  void image_files_are_looked_for_where_glance_keeps_them() {
    assertThat(configuration.imagesDir()).isEqualTo(Path.of("/var/lib/glance/images"));
  }

  @Test
  void the_target_master_exists_without_a_section() {
    assertThat(configuration.targets()).containsOnlyKeys("master");
  }

  @Test
  void every_rule_is_at_its_default() {
    var policy = configuration.target("master").policy();

    assertThat(policy.forcesyncs()).isEmpty();
    assertThat(policy.condition()).isEmpty();
    assertThat(policy.metadataSet()).isEmpty();
    assertThat(policy.syncAttributes()).containsExactlyInAnyOrder(Attribute.values());
    assertThat(policy.replace()).isEmpty();
    assertThat(policy.rename()).isEmpty();
    assertThat(policy.dontupdate()).isEmpty();
    assertThat(policy.onlyTenantImages()).isTrue();
    assertThat(policy.supportObsoleteImages()).isTrue();
    assertThat(policy.obsoleteSyncprops()).isEmpty();
  }

  @Test
  void everything_else_of_a_target_is_at_its_default() {
    var target = configuration.target("master");

    assertThat(target.name()).isEqualTo("master");
    assertThat(target.login()).isInstanceOf(Login.Missing.class);
    assertThat(target.ignoreRegions()).isEmpty();
    assertThat(target.listImagesTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(target.tenantId()).isEmpty();
    assertThat(target.tenantName()).isEmpty();
    assertThat(target.tls()).isEqualTo(Tls.STANDARD);
    assertThat(target.interfaceName()).isEqualTo("public");
  }

  @Test
  void nothing_is_warned_of() {
    assertThat(new Machine(folder).warnings()).isEmpty();
  }
}
