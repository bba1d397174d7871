package io.glancesync.simulation;

import io.glancesync.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The years after the first copy: a world whose images are replaced, kept and withdrawn while time
 * goes by. It has dice of its own. Time goes by with each request, and between runs.
 */
final class Life {
  /** How many worlds of a hundred have it. */
  private static final int PERCENT = Integer.getInteger("simulation.life", 40);

  private static final Duration REQUEST = Duration.ofSeconds(1);

  private final Dice dice;
  private final LifeRules rules;
  private final int changes;
  private final SettableClock clock = new SettableClock();

  private Life(Dice dice) {
    this.dice = dice;
    this.rules = LifeRules.draw(dice);
    this.changes = dice.between(2, 5);
  }

  /** Empty for a world whose time ends when all is in step. */
  static Optional<Life> draw(Dice dice) {
    return dice.chance(PERCENT) ? Optional.of(new Life(dice)) : Optional.empty();
  }

  Dice dice() {
    return dice;
  }

  LifeRules rules() {
    return rules;
  }

  /** How often the master's images become others. */
  int changes() {
    return changes;
  }

  Clock clock() {
    return clock;
  }

  /** The settings of the application. */
  Map<String, String> properties() {
    return Map.of("glancesync.guard.max-withdrawals", "" + rules.mostRemoved());
  }

  /** A request is made. */
  synchronized void request() {
    clock.goOn(REQUEST);
  }

  /** A run has ended, and the next one is begun some time later. */
  synchronized void betweenRuns() {
    clock.goOn(
        switch (dice.between(0, 3)) {
          case 0 -> Duration.ofMinutes(1);
          case 1 -> rules.grace().dividedBy(2);
          default -> afterGrace();
        });
  }

  /** Time for all that waits for it. */
  synchronized void longTime() {
    clock.goOn(afterGrace().multipliedBy(3));
  }

  private Duration afterGrace() {
    return rules.grace().plusHours(1);
  }

  @Override
  public String toString() {
    return "%d changes, %s".formatted(changes, rules);
  }
}
