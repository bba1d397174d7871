package io.glancesync.planner;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.plan.State.ERROR_AMI;
import static io.glancesync.plan.State.ERROR_CHECKSUM;
import static io.glancesync.plan.State.OK;
import static io.glancesync.plan.State.OK_STALLED_CHECKSUM;
import static io.glancesync.plan.State.PENDING_AMI;
import static io.glancesync.plan.State.PENDING_METADATA;
import static io.glancesync.plan.State.PENDING_RENAME;
import static io.glancesync.plan.State.PENDING_REPLACE;
import static io.glancesync.plan.State.PENDING_UPLOAD;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.plan.State;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of section 5: the state of the image {@code a}, and what a run does. */
class StatesTest {
  /**
   * @param steps of {@code a} alone
   * @param after the state of {@code a} once the run is done
   */
  private record Row(
      State state, String when, Situation situation, List<String> steps, State after) {
    @Override
    public String toString() {
      return state.text() + " when " + when;
    }
  }

  private static Stream<Row> table() {
    return Stream.of(
        new Row(
            PENDING_UPLOAD,
            "the region has no counterpart",
            master(anImage("a")),
            List.of("upload a"),
            OK),
        new Row(
            OK,
            "checksum, visibility and properties are the same",
            master(anImage("a").with("nid", "1")).region(anImage("a").with("nid", "1")),
            List.of(),
            OK),
        new Row(
            PENDING_METADATA,
            "the visibility differs",
            master(anImage("a")).region(anImage("a").isPrivate()),
            List.of("metadata a"),
            OK),
        new Row(
            PENDING_METADATA,
            "a compared property differs",
            master(anImage("a").with("nid", "1")).region(anImage("a").with("nid", "2")),
            List.of("metadata a"),
            OK),
        new Row(
            PENDING_METADATA,
            "its kernel's id is not that of the region's kernel",
            master(anImage("a").withKernel("master-k"), anImage("k"))
                .region(anImage("a").withKernel("master-k"), anImage("k")),
            List.of("metadata a"),
            OK),
        new Row(
            PENDING_METADATA,
            "its ramdisk's id is not that of the region's ramdisk",
            master(anImage("a").withRamdisk("master-r"), anImage("r"))
                .region(anImage("a").withRamdisk("region-x"), anImage("r")),
            List.of("metadata a"),
            OK),
        new Row(
            PENDING_AMI,
            "its kernel is itself waiting to be copied",
            master(anImage("a").withKernel("master-k"), anImage("k")).region(anImage("a")),
            List.of("ami a"),
            OK),
        new Row(
            PENDING_AMI,
            "its ramdisk is itself waiting to be replaced",
            master(anImage("a").withRamdisk("master-r"), anImage("r"))
                .region(anImage("a").withRamdisk("region-r"), anImage("r").withContent("old"))
                .under(aPolicy().replace("old")),
            List.of("ami a"),
            OK),
        new Row(
            ERROR_AMI,
            "its kernel is not among the selected images, though the region has the image",
            master(anImage("a").withKernel("master-k"), anImage("k").isPrivate())
                .region(anImage("a").withKernel("region-k"), anImage("k")),
            List.of(),
            ERROR_AMI),
        new Row(
            ERROR_AMI,
            "its ramdisk is not among the selected images, and the region lacks the image",
            master(anImage("a").withRamdisk("master-r"), anImage("r").isPrivate()),
            List.of(),
            ERROR_AMI),
        new Row(
            OK_STALLED_CHECKSUM,
            "another checksum is in dontupdate",
            master(anImage("a").with("nid", "1"))
                .region(anImage("a").withContent("old").isPrivate())
                .under(aPolicy().dontupdate("old")),
            List.of(),
            OK_STALLED_CHECKSUM),
        new Row(
            PENDING_REPLACE,
            "another checksum is in replace",
            master(anImage("a"))
                .region(anImage("a").withContent("old"))
                .under(aPolicy().replace("old")),
            List.of("replace a"),
            OK),
        new Row(
            PENDING_RENAME,
            "another checksum is in rename",
            master(anImage("a"))
                .region(anImage("a").withContent("old"))
                .under(aPolicy().rename("old")),
            List.of("rename a"),
            OK),
        new Row(
            ERROR_CHECKSUM,
            "another checksum is in none of the three keys",
            master(anImage("a").with("nid", "1"))
                .region(anImage("a").withContent("old").isPrivate())
                .under(aPolicy().replace("x").rename("y").dontupdate("z")),
            List.of(),
            ERROR_CHECKSUM));
  }

  @ParameterizedTest
  @MethodSource("table")
  void an_image_is_in_the_state_of_the_table(Row row) {
    assertThat(row.situation.stateOf("a")).isEqualTo(row.state);
  }

  @ParameterizedTest
  @MethodSource("table")
  void a_run_does_what_the_table_says(Row row) {
    assertThat(row.situation.steps().stream().filter(step -> step.endsWith(" a")))
        .isEqualTo(row.steps);
    assertThat(row.situation.refusals()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("table")
  void after_the_run_it_is_in_step_or_where_it_was(Row row) {
    assertThat(row.situation.afterTheRun().stateOf("a")).isEqualTo(row.after);
    assertThat(row.situation.afterTheRun().steps()).isEmpty();
  }

  @Test
  void the_table_has_all_nine_states() {
    assertThat(table().map(Row::state).distinct())
        .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(State.class));
    assertThat(State.values()).hasSize(9);
  }

  @ParameterizedTest
  @EnumSource
  void a_state_reads_as_in_the_specification(State state) {
    assertThat(state.text()).isEqualTo(state.name().toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PENDING_UPLOAD", "PENDING_REPLACE", "PENDING_RENAME"})
  void content_is_copied_in_three_states_only(State state) {
    assertThat(state.isCopy()).isFalse();
  }

  @Test
  void the_states_come_smallest_image_first_and_of_one_size_by_name() {
    var situation =
        master(
            anImage("c").ofSize(1),
            anImage("a").ofSize(3),
            anImage("d").ofSize(2),
            anImage("b").ofSize(2));

    assertThat(situation.states())
        .containsExactly(
            "pending_upload c", "pending_upload b", "pending_upload d", "pending_upload a");
  }

  @Test
  void error_ami_beats_what_would_be_copied() {
    var situation = master(anImage("a").withKernel("gone"));
    var conflict = situation.region(anImage("a").withContent("old"));

    assertThat(situation.stateOf("a")).isEqualTo(ERROR_AMI);
    assertThat(conflict.under(aPolicy().replace("any")).stateOf("a")).isEqualTo(ERROR_AMI);
    assertThat(conflict.under(aPolicy().rename("old")).stateOf("a")).isEqualTo(ERROR_AMI);
  }

  @Test
  void what_is_left_alone_anyway_misses_no_kernel() {
    var conflict = master(anImage("a").withKernel("gone")).region(anImage("a").withContent("old"));

    assertThat(conflict.stateOf("a")).isEqualTo(ERROR_CHECKSUM);
    assertThat(conflict.warnings()).containsExactly("checksum_conflict a");
    var stalled = conflict.under(aPolicy().dontupdate("old"));
    assertThat(stalled.stateOf("a")).isEqualTo(OK_STALLED_CHECKSUM);
    assertThat(stalled.warnings()).isEmpty();
  }

  @Test
  void a_kernel_that_is_left_alone_is_there_all_the_same() {
    var situation =
        master(anImage("a").withKernel("master-k"), anImage("k").withRamdisk("gone"))
            .region(anImage("a").withKernel("region-k"), anImage("k").withContent("old"));

    assertThat(situation.stateOf("k")).isEqualTo(ERROR_CHECKSUM);
    assertThat(situation.stateOf("a")).isEqualTo(OK);
  }

  @Test
  void pending_ami_beats_pending_metadata_and_carries_its_changes() {
    var situation =
        master(anImage("a").withKernel("master-k").with("nid", "1"), anImage("k"))
            .region(anImage("a").isPrivate().with("nid", "2"));

    assertThat(situation.stateOf("a")).isEqualTo(PENDING_AMI);
    var after = situation.afterTheRun().image("a");
    assertThat(after.isPublic()).isTrue();
    assertThat(after.property("nid")).isEqualTo("1");
    assertThat(after.property("kernel_id")).isEqualTo("1$k");
  }
}
