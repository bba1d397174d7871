package io.glancesync.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.run.Progress;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompositeProgressTest {
  static Stream<Method> methods() {
    return Stream.of(Progress.class.getMethods());
  }

  /** One that is not there would be inherited, and nobody would be told. */
  @ParameterizedTest
  @MethodSource("methods")
  void it_passes_on_each_thing_that_a_run_tells(Method method) throws Exception {
    Method ours = CompositeProgress.class.getMethod(method.getName(), method.getParameterTypes());

    assertThat(ours.getDeclaringClass()).isEqualTo(CompositeProgress.class);
  }
}
