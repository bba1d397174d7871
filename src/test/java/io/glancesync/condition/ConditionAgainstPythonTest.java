package io.glancesync.condition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Asks a real Python what it makes of the same conditions. */
class ConditionAgainstPythonTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  private static final String SCRIPT =
      Examples.IMAGE_IN_PYTHON
          + """
      import resource, sys
      resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
      functions = dict(
          (f.__name__, f)
          for f in (int, float, str, bool, len, min, max, abs, any, all, sorted, set, list, tuple))
      for line in sys.stdin.buffer.read().decode('utf-8').splitlines():
          try:
              names = dict(functions, __builtins__={}, image=image, metadata_set=set(metadata_set))
              print(bool(eval('(' + line + '\\n)', names)))
          except Exception as e:
              print(type(e).__name__)
      """;

  @Test
  void the_examples_are_right() throws Exception {
    assertSame(Stream.concat(Examples.thatHold(), Examples.thatRaise()).toList());
  }

  @Test
  void random_conditions_give_the_same() throws Exception {
    var random = new RandomConditions(20260101);
    assertSame(Stream.generate(random::next).limit(4000).toList());
  }

  private static void assertSame(List<String> conditions) throws Exception {
    List<String> pythons = pythonsOf(conditions);
    var differences = new ArrayList<String>();
    for (int i = 0; i < conditions.size(); i++) {
      String ours = outcome(conditions.get(i));
      if (differ(ours, pythons.get(i))) {
        differences.add(ours + ", but Python " + pythons.get(i) + ": " + conditions.get(i));
      }
    }
    assertThat(pythons).hasSameSizeAs(conditions);
    assertThat(differences).isEmpty();
  }

  private static boolean differ(String ours, String pythons) {
    // Python looks for a method before it looks at the arguments, and has wider limits
    boolean isOtherError =
        pythons.endsWith("Error")
            && (ours.equals("MemoryError")
                || (pythons.equals("AttributeError") && ours.endsWith("Error")));
    return !ours.equals(pythons) && !isOtherError;
  }

  private static List<String> pythonsOf(List<String> conditions) throws Exception {
    assumeTrue(Files.isExecutable(PYTHON), "there is no " + PYTHON);
    var builder = new ProcessBuilder(PYTHON.toString(), "-W", "ignore", "-c", SCRIPT);
    builder.environment().put("PYTHONHASHSEED", "0");
    Process python = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var in = python.getOutputStream()) {
      in.write(String.join("\n", conditions).getBytes(UTF_8));
    }
    List<String> outcomes = linesOf(python);
    assertThat(python.waitFor()).isZero();
    return outcomes;
  }

  private static List<String> linesOf(Process python) throws IOException {
    try (var out = python.getInputStream()) {
      return new String(out.readAllBytes(), UTF_8).lines().toList();
    }
  }

  /** {@code True}, {@code False} or the name of Python's error. */
  private static String outcome(String text) {
    try {
      boolean holds =
          Condition.parse(text).test(Examples.IMAGE, Examples.REGION, Examples.METADATA_SET);
      return holds ? "True" : "False";
    } catch (ConditionSyntaxException e) {
      return "SyntaxError";
    } catch (ConditionEvaluationException e) {
      return e.getMessage().substring(0, e.getMessage().indexOf(':'));
    }
  }
}
