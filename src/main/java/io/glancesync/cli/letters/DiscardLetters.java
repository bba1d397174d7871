package io.glancesync.cli.letters;

import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterStore;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dead-letters discard}: forgets them. */
@Command(
    name = "discard",
    description =
        "Deletes dead letters. If what they are about is still to be done, the next run tries it"
            + " again all the same.")
public final class DiscardLetters implements Callable<Integer> {
  private final CommandContext invocation;

  @Mixin private LetterChoice choice;

  public DiscardLetters(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    DeadLetterStore letters = invocation.deadLetters();
    List<DeadLetter> all = letters.all();
    List<DeadLetter> chosen = choice.of(all, LetterRow::of);
    letters.remove(chosen);
    chosen.forEach(it -> invocation.print("discarded " + LetterText.name(it)));
    if (chosen.isEmpty()) {
      invocation.say(choice.ofNone(all));
    }
    return ExitCode.DONE;
  }
}
