package io.glancesync.schedule;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import io.glancesync.file.StateFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which schedules are paused, in one small JSON file. Only the service writes it. While it cannot
 * be understood, no schedule begins a run: a pause is a person's word.
 */
public final class SchedulePauseFile {
  private final StateFile<Map<String, SchedulePause>> file;
  private final Clock clock;

  /**
   * That somebody wants a schedule to begin no run for a while.
   *
   * @param since ISO 8601, as {@code until}
   * @param until absent means until it is resumed
   * @param by who paused it, for people
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SchedulePause(String since, String until, String reason, String by) {
    public SchedulePause {
      Instant.parse(requireNonNull(since, "since"));
      Optional.ofNullable(until).ifPresent(Instant::parse);
      requireNonNull(reason, "reason");
      requireNonNull(by, "by");
    }

    boolean isInForce(Instant now) {
      return until == null || now.isBefore(Instant.parse(until));
    }

    private String text() {
      return "it is paused by %s until %s: %s"
          .formatted(by, until == null ? "it is resumed" : until, reason);
    }
  }

  /**
   * @param file is made when it is first needed
   */
  public SchedulePauseFile(Path file, Clock clock) {
    this.file =
        new StateFile<>(
            file,
            new TypeReference<Map<String, SchedulePause>>() {},
            Map.of(),
            "%s, which says which schedules are paused, cannot be understood (%s); correct it, or delete it and pause again what is to be paused");
    this.clock = clock;
  }

  /**
   * The pause of a schedule that is in force.
   *
   * @throws StateFile.Unreadable if the file cannot be understood
   */
  public synchronized Optional<SchedulePause> of(String schedule) {
    return Optional.ofNullable(file.read().get(schedule))
        .filter(it -> it.isInForce(clock.instant()));
  }

  /** The same for people: while the file cannot be understood, each schedule is paused. */
  public Optional<SchedulePause> shown(String schedule) {
    try {
      return of(schedule);
    } catch (StateFile.Unreadable | UncheckedIOException e) {
      return Optional.of(
          new SchedulePause(clock.instant().toString(), null, e.getMessage(), "GlanceSync"));
    }
  }

  /** Why a schedule begins no run now; empty if it does. */
  Optional<String> why(String schedule) {
    try {
      return of(schedule).map(SchedulePause::text);
    } catch (StateFile.Unreadable | UncheckedIOException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Pauses a schedule; an earlier pause of it is replaced. */
  public synchronized void pause(String schedule, SchedulePause pause) {
    var all = new TreeMap<>(file.read());
    all.put(schedule, pause);
    file.write(all);
  }

  /** Ends the pause of a schedule. */
  public synchronized void resume(String schedule) {
    var all = new TreeMap<>(file.read());
    if (all.remove(schedule) != null) {
      file.write(all);
    }
  }

  /** Why the file cannot be used; empty if it can. */
  public Optional<String> problem() {
    return file.problem();
  }
}
