package io.glancesync.schedule;

import static java.util.Objects.requireNonNull;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * When runs are due, and for which regions.
 *
 * @param name letters, digits and {@code -}
 * @param cron an expression as Quartz writes it: seconds, minutes, hours, day of month, month, day
 *     of week
 * @param zone the time zone of the cron expression
 * @param regions region arguments, as users write them; empty means the regions of the target
 *     master
 */
public record Schedule(String name, String cron, ZoneId zone, List<String> regions) {
  /** What is known of the next run where a user's route decides when it begins. */
  public static final String NOT_BY_CRON =
      "; when the next is due is up to the route template 'schedule', which does not use the cron expression";

  /**
   * @throws IllegalArgumentException when the cron expression is invalid; its message says where
   */
  public Schedule {
    requireNonNull(name, "name");
    requireNonNull(zone, "zone");
    regions = List.copyOf(regions);
    expression(cron, zone);
  }

  /** The next due time after that moment; empty when there is none any more. */
  public Optional<Instant> next(Instant after) {
    return Optional.ofNullable(expression(cron, zone).getNextValidTimeAfter(Date.from(after)))
        .map(Date::toInstant);
  }

  /** The text for a schedule that is never due. */
  public String idleness() {
    return "%s is not a time that is still to come; correct glancesync.schedule.%s.cron in conf/application.properties, or delete it"
        .formatted(cron, name);
  }

  private static CronExpression expression(String cron, ZoneId zone) {
    try {
      var expression = new CronExpression(cron);
      expression.setTimeZone(TimeZone.getTimeZone(zone));
      return expression;
    } catch (ParseException e) {
      throw new IllegalArgumentException("a cron expression (%s)".formatted(e.getMessage()), e);
    }
  }
}
