package io.glancesync.simulation;

import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.FaultInjector;
import io.glancesync.embedded.http.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What goes wrong in a world, drawn before anything happens. */
final class Mishaps {
  private boolean isCorrupting;
  private boolean isRefusingDeletes;
  private final List<String> words = new ArrayList<>();
  private final List<EmbeddedGlance> down = new ArrayList<>();
  private final SimulatedWorld world;
  private final Set<String> original;
  private final boolean isPatient;

  /**
   * @param original ids that were there before anything happened
   * @param isPatient whether servers are away for some requests, and not until the end of a run
   */
  Mishaps(SimulatedWorld world, Dice dice, Set<String> original, boolean isPatient) {
    this.world = world;
    this.original = original;
    this.isPatient = isPatient;
    int count = dice.chance(15) ? 0 : dice.between(1, 6);
    for (int i = 0; i < count; i++) {
      draw(dice);
    }
  }

  private void draw(Dice dice) {
    SimulatedRegion region = dice.oneOf(world.regions());
    Operation operation =
        dice.oneOf(
            Operation.SIGN_IN,
            Operation.LIST,
            Operation.SHOW,
            Operation.CREATE,
            Operation.CHANGE,
            Operation.DELETE,
            Operation.UPLOAD,
            Operation.UPLOAD,
            Operation.DOWNLOAD,
            Operation.DOWNLOAD);
    String server =
        switch (operation) {
          case SIGN_IN -> dice.oneOf("master", "other");
          case DOWNLOAD -> world.master().glance().region();
          default -> dice.chance(10) ? "Valladolid" : region.glance().region();
        };
    int skip = dice.chance(50) ? 0 : dice.between(0, 5);
    int times = dice.oneOf(1, 1, 1, 2, 3, 5, 12);
    Kind kind = dice.oneOf(kinds(operation));
    if (kind == Kind.DOWN && isPatient) {
      kind = Kind.OUTAGE;
    }
    isCorrupting |= kind == Kind.CORRUPTED;
    isRefusingDeletes |= kind == Kind.LASTING_STATUS && operation == Operation.DELETE;
    FaultInjector.FaultRule rule =
        world.cloud().faults().on(operation).in(server).skip(skip).times(times);
    rule.then(fault(kind, region, dice));
    words.add("%s in %s: %s, %d times after %d".formatted(operation, server, kind, times, skip));
  }

  private enum Kind {
    PASSING_STATUS,
    RETRY_AFTER,
    LASTING_STATUS,
    GARBAGE,
    RESET,
    LOST_ANSWER,
    BROKEN_BODY,
    BROKEN_ANSWER,
    KILLED,
    CORRUPTED,
    SHORTENED,
    REVOKED,
    DISAPPEARED,
    /** Until the end of the run. */
    DOWN,
    /** For some requests. */
    OUTAGE,
    LATE
  }

  private static List<Kind> kinds(Operation operation) {
    var kinds =
        new ArrayList<>(
            List.of(
                Kind.PASSING_STATUS,
                Kind.RETRY_AFTER,
                Kind.LASTING_STATUS,
                Kind.GARBAGE,
                Kind.RESET,
                Kind.LOST_ANSWER,
                Kind.LATE));
    if (operation != Operation.SIGN_IN) {
      kinds.addAll(List.of(Kind.REVOKED, Kind.DISAPPEARED, Kind.DOWN));
    }
    if (operation == Operation.UPLOAD) {
      kinds.addAll(List.of(Kind.BROKEN_BODY, Kind.KILLED, Kind.KILLED, Kind.CORRUPTED));
    }
    if (operation == Operation.DOWNLOAD) {
      kinds.addAll(List.of(Kind.BROKEN_ANSWER, Kind.CORRUPTED, Kind.SHORTENED));
    }
    if (operation == Operation.LIST) {
      kinds.add(Kind.BROKEN_ANSWER);
    }
    return kinds;
  }

  private Fault fault(Kind kind, SimulatedRegion region, Dice dice) {
    int bytes = dice.oneOf(0, 1, 800, 60_000, 300_000);
    return switch (kind) {
      case PASSING_STATUS -> Fault.status(dice.oneOf(408, 429, 500, 502, 503, 504));
      case RETRY_AFTER -> Fault.status(dice.oneOf(429, 503), Duration.ZERO);
      case LASTING_STATUS -> Fault.status(dice.oneOf(400, 403, 413, 415));
      case GARBAGE -> Fault.answer(dice.oneOf(200, 502), "text/html", "<html>Back soon</html>");
      case RESET -> Fault.reset();
      case LOST_ANSWER -> Fault.lostAnswer();
      case BROKEN_BODY -> Fault.resetAfterReceiving(bytes);
      case BROKEN_ANSWER -> Fault.resetAfterSending(bytes);
      case KILLED -> Fault.killedAfterReceiving(bytes);
      case CORRUPTED ->
          dice.chance(50) ? Fault.corruptedSending(bytes) : Fault.corruptedReceiving(bytes);
      case SHORTENED -> Fault.shortened(bytes);
      case REVOKED -> Fault.revoked();
      case DISAPPEARED -> Fault.meanwhile(() -> removeOneOfOurs(region));
      case DOWN -> Fault.meanwhile(() -> goDown(region.glance()));
      case OUTAGE -> {
        int requests = dice.between(1, 12);
        yield Fault.meanwhile(() -> goAway(region.glance().region(), requests));
      }
      case LATE -> Fault.lateAnswer(Duration.ofMillis(5));
    };
  }

  /** Somebody tidies up, and takes the newest image of ours that waits for its content. */
  private void removeOneOfOurs(SimulatedRegion region) {
    List<String> ours =
        region.images().stream()
            .filter(it -> !it.isActive() && !it.status().equals("deactivated"))
            .map(it -> it.id().value())
            .filter(it -> !original.contains(it))
            .toList();
    if (!ours.isEmpty()) {
      region.glance().remove(ours.get(0));
    }
  }

  private synchronized void goDown(EmbeddedGlance glance) {
    down.add(glance);
    glance.kill();
  }

  /** Whatever is asked of it meanwhile, there is no answer. */
  private void goAway(String server, int requests) {
    world.cloud().faults().on(Operation.values()).in(server).times(requests).then(Fault.reset());
  }

  /** Whether content is other than it should be, by some of them. */
  boolean areCorrupting() {
    return isCorrupting;
  }

  /** Whether a region says, for a while, that an image must not be deleted. */
  boolean areRefusingDeletes() {
    return isRefusingDeletes;
  }

  /** Whether nothing goes wrong from the beginning. */
  boolean areNone() {
    return words.isEmpty();
  }

  /** Whether runs wait for a region that does not answer: then none is away for ever. */
  boolean arePassing() {
    return isPatient;
  }

  /** What is down comes up again: a run has ended. */
  synchronized void endOfRun() {
    down.forEach(EmbeddedGlance::open);
    down.clear();
  }

  /** From now on all goes well. */
  void end() {
    world.cloud().faults().clear();
    isRefusingDeletes = false;
    endOfRun();
  }

  @Override
  public String toString() {
    String all = words.isEmpty() ? "nothing" : String.join("; ", words);
    return isPatient ? all + " (outages are waited for)" : all;
  }
}
