package io.glancesync.route;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConverterExists;
import org.apache.camel.spi.TypeConverterLoader;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.SimpleTypeConverter;
import org.apache.camel.util.TimeUtils;
import org.apache.hc.core5.util.Timeout;

/**
 * Lets the time-outs of HTTP endpoints have units, such as {@code 10m}, as all other times of Camel
 * may. {@code META-INF/services} names this class. It replaces the converter of camel-http, which
 * only reads milliseconds, whichever of the two is loaded first.
 */
public final class TimeoutConverter implements TypeConverterLoader {
  @Override
  public void load(TypeConverterRegistry registry) {
    TypeConverterExists before = registry.getTypeConverterExists();
    registry.setTypeConverterExists(TypeConverterExists.Override);
    registry.addTypeConverter(
        Timeout.class, String.class, new SimpleTypeConverter(false, TimeoutConverter::timeout));
    registry.setTypeConverterExists(before);
  }

  private static Object timeout(Class<?> type, Exchange exchange, Object value) {
    return Timeout.of(Duration.ofMillis(TimeUtils.toMilliSeconds(value.toString())));
  }
}
