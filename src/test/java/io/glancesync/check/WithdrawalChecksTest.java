package io.glancesync.check;

import static io.glancesync.planner.Policies.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableClock;
import io.glancesync.StartedEngine;
import io.glancesync.engine.SmallCloud;
import io.glancesync.plan.Withdrawal.Mode;
import io.glancesync.planner.Policies.APolicy;
import io.glancesync.report.Check;
import io.glancesync.report.Check.CheckStatus;
import io.glancesync.report.TransferResult;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} says which images a run would take out of use, and when. */
@Timeout(120)
class WithdrawalChecksTest {
  private static final APolicy HIDING = aPolicy().withdrawn(Mode.HIDE, Duration.ofDays(7));

  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();
  private final SettableClock clock = new SettableClock();

  @AfterEach
  void stop() {
    cloud.close();
  }

  private StartedEngine engine(APolicy rules) {
    return new StartedEngine(
        home, cloud.configuration(rules.build()), UnaryOperator.identity(), Map.of(), clock);
  }

  private List<String> run(APolicy rules) {
    try (var engine = engine(rules)) {
      return engine.engine().run(new RunRequest(List.of(), false, 1)).transfers().stream()
          .map(TransferResult::image)
          .toList();
    }
  }

  /** What is said of Burgos beside that it was listed. */
  private List<String> said(APolicy rules) {
    try (var engine = engine(rules)) {
      return engine.engine().check(false).stream()
          .filter(it -> it.subject().equals("Burgos") && it.verdict() != CheckStatus.OK)
          .map(Check::text)
          .toList();
    }
  }

  /** Burgos has copies of so many images, of which the first ones are gone from the master. */
  private void withdrawn(int of, int gone) {
    for (int i = 0; i < of; i++) {
      cloud.master("image" + i, 100 + i);
    }
    run(HIDING);
    cloud.valladolid.images().stream()
        .filter(it -> it.path("name").asText().compareTo("image" + gone) < 0)
        .forEach(it -> cloud.valladolid.remove(it.path("id").asText()));
  }

  @Test
  void where_nothing_is_withdrawn_nothing_is_said() {
    withdrawn(3, 0);

    assertThat(said(HIDING)).isEmpty();
  }

  @Test
  void the_first_images_are_named_with_the_time_and_a_run_does_just_that() {
    withdrawn(9, 4);
    run(HIDING);

    assertThat(said(HIDING))
        .containsExactly(
            "4 copies of ours have no selected image in Valladolid any more: image0 (hide from"
                + " 2030-01-08T00:00:00Z on), image1 (hide from 2030-01-08T00:00:00Z on), image2"
                + " (hide from 2030-01-08T00:00:00Z on) and 1 more; withdrawn = hide; select again"
                + " what is to stay");

    clock.goOn(Duration.ofDays(7));
    assertThat(said(HIDING)).singleElement().asString().contains("image0 (hide in the next run)");
    assertThat(run(HIDING)).containsExactlyInAnyOrder("image0", "image1", "image2", "image3");
    assertThat(said(HIDING)).isEmpty();
  }

  @Test
  void without_the_key_it_is_left_as_it_is() {
    withdrawn(3, 1);

    assertThat(said(aPolicy()))
        .containsExactly(
            "1 copy of ours has no selected image in Valladolid any more: image0 (left as it is);"
                + " withdrawn = report; delete there what nobody needs, or set withdrawn to hide,"
                + " deactivate or delete");
  }

  @Test
  void what_would_hold_the_next_run_back_is_said() {
    withdrawn(4, 0);
    var narrow = aPolicy().condition("image.name == 'image3'").withdrawn(Mode.HIDE, Duration.ZERO);

    assertThat(said(narrow))
        .singleElement()
        .asString()
        .contains("the next run does none of it, because the rules select only 1 image for Burgos");
    assertThat(run(narrow)).hasSize(3);
    assertThat(cloud.copies()).noneMatch(it -> it.path("os_hidden").asBoolean());
  }

  @Test
  void no_date_is_promised_that_never_comes() {
    withdrawn(4, 0);
    var narrow = aPolicy().condition("image.name == 'image3'");
    narrow.withdrawn(Mode.HIDE, Duration.ofDays(7));

    assertThat(said(narrow))
        .singleElement()
        .asString()
        .contains(
            "image0 (hide, but no grace begins)",
            "no grace begins, because the rules select only 1 image for Burgos")
        .doesNotContain("2030");
  }

  @Test
  void a_check_notes_nothing() {
    withdrawn(9, 2);
    said(HIDING);
    clock.goOn(Duration.ofDays(8));

    assertThat(said(HIDING)).singleElement().asString().contains("from 2030-01-16T00:00:00Z on");
  }
}
