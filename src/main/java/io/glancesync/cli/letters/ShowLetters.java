package io.glancesync.cli.letters;

import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.option.ListFormat;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterJson;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dead-letters show}: all that is known about them. */
@Command(
    name = "show",
    description = "Shows what failed, since when, each attempt, and what to do about it.")
public final class ShowLetters implements Callable<Integer> {
  private final CommandContext invocation;

  @Mixin private LetterChoice choice;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table (the default: text for a person), or json (each letter as in its file).")
  private ListFormat format = ListFormat.TABLE;

  public ShowLetters(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    List<DeadLetter> all = invocation.seenLetters();
    List<DeadLetter> chosen = choice.of(all, LetterRow::of);
    chosen.forEach(this::show);
    if (chosen.isEmpty()) {
      invocation.say(choice.ofNone(all));
    }
    return ExitCode.DONE;
  }

  private void show(DeadLetter letter) {
    switch (format) {
      case TABLE -> LetterText.lines(letter).forEach(invocation::print);
      case JSON -> invocation.out().print(new DeadLetterJson().write(letter));
    }
  }
}
