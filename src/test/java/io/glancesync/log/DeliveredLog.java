package io.glancesync.log;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;

/** The log as {@code conf/log4j2.properties} is delivered. */
final class DeliveredLog implements AutoCloseable {
  private final LoggerContext context = new LoggerContext("delivered");

  DeliveredLog() {
    context.setConfigLocation(Path.of("conf/log4j2.properties").toUri());
    context.start();
  }

  Configuration configuration() {
    return context.getConfiguration();
  }

  /** What one of its appenders would write. */
  String written(String appender, LogEvent event) {
    Layout<?> layout = configuration().getAppender(appender).getLayout();
    return new String(layout.toByteArray(event), StandardCharsets.UTF_8);
  }

  static LogEvent event(String message, Throwable problem, Map<String, String> marks) {
    return event("glancesync.sync", message, problem, marks);
  }

  static LogEvent eventOf(String logger, String message, Map<String, String> marks) {
    return event(logger, message, null, marks);
  }

  private static LogEvent event(
      String logger, String message, Throwable problem, Map<String, String> marks) {
    var data = new SortedArrayStringMap();
    marks.forEach(data::putValue);
    return Log4jLogEvent.newBuilder()
        .setLoggerName(logger)
        .setLevel(Level.ERROR)
        .setMessage(new SimpleMessage(message))
        .setThrown(problem)
        .setContextData(data)
        .setTimeMillis(1000)
        .build();
  }

  @Override
  public void close() {
    context.stop();
  }
}
