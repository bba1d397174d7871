package io.glancesync.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.StartedEngine;
import io.glancesync.config.source.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much may go on at once, as the file says it. */
class CapacityKeysTest {
  private static final Map<String, String> DELIVERED =
      Map.of(
          "glancesync.region.max-copies", "2",
          "glancesync.master.max-downloads", "4",
          "glancesync.region.max-suspended", "8");

  private static ApplicationProperties properties(Map<String, String> more) {
    CamelContext context = new DefaultCamelContext();
    var values = new Properties();
    values.putAll(KnownProperties.standards());
    values.putAll(DELIVERED);
    values.putAll(more);
    context.getPropertiesComponent().setInitialProperties(values);
    return new ApplicationProperties(StartedEngine.properties(context));
  }

  private static CapacityKeys keys(Map<String, String> more) {
    return new CapacityKeys(properties(more));
  }

  @Test
  void what_is_said_of_no_target_holds_for_all() {
    CapacityKeys keys = keys(Map.of());

    assertThat(keys.copiesPerRegion("far")).isEqualTo(2);
    assertThat(keys.downloads()).isEqualTo(4);
    assertThat(keys.downloads("far")).isGreaterThan(4);
    assertThat(keys.regions("far")).isGreaterThan(100);
    assertThat(keys.waiting()).isEqualTo(8);
  }

  @Test
  void a_target_may_have_numbers_of_its_own() {
    CapacityKeys keys =
        keys(
            Map.of(
                "glancesync.region.max-copies.target.far", "1",
                "glancesync.master.max-downloads.target.far", "3",
                "glancesync.region.max-parallel.target.far", "5"));

    assertThat(keys.copiesPerRegion("far")).isEqualTo(1);
    assertThat(keys.downloads("far")).isEqualTo(3);
    assertThat(keys.regions("far")).isEqualTo(5);
    assertThat(keys.copiesPerRegion("near")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "glancesync.region.max-copies.target.far",
        "glancesync.master.max-downloads.target.far",
        "glancesync.region.max-parallel.target.far"
      })
  void none_is_no_number(String key) {
    assertThatThrownBy(() -> properties(Map.of(key, "0")).check())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(key + " = 0 is not from 1 to 1000");
    assertThat(properties(Map.of(key, "1")).warnings(Set.of("far"), List.of())).isEmpty();
  }

  @Test
  void a_target_that_does_not_exist_is_told_with_what_may_be_meant() {
    assertThat(
            keys(Map.of("glancesync.master.max-downloads.target.fra", "1")).warnings(Set.of("far")))
        .containsExactly(
            "conf/application.properties: glancesync.master.max-downloads.target.fra limits nothing, as there is no such target; did you mean 'far'?");
    assertThat(
            keys(Map.of("glancesync.master.max-downloads.target.far", "1")).warnings(Set.of("far")))
        .isEmpty();
  }
}
