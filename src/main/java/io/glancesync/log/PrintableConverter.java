package io.glancesync.log;

import io.glancesync.text.Printable;
import java.util.List;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.core.pattern.ConverterKeys;
import org.apache.logging.log4j.core.pattern.LogEventPatternConverter;
import org.apache.logging.log4j.core.pattern.PatternConverter;
import org.apache.logging.log4j.core.pattern.PatternFormatter;

/**
 * {@code %printable{pattern}} in {@code conf/log4j2.properties}: what the pattern makes of an
 * event, as one line without anything hidden, as a terminal shows it.
 */
@Plugin(name = "printable", category = PatternConverter.CATEGORY)
@ConverterKeys("printable")
public final class PrintableConverter extends LogEventPatternConverter {
  private final List<PatternFormatter> inner;

  private PrintableConverter(List<PatternFormatter> inner) {
    super("printable", "printable");
    this.inner = inner;
  }

  /** Log4j2 calls it, with the pattern as the only option. */
  public static PrintableConverter newInstance(Configuration configuration, String[] options) {
    String pattern = options.length == 0 ? "%m" : options[0];
    return new PrintableConverter(PatternLayout.createPatternParser(configuration).parse(pattern));
  }

  @Override
  public void format(LogEvent event, StringBuilder line) {
    int start = line.length();
    inner.forEach(it -> it.format(event, line));
    String text = line.substring(start);
    line.replace(start, line.length(), Printable.of(text));
  }

  /** Otherwise log4j2 would write the exception once more, and not as one line. */
  @Override
  public boolean handlesThrowable() {
    return inner.stream().anyMatch(PatternFormatter::handlesThrowable);
  }
}
