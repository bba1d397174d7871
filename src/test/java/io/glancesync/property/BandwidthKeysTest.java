package io.glancesync.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.glancesync.StartedEngine;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.limit.BandwidthLimits;
import io.glancesync.region.RegionName;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits of bandwidth in conf/application.properties. */
class BandwidthKeysTest {
  private static final Set<String> TARGETS = Set.of("master", "other", "other.far");

  @Test
  void there_may_be_limits_for_all_together_for_targets_and_for_regions() {
    BandwidthLimits bandwidthLimits =
        keys(Map.of(
                "glancesync.bandwidth", "100M",
                "glancesync.bandwidth.target.other", "20M",
                "glancesync.bandwidth.region.Burgos", "08:00,5M 19:00,off",
                "glancesync.bandwidth.region.other.Madrid", "2M"))
            .allowance();

    assertThat(bandwidthLimits.total()).hasToString("Optional[100M]");
    assertThat(bandwidthLimits.targets()).hasToString("{other=20M}");
    assertThat(bandwidthLimits.regions())
        .hasToString("{Burgos=08:00,5M 19:00,off, other:Madrid=2M}");
  }

  @ParameterizedTest
  @CsvSource({
    "Burgos,            Burgos",
    "master.Burgos,     Burgos",
    "other.Madrid,      other:Madrid",
    "other.far.Madrid,  other.far:Madrid",
    "otherwise,         otherwise",
    "eu.west,           eu.west",
    "master.other.West, other.West"
  })
  void what_stands_before_a_dot_is_a_target_if_there_is_one(String word, String region) {
    assertThat(keys(Map.of("glancesync.bandwidth.region." + word, "1M")).allowance().regions())
        .containsOnlyKeys(RegionName.of(region));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "off", "0"})
  void empty_and_off_are_no_limit(String text) {
    BandwidthLimits bandwidthLimits =
        keys(Map.of(
                "glancesync.bandwidth", text,
                "glancesync.bandwidth.target.other", text,
                "glancesync.bandwidth.region.Burgos", text))
            .allowance();

    assertThat(bandwidthLimits.total()).isEmpty();
    assertThat(bandwidthLimits.targets()).isEmpty();
    assertThat(bandwidthLimits.regions()).isEmpty();
  }

  @Test
  void timetables_go_by_the_zone_of_schedules_or_by_that_of_the_host() {
    assertThat(keys(Map.of("glancesync.time-zone", "Asia/Tokyo")).allowance().zone())
        .isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(keys(Map.of()).allowance().zone()).isEqualTo(ZoneId.systemDefault());
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> keys(Map.of("glancesync.time-zone", "Mars")).allowance())
        .withMessageContaining("glancesync.time-zone = Mars is not a time zone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "glancesync.bandwidth",
        "glancesync.bandwidth.target.other",
        "glancesync.bandwidth.region.Burgos"
      })
  void what_is_no_timetable_is_an_error_that_names_key_and_place(String key) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> keys(Map.of(key, "08:00,10M 25:00,off")).allowance())
        .withMessageStartingWith(
            "conf/application.properties: "
                + key
                + " = 08:00,10M 25:00,off is not a rate or a timetable ('25:00' is not a time");
  }

  @Test
  void a_region_with_two_limits_is_an_error() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () ->
                keys(Map.of(
                        "glancesync.bandwidth.region.Burgos", "1M",
                        "glancesync.bandwidth.region.master.Burgos", "2M"))
                    .allowance())
        .withMessageContaining("glancesync.bandwidth.region.master.Burgos is about Burgos, and so");
  }

  @Test
  void a_target_that_does_not_exist_is_told_with_what_may_be_meant() {
    assertThat(keys(Map.of("glancesync.bandwidth.target.othr", "1M")).warnings())
        .containsExactly(
            "conf/application.properties: glancesync.bandwidth.target.othr limits nothing, as there is no such target; did you mean 'other'?");
    assertThat(keys(Map.of("glancesync.bandwidth.target.other", "1M")).warnings()).isEmpty();
  }

  @Test
  void a_key_that_is_none_is_told_with_those_that_are() {
    assertThat(unread("glancesync.bandwith"))
        .singleElement()
        .asString()
        .endsWith("nothing reads glancesync.bandwith; did you mean 'glancesync.bandwidth'?");
    assertThat(unread("glancesync.bandwidth.Burgos"))
        .singleElement()
        .asString()
        .contains("nothing reads glancesync.bandwidth.Burgos; limits are glancesync.bandwidth, ")
        .endsWith("glancesync.bandwidth.region.TARGET.REGION");
    assertThat(unread("glancesync.bandwidth.region.other:Madrid")).hasSize(1);
    assertThat(unread("glancesync.bandwidth.region.other.Madrid")).isEmpty();
  }

  private static List<String> unread(String key) {
    return keys(Map.of(key, "1M")).properties().warnings(TARGETS, List.of());
  }

  private static BandwidthKeys keys(Map<String, String> values) {
    var properties = new Properties();
    properties.putAll(values);
    var context = new DefaultCamelContext();
    context.getPropertiesComponent().setInitialProperties(properties);
    return new BandwidthKeys(new ApplicationProperties(StartedEngine.properties(context)), TARGETS);
  }
}
