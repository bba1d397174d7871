package io.glancesync.cli.option;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Tells {@code --parallel 3} from {@code --parallel Burgos}. */
public final class ParallelOption implements IParameterPreprocessor {
  /** The value of the option when no number is given. */
  public static final int AS_CONFIGURED = -1;

  @Override
  public boolean preprocess(
      Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
    boolean isNumber = !words.isEmpty() && words.peek().matches("0*[1-9][0-9]{0,5}");
    if (isNumber) {
      return false;
    }
    boolean attached = !" ".equals(info.get("separator"));
    if (attached || !words.isEmpty() && words.peek().matches("[0-9]+")) {
      throw new ParameterException(
          command.commandLine(),
          "option --parallel: '%s' is not a number above 0".formatted(words.peek()));
    }
    option.setValue(AS_CONFIGURED);
    return true;
  }
}
