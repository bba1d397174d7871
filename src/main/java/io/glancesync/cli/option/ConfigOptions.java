package io.glancesync.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Takes the words after {@code --config}: all {@code KEY=VALUE} up to the next option, {@code --},
 * or the first word without {@code =}.
 */
final class ConfigOptions implements IParameterConsumer {
  private static final String END = "--";

  @Override
  public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
    var taken = new ArrayList<String>(option.<List<String>>getValue());
    int before = taken.size();
    while (!words.isEmpty() && isAssignment(words.peek())) {
      taken.add(words.pop());
    }
    if (taken.size() == before) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "option --config needs words of the form KEY=VALUE");
    }
    if (command.parent() == null && !words.isEmpty() && words.peek().equals(END)) {
      // before a command, -- only ends the list; the command's name is still to come
      words.pop();
    }
    option.setValue(taken);
  }

  private static boolean isAssignment(String word) {
    return word.indexOf('=') > 0 && !word.startsWith("-");
  }
}
