package io.glancesync.log;

import io.glancesync.text.Redaction;
import java.util.List;
import java.util.function.Supplier;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.impl.DefaultLogEventFactory;
import org.apache.logging.log4j.core.impl.LogEventFactory;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.SimpleMessage;

/**
 * Makes the events of the log, without secrets, whichever library has something to say, at whatever
 * level, and wherever it goes. {@code log4j2.component.properties} names this class.
 */
public final class SecretEvents implements LogEventFactory {
  private static volatile Supplier<Redaction> redaction = () -> Redaction.OF_PLACES;

  private final LogEventFactory events = new DefaultLogEventFactory();

  /**
   * Says which secrets there are.
   *
   * @param current asked for each event
   */
  public static void hide(Supplier<Redaction> current) {
    redaction = current;
  }

  @Override
  public LogEvent createEvent(
      String logger,
      Marker marker,
      String caller,
      Level level,
      Message message,
      List<Property> properties,
      Throwable error) {
    return createEvent(logger, marker, caller, null, level, message, properties, error);
  }

  @Override
  public LogEvent createEvent(
      String logger,
      Marker marker,
      String caller,
      StackTraceElement place,
      Level level,
      Message message,
      List<Property> properties,
      Throwable error) {
    Message shownMessage;
    Throwable shownError;
    try {
      Redaction now = redaction.get();
      shownMessage = redacted(message, now);
      shownError = RedactedException.of(error, now);
    } catch (RuntimeException | StackOverflowError e) {
      // a message, an exception or the secrets could not be read: an event there is all the same
      shownMessage = new SimpleMessage(Redaction.NOT_CHECKED);
      shownError = null;
    }
    return events.createEvent(
        logger, marker, caller, place, level, shownMessage, properties, shownError);
  }

  private static Message redacted(Message message, Redaction redaction) {
    String text = message.getFormattedMessage();
    if (text == null) {
      return message;
    }
    String redacted = redaction.of(text);
    return redacted.equals(text) ? message : new SimpleMessage(redacted);
  }
}
