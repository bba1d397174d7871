package io.glancesync.cli;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Says, when a run is interrupted, that this does no harm. */
final class Interruption {
  private static final String EXPLANATION =
      "glancesync: interrupted; the next run finishes or undoes what was begun";

  private Interruption() {}

  /** Does the work; if the program is told to end meanwhile, one line says what that means. */
  static <T> T explained(Consumer<String> say, Supplier<T> work) {
    var explanation = new Thread(() -> say.accept(EXPLANATION), "interruption");
    Runtime.getRuntime().addShutdownHook(explanation);
    try {
      return work.get();
    } finally {
      forget(explanation);
    }
  }

  private static void forget(Thread explanation) {
    try {
      Runtime.getRuntime().removeShutdownHook(explanation);
    } catch (IllegalStateException e) {
      // the program is being interrupted right now, and says so
    }
  }
}
