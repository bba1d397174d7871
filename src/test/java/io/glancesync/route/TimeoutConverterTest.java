package io.glancesync.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.SimpleTypeConverter;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;

/** Times with units for HTTP endpoints, in whatever order jars are on the class path. */
class TimeoutConverterTest {
  private final TypeConverterRegistry registry =
      new DefaultCamelContext().getTypeConverterRegistry();

  private Timeout timeout(String text) {
    return registry.lookup(Timeout.class, String.class).convertTo(Timeout.class, text);
  }

  @Test
  void a_context_reads_times_with_units_and_milliseconds() {
    assertThat(timeout("10m")).isEqualTo(Timeout.ofMinutes(10));
    assertThat(timeout("600000")).isEqualTo(Timeout.ofMinutes(10));
  }

  @Test
  void it_replaces_a_converter_that_was_there_and_is_not_replaced_by_one_that_comes() {
    registry.removeTypeConverter(Timeout.class, String.class);
    registry.addTypeConverter(Timeout.class, String.class, none());
    new TimeoutConverter().load(registry);
    registry.addTypeConverter(Timeout.class, String.class, none());

    assertThat(timeout("5s")).isEqualTo(Timeout.ofSeconds(5));
  }

  private static SimpleTypeConverter none() {
    return new SimpleTypeConverter(false, (type, exchange, value) -> Timeout.DISABLED);
  }
}
