package io.glancesync.cli.remote;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What was typed: a command with its options, which belong to the command of this host. */
record TypedCommand(ParseResult words) {
  /** The innermost command. */
  static TypedCommand of(ParseResult all) {
    ParseResult inner = all;
    while (inner.hasSubcommand()) {
      inner = inner.subcommand();
    }
    return new TypedCommand(inner);
  }

  /** Such as {@code dead-letters list}; empty when there is no command. */
  String name() {
    String qualified = spec().qualifiedName(" ");
    return qualified.contains(" ") ? qualified.substring(qualified.indexOf(' ') + 1) : "";
  }

  /** The value of an option, which may be its default. */
  <T> T option(String name, T otherwise) {
    OptionSpec option = spec().findOption(name);
    T value = option == null ? null : option.getValue();
    return value == null ? otherwise : value;
  }

  boolean has(String name) {
    return option(name, false);
  }

  /** The arguments that are no options. */
  List<String> arguments() {
    List<String> values = spec().positionalParameters().get(0).getValue();
    return values;
  }

  /** The only such argument. */
  String argument() {
    return spec().positionalParameters().get(0).getValue();
  }

  /** What a group of options is in the command of this host. */
  <T> T mixin(Class<T> type) {
    return spec().mixins().values().stream()
        .map(CommandSpec::userObject)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Refuses the other options, none of which is ignored.
   *
   * @throws CommandLine.ParameterException when there is one
   */
  void requireOnly(Set<String> served) {
    for (OptionSpec it : words.matchedOptions()) {
      if (!it.inherited() && !served.contains(it.longestName())) {
        throw wrong(
            "option %s cannot be used with --url: the service does not offer it; with --url, %s takes %s"
                .formatted(it.longestName(), name(), list(served)));
      }
    }
  }

  private static String list(Set<String> names) {
    return names.isEmpty()
        ? "no options of its own"
        : names.stream().sorted().collect(Collectors.joining(", "));
  }

  CommandLine.ParameterException wrong(String sentence) {
    return new CommandLine.ParameterException(spec().commandLine(), sentence);
  }

  private CommandSpec spec() {
    return words.commandSpec();
  }
}
