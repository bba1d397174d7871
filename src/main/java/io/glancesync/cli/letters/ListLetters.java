package io.glancesync.cli.letters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.option.ListFormat;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterJson;
import io.glancesync.file.ReportJson;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dead-letters list}: one line each. */
@Command(
    name = "list",
    description = "Lists the dead letters, the oldest first: all, or those that are chosen.")
public final class ListLetters implements Callable<Integer> {
  private final CommandContext invocation;

  @Mixin private LetterChoice choice;

  @Option(names = "--format", paramLabel = "FORMAT", description = "table (the default), or json.")
  private ListFormat format = ListFormat.TABLE;

  public ListLetters(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    List<DeadLetter> letters = choice.orAll(invocation.seenLetters(), LetterRow::of);
    switch (format) {
      case TABLE ->
          LetterRow.table(invocation.stateColors())
              .lines(letters.stream().map(LetterRow::of).toList())
              .forEach(invocation.out()::println);
      case JSON -> invocation.out().print(json(letters));
    }
    return ExitCode.DONE;
  }

  private static String json(List<DeadLetter> letters) {
    var json = new DeadLetterJson();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode nodes = root.putArray("dead_letters");
    letters.forEach(it -> nodes.add(json.node(it)));
    return ReportJson.text(root);
  }
}
