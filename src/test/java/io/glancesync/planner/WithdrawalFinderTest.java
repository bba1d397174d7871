package io.glancesync.planner;

import static io.glancesync.image.Images.OTHERS;
import static io.glancesync.image.Images.US;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.BURGOS;
import static io.glancesync.planner.Situation.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.Outgoing;
import io.glancesync.plan.Plan;
import io.glancesync.plan.RegionMemory;
import io.glancesync.plan.RegionMemory.Noted;
import io.glancesync.plan.Rotation.OldVisibility;
import io.glancesync.plan.Warning;
import io.glancesync.plan.Withdrawal.Mode;
import io.glancesync.plan.WithdrawnImage;
import io.glancesync.planner.Policies.APolicy;
import io.glancesync.region.RegionName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Images of ours that the master has no longer: section 9, "Withdrawal". */
class WithdrawalFinderTest {
  private static final Instant NOW = Instant.parse("2026-05-08T00:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Image MASTER = anImage("gone").in("master");
  private static final Image OTHER = anImage("other").in("master");
  private static final Image COPY = copy(MASTER);

  private static Image copy(Image master) {
    return master.but().id(CopyId.of(BURGOS, master, 0)).build();
  }

  private static Plan plan(
      List<Image> master, APolicy rules, RegionMemory memory, Instant now, Image... images) {
    var all = new ArrayList<>(List.of(copy(OTHER)));
    all.addAll(List.of(images));
    var masters = new ArrayList<>(List.of(OTHER));
    masters.addAll(master);
    return Planner.plan(
        MasterImages.of(VALLADOLID, masters, US), BURGOS, all, rules.build(), US, memory, now);
  }

  /** A plan by which everything that is withdrawn is hidden at once. */
  private static Plan plan(List<Image> master, Image... images) {
    return plan(
        master, aPolicy().withdrawn(Mode.HIDE, Duration.ZERO), RegionMemory.NONE, NOW, images);
  }

  private static List<String> steps(Plan plan) {
    return plan.steps().map(it -> it.action().text() + " " + it.imageName()).toList();
  }

  private static List<String> warnings(Plan plan) {
    return plan.warnings().stream()
        .filter(it -> it.code() == Warning.Code.WITHDRAWN)
        .map(Warning::message)
        .toList();
  }

  private static RegionMemory noted(Image image, Instant since, Instant hidden) {
    return new RegionMemory(
        Optional.of(2), Map.of(image.id(), new Noted(since, Optional.ofNullable(hidden))));
  }

  @Test
  void as_delivered_it_is_only_reported() {
    Plan plan = plan(List.of(), aPolicy(), noted(COPY, Instant.EPOCH, null), NOW, COPY);

    assertThat(plan.steps()).isEmpty();
    assertThat(warnings(plan))
        .containsExactly(
            "Burgos has a copy gone (%s), and Valladolid has no selected image gone any more, since 1970-01-01T00:00:00Z; it is left as it is; delete it if nobody needs it, or set withdrawn to hide, deactivate or delete"
                .formatted(COPY.id()));
  }

  static Stream<Arguments> deletedOrSo() {
    return Stream.of(
        Arguments.of("deleted", List.of(), true),
        Arguments.of("there", List.of(MASTER), false),
        Arguments.of("renamed", List.of(MASTER.but().name("new name").build()), true),
        Arguments.of("deactivated", status("deactivated"), true),
        Arguments.of("made anew", status("queued"), false),
        Arguments.of("made anew", status("saving"), false),
        Arguments.of("private now", List.of(anImage("gone").isPrivate().in("master")), true),
        Arguments.of("another project's", List.of(MASTER.but().owner(OTHERS).build()), true),
        Arguments.of(
            "ambiguous", List.of(MASTER, MASTER.but().id(new ImageId("again")).build()), false),
        Arguments.of("retired", List.of(MASTER.but().name("gone_obsolete").build()), false));
  }

  private static List<Image> status(String status) {
    return List.of(MASTER.but().status(status).build());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deletedOrSo")
  void it_is_withdrawn_when_the_master_has_no_selected_image_of_its_name(
      String what, List<Image> master, boolean isWithdrawn) {
    Plan plan = plan(master, COPY);

    assertThat(steps(plan).contains("hide gone")).isEqualTo(isWithdrawn);
    assertThat(plan.withdrawn())
        .extracting(WithdrawnImage::masterName)
        .isEqualTo(isWithdrawn ? List.of("gone") : List.of());
  }

  @Test
  void an_image_for_which_the_condition_has_no_answer_is_not_withdrawn() {
    var rules =
        aPolicy()
            .condition("image.name == 'other' or image.user_properties['absent'] == 'x'")
            .withdrawn(Mode.HIDE, Duration.ZERO);

    assertThat(plan(List.of(MASTER), rules, RegionMemory.NONE, NOW, COPY).withdrawn()).isEmpty();
  }

  @Test
  void what_is_not_ours_is_never_touched() {
    Image byHand = COPY.but().id(new ImageId("0f5ff0e0-0000-4000-8000-000000000001")).build();
    Image foreign = COPY.but().owner(OTHERS).build();
    Image named = COPY.but().name("my own name").build();
    Image ofOtherRegion = COPY.but().id(CopyId.of(RegionName.of("Caceres"), MASTER, 0)).build();

    Plan plan = plan(List.of(), byHand, foreign, named, ofOtherRegion);

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.withdrawn()).isEmpty();
  }

  @Test
  void what_was_kept_goes_with_it() {
    Image renamed = Outgoing.renamed(COPY).applyTo(COPY);
    Image kept =
        Outgoing.kept("gone (unknown)", OldVisibility.SAME)
            .applyTo(COPY)
            .but()
            .id(CopyId.of(BURGOS, MASTER, 1))
            .build();

    assertThat(steps(plan(List.of(), renamed, kept)))
        .containsExactly("hide gone (unknown)", "hide gone.old");
    assertThat(steps(plan(List.of(MASTER), copy(MASTER), renamed))).isEmpty();
  }

  @Test
  void a_retired_image_is_withdrawn_when_the_master_deletes_it() {
    Image retired = COPY.but().name("gone_obsolete").build();

    assertThat(steps(plan(List.of(MASTER.but().name("gone_obsolete").build()), retired))).isEmpty();
    assertThat(steps(plan(List.of(), retired))).containsExactly("hide gone_obsolete");
  }

  @Test
  void the_master_region_compared_with_itself_withdraws_nothing() {
    Plan plan =
        Planner.plan(
            MasterImages.of(BURGOS, List.of(OTHER), US),
            BURGOS,
            List.of(OTHER, COPY),
            aPolicy().withdrawn(Mode.DELETE, Duration.ZERO).build(),
            US,
            RegionMemory.NONE,
            NOW);

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.withdrawn()).isEmpty();
  }

  @Test
  void what_is_protected_or_needed_is_left_alone_with_a_warning() {
    Image guarded = COPY.but().isProtected(true).build();
    Image user = anImage("user").withKernel(COPY.id().value()).in("x");

    assertThat(steps(plan(List.of(), guarded))).isEmpty();
    assertThat(warnings(plan(List.of(), guarded)))
        .singleElement()
        .asString()
        .endsWith(
            "it is left alone because somebody protected it there; remove its protection, or delete it");
    assertThat(steps(plan(List.of(), COPY, user))).isEmpty();
    assertThat(warnings(plan(List.of(), COPY, user)))
        .singleElement()
        .asString()
        .endsWith(
            "it is left alone because user (%s) refers to it; see whether that one is needed"
                .formatted(user.id()));
  }

  @Test
  void a_kernel_goes_after_the_image_that_needs_it() {
    Image kernel = copy(anImage("kernel").in("master"));
    Image user = copy(anImage("gone").withKernel(kernel.id().value()).in("master"));
    for (Mode mode : List.of(Mode.HIDE, Mode.DEACTIVATE)) {
      var rules = aPolicy().withdrawn(mode, Duration.ZERO);
      assertThat(steps(plan(List.of(), rules, RegionMemory.NONE, NOW, kernel, user)))
          .containsExactly(mode.text() + " gone");
      Image out =
          mode == Mode.HIDE
              ? user.but().hidden(true).build()
              : user.but().status("deactivated").build();
      assertThat(steps(plan(List.of(), rules, RegionMemory.NONE, NOW, kernel, out)))
          .containsExactly(mode.text() + " kernel");
    }
    Image hiddenKernel = kernel.but().hidden(true).build();
    Image hiddenUser = user.but().hidden(true).build();
    var deleting = aPolicy().withdrawn(Mode.DELETE, Duration.ZERO);
    assertThat(steps(plan(List.of(), deleting, RegionMemory.NONE, NOW, hiddenKernel, hiddenUser)))
        .containsExactly("delete gone");
    assertThat(steps(plan(List.of(), deleting, RegionMemory.NONE, NOW, hiddenKernel)))
        .containsExactly("delete kernel");
  }

  @Test
  void several_retired_images_of_one_name_are_none_that_is_withdrawn() {
    Image retired = COPY.but().name("gone_obsolete").build();
    Image master = MASTER.but().name("gone_obsolete").build();

    assertThat(
            plan(List.of(master, master.but().id(new ImageId("second")).build()), retired).steps())
        .isEmpty();
    assertThat(plan(List.of(master.but().status("saving").build()), retired).steps()).isEmpty();
  }

  @Test
  void what_somebody_works_on_begins_its_grace_again() {
    Image touched = COPY.but().updated(NOW.minus(Duration.ofDays(1))).build();
    var rules = aPolicy().withdrawn(Mode.HIDE, WEEK);
    var memory = noted(COPY, Instant.EPOCH, null);

    assertThat(steps(plan(List.of(), rules, memory, NOW, touched))).isEmpty();
    assertThat(steps(plan(List.of(), rules, memory, NOW.plus(WEEK), touched)))
        .containsExactly("hide gone");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // mode, is hidden, days since it was withdrawn, since it was hidden: what is done
        "HIDE, false, 0, -, -",
        "HIDE, false, 6, -, -",
        "HIDE, false, 7, -, hide gone",
        "HIDE, true, 30, 30, -",
        "DEACTIVATE, false, 6, -, -",
        "DEACTIVATE, false, 7, -, deactivate gone",
        "DEACTIVATE, true, 7, 7, deactivate gone",
        "DELETE, false, 6, -, -",
        "DELETE, false, 30, -, hide gone",
        "DELETE, true, 7, 0, -",
        "DELETE, true, 30, 6, -",
        "DELETE, true, 30, 7, delete gone",
        "DELETE, true, 30, -, -",
        "DELETE, true, 10, 9, -",
        "DELETE, true, 14, 7, delete gone",
        "REPORT, false, 1000, -, -",
      })
  void a_run_acts_after_the_grace(
      Mode mode, boolean isHidden, int withdrawn, Integer hidden, String step) {
    Image image = COPY.but().hidden(isHidden).build();
    var memory =
        noted(
            image,
            NOW.minus(Duration.ofDays(withdrawn)),
            hidden == null ? null : NOW.minus(Duration.ofDays(hidden)));

    Plan plan = plan(List.of(), aPolicy().withdrawn(mode, WEEK), memory, NOW, image);

    assertThat(steps(plan)).isEqualTo(step == null ? List.of() : List.of(step));
  }

  @Test
  void what_is_deactivated_already_stays_so() {
    Image image = COPY.but().status("deactivated").build();
    var rules = aPolicy().withdrawn(Mode.DEACTIVATE, Duration.ZERO);

    assertThat(plan(List.of(), rules, RegionMemory.NONE, NOW, image).steps()).isEmpty();
  }

  @Test
  void a_clock_that_was_set_back_makes_nothing_due() {
    var rules = aPolicy().withdrawn(Mode.DELETE, WEEK);
    var memory = noted(COPY, NOW.plus(Duration.ofDays(300)), null);

    assertThat(plan(List.of(), rules, memory, NOW, COPY).steps()).isEmpty();
  }

  @Test
  void day_by_day_it_is_hidden_deleted_and_forgotten() {
    var rules = aPolicy().withdrawn(Mode.DELETE, WEEK);
    var memory = RegionMemory.NONE;
    List<Image> images = List.of(COPY);
    var done = new ArrayList<String>();
    for (int day = 0; day < 20; day++) {
      Instant now = NOW.plus(Duration.ofDays(day));
      Plan plan =
          Planner.plan(
              MasterImages.of(VALLADOLID, List.of(), US),
              BURGOS,
              images,
              rules.build(),
              US,
              memory,
              now);
      for (String step : steps(plan)) {
        done.add(day + " " + step);
      }
      images = Rehearsal.apply(plan, images, US);
      memory =
          new RegionMemory(
              Optional.empty(),
              plan.withdrawn().stream()
                  .collect(Collectors.toMap(it -> it.image().id(), WithdrawnImage::noted)));
    }

    // the day after it was hidden is the first on which it is seen hidden
    assertThat(done).containsExactly("7 hide gone", "15 delete gone");
    assertThat(memory).isEqualTo(RegionMemory.NONE);
  }
}
