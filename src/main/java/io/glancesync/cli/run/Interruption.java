package io.glancesync.cli.run;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** What happens when the program is told to end while it works. */
public final class Interruption {
  private static final String EXPLANATION =
      "glancesync: interrupted; the next run finishes or undoes what was begun";

  private Interruption() {}

  /** Does the work; if the program is told to end meanwhile, one line says that it does no harm. */
  public static <T> T explained(Consumer<String> say, Supplier<T> work) {
    return followed(() -> say.accept(EXPLANATION), work);
  }

  /** Does the work; if the program is told to end meanwhile, something else is done last. */
  public static <T> T followed(Runnable last, Supplier<T> work) {
    var hook = new Thread(last, "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.get();
    } finally {
      forget(hook);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the program is being interrupted right now, and does it
    }
  }
}
