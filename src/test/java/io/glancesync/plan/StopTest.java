package io.glancesync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the way has one word of a few. */
class StopTest {
  static Stream<Arguments> codes() {
    return Stream.of(
        Arguments.of(
            Optional.of(new Stop.GuardLimit("glancesync.guard.max-withdrawals", "how many", 0)),
            "max_withdrawals"),
        Arguments.of(Optional.of(new Stop.Acceptance("narrowed-selection")), "narrowed_selection"),
        Arguments.of(Optional.of(new Stop.NextTry(Instant.EPOCH)), "next_try"),
        Arguments.of(Optional.empty(), "other"));
  }

  @ParameterizedTest
  @MethodSource("codes")
  void it_says_what_lets_the_steps_pass(Optional<Stop.StopEnd> release, String code) {
    assertThat(new Stop("cause", "remedy", release).code()).isEqualTo(code);
  }
}
