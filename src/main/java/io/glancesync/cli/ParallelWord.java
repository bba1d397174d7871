package io.glancesync.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Tells {@code --parallel 3} from {@code --parallel Burgos}. */
final class ParallelWord implements IParameterPreprocessor {
  @Override
  public boolean preprocess(
      Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
    boolean attached = info.containsKey("separator");
    boolean isNumber = !words.isEmpty() && words.peek().matches("\\d+");
    if (attached || isNumber) {
      return false;
    }
    option.setValue(SyncCommand.AS_CONFIGURED);
    return true;
  }
}
