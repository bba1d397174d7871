package io.glancesync.copy;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.renameOf;
import static io.glancesync.transfer.Transfers.replaceOf;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.error.AttemptLog;
import io.glancesync.error.TransferException.CopiedElsewhere;
import io.glancesync.error.TransferException.OldImageChanged;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Images;
import io.glancesync.image.Visibility;
import io.glancesync.openstack.Glance;
import io.glancesync.plan.Changes;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.OtherSenders;
import io.glancesync.plan.Outgoing;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.Transfers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a copy does next. */
class CopyStepsTest {
  private static final Image MASTER = anImage("a").with("nid", "1").isProtected().build();
  private static final Image OLD =
      anImage("a").withId("old").withContent("old").isProtected().build();

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final CopySteps copySteps =
      new CopySteps(region -> Images.US, region -> new OtherSenders(NOW, Duration.ofMinutes(10)));

  private static String json(Changes changes) {
    return new Glance().patch(changes);
  }

  @Test
  void an_upload_has_no_old_image() {
    assertThat(copySteps.hasOld(uploadOf(MASTER))).isFalse();
    assertThat(copySteps.isOldDeleted(uploadOf(MASTER))).isFalse();
  }

  @Test
  void replace_and_rename_have_one_but_only_replace_deletes_it() {
    assertThat(new CopyRequests(copySteps).showOld(replaceOf(MASTER, OLD)).id())
        .isEqualTo(new ImageId("old"));
    assertThat(copySteps.isOldDeleted(replaceOf(MASTER, OLD))).isTrue();
    assertThat(copySteps.hasOld(renameOf(MASTER, OLD))).isTrue();
    assertThat(copySteps.isOldDeleted(renameOf(MASTER, OLD))).isFalse();
  }

  @Test
  void a_copy_is_created_under_the_id_of_its_slot() {
    Transfer transfer = uploadOf(MASTER);
    CopyTarget target = copySteps.firstTarget(transfer, new AttemptLog("run", it -> it));

    assertThat(
            new CopyRequests(copySteps)
                .create(transfer.withCopyId(target.id()))
                .content()
                .toString())
        .contains("\"id\":\"" + target.id() + "\"")
        .contains("\"os_hidden\":true")
        .contains("\"protected\":false");
  }

  @Test
  void the_old_image_of_a_replace_is_hidden_and_can_then_be_deleted() throws Exception {
    assertThat(json(copySteps.stepAside(replaceOf(MASTER, OLD), OLD)))
        .isEqualTo(
            "[{\"op\":\"add\",\"path\":\"/protected\",\"value\":false},"
                + "{\"op\":\"add\",\"path\":\"/os_hidden\",\"value\":true}]");
  }

  @Test
  void the_old_image_of_a_rename_gets_another_name_and_is_private() throws Exception {
    assertThat(json(copySteps.stepAside(renameOf(MASTER, OLD), OLD)))
        .isEqualTo(
            "[{\"op\":\"add\",\"path\":\"/name\",\"value\":\"a.old\"},"
                + "{\"op\":\"add\",\"path\":\"/visibility\",\"value\":\"private\"}]");
  }

  @Test
  void a_copy_appears_with_all_that_is_wanted_of_it() {
    Image copy = MASTER.but().id(new ImageId("new")).hidden(true).isProtected(false).build();

    assertThat(json(copySteps.appear(uploadOf(MASTER), copy)))
        .isEqualTo(
            "[{\"op\":\"add\",\"path\":\"/protected\",\"value\":true},"
                + "{\"op\":\"add\",\"path\":\"/os_hidden\",\"value\":false}]");
  }

  @Test
  void a_copy_that_appeared_before_is_left_as_it_is() {
    assertThat(
            json(copySteps.appear(uploadOf(MASTER), MASTER.but().id(new ImageId("new")).build())))
        .isEqualTo("[]");
  }

  @Test
  void of_a_master_that_is_hidden_the_copy_stays_hidden() {
    Image master = anImage("a").isHidden().build();

    assertThat(json(copySteps.appear(uploadOf(master), master))).isEqualTo("[]");
    assertThat(copySteps.isPublished(uploadOf(master), master)).isTrue();
  }

  @Test
  void of_a_master_that_is_hidden_a_copy_whose_last_change_was_lost_is_not_published() {
    Image master = anImage("a").isHidden().build().but().isProtected(true).build();
    Image copy = master.but().isProtected(false).build();

    assertThat(copySteps.isPublished(uploadOf(master), copy)).isFalse();
    assertThat(copySteps.isPublished(uploadOf(master), master)).isTrue();
  }

  @Test
  void an_old_image_that_another_glancesync_put_aside_meanwhile_is_as_it_should_be()
      throws Exception {
    Image renamed = OLD.but().name("a.old").visibility(Visibility.PRIVATE).build();

    assertThat(json(copySteps.stepAside(renameOf(MASTER, OLD), renamed))).isEqualTo("[]");
    assertThatThrownBy(
            () -> copySteps.stepAside(renameOf(MASTER, OLD), renamed.but().checksum("x").build()))
        .isInstanceOf(OldImageChanged.class);
  }

  @Test
  void an_old_image_is_brought_back_by_nobody_but_who_put_it_aside() {
    Image hidden = OLD.but().hidden(true).isProtected(false).build();
    Transfer tried = replaceOf(MASTER, OLD).withCopyId(new ImageId("new"));

    assertThat(copySteps.isAsideByUs(tried, hidden)).isFalse();
    assertThat(copySteps.isAsideByUs(tried.held(), hidden)).isTrue();
    assertThat(copySteps.isAsideByUs(tried.nextAttempt(), hidden)).isTrue();
  }

  @Test
  void what_another_glancesync_is_making_is_said_and_left_alone() throws Exception {
    CopyTarget target = copySteps.firstTarget(uploadOf(MASTER), new AttemptLog("run", it -> it));
    Transfer tried = uploadOf(MASTER).withCopyId(target.id());
    Image saving =
        MASTER.but().id(target.id()).status("saving").updated(NOW.minusSeconds(60)).build();

    assertThat(
            copySteps
                .afterConflict(tried, target, saving, new AttemptLog("run", it -> it), null)
                .isForeign())
        .isTrue();
    assertThatThrownBy(() -> copySteps.endForOther(tried, saving))
        .isInstanceOf(CopiedElsewhere.class)
        .hasMessageContaining("another GlanceSync seems to be copying it")
        .hasMessageContaining("saving since 2025-12-31T23:59:00Z")
        .hasMessageContaining("left alone until 2026-01-01T00:09:00Z");
    assertThat(copySteps.isOthers(tried, saving)).isTrue();
  }

  @Test
  void what_the_journal_calls_ours_or_is_old_or_empty_is_nobody_elses() {
    CopyTarget target = copySteps.firstTarget(uploadOf(MASTER), new AttemptLog("run", it -> it));
    Transfer tried = uploadOf(MASTER).withCopyId(target.id());
    Image saving = MASTER.but().status("saving").updated(NOW.minusSeconds(60)).build();

    assertThat(copySteps.isOthers(tried.held(), saving)).isFalse();
    assertThat(copySteps.isOthers(tried, saving.but().status("queued").build())).isFalse();
    assertThat(copySteps.isOthers(tried, saving.but().updated(NOW.minusSeconds(999)).build()))
        .isFalse();
    assertThat(copySteps.isOthers(tried, null)).isFalse();
    assertThat(tried.held().withCopyId(target.id()).tentative()).isFalse();
  }

  static Arguments[] unpublished() {
    return new Arguments[] {
      Arguments.of("gone", null),
      Arguments.of("still hidden", MASTER.but().hidden(true).build()),
      Arguments.of("queued", MASTER.but().status("queued").build()),
      Arguments.of("other content", MASTER.but().checksum("x").build()),
      Arguments.of("another name", MASTER.but().name("b").build()),
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unpublished")
  void what_is_not_complete_and_visible_is_not_published(String why, Image copy) {
    assertThat(copySteps.isPublished(uploadOf(MASTER), copy)).isFalse();
  }

  @Test
  void what_is_complete_and_visible_is_published() {
    assertThat(copySteps.isPublished(uploadOf(MASTER), MASTER)).isTrue();
  }

  @Test
  void an_old_image_that_stepped_aside_comes_back_as_it_was() {
    Image hidden = OLD.but().hidden(true).isProtected(false).property("seen", "1").build();
    Image renamed = OLD.but().name("a.old").build();

    assertThat(json(copySteps.stepBack(replaceOf(MASTER, OLD), hidden)))
        .isEqualTo(
            "[{\"op\":\"add\",\"path\":\"/protected\",\"value\":true},"
                + "{\"op\":\"add\",\"path\":\"/os_hidden\",\"value\":false}]");
    assertThat(json(copySteps.stepBack(renameOf(MASTER, OLD), renamed)))
        .isEqualTo("[{\"op\":\"add\",\"path\":\"/name\",\"value\":\"a\"}]");
  }

  @Test
  void only_an_old_image_that_stepped_aside_is_brought_back() {
    Image hidden = OLD.but().hidden(true).isProtected(false).build();
    Image renamed = Outgoing.renamed(OLD).applyTo(OLD);
    Image changedByAPerson = OLD.but().visibility(Visibility.COMMUNITY).build();

    assertThat(copySteps.isAside(replaceOf(MASTER, OLD), hidden)).isTrue();
    assertThat(copySteps.isAside(renameOf(MASTER, OLD), renamed)).isTrue();
    for (Image untouched : new Image[] {null, OLD, changedByAPerson}) {
      assertThat(copySteps.isAside(replaceOf(MASTER, OLD), untouched)).isFalse();
      assertThat(copySteps.isAside(renameOf(MASTER, OLD), untouched)).isFalse();
    }
  }

  @Test
  void an_old_image_that_somebody_changed_meanwhile_does_not_step_aside() {
    Image[] others = {OLD.but().name("a-keep").build(), OLD.but().checksum("new").build()};

    for (Image other : others) {
      assertThatThrownBy(() -> copySteps.stepAside(replaceOf(MASTER, OLD), other))
          .isInstanceOf(OldImageChanged.class)
          .hasMessageContaining("somebody changed the old image old meanwhile");
    }
  }

  @Test
  void an_old_image_that_somebody_protected_meanwhile_does_not_step_aside() {
    Image old = anImage("a").withId("old").withContent("o").build();
    Image now = old.but().isProtected(true).build();

    for (Transfer transfer : List.of(replaceOf(MASTER, old), renameOf(MASTER, old))) {
      assertThatThrownBy(() -> copySteps.stepAside(transfer, now))
          .isInstanceOf(OldImageChanged.class);
    }
  }

  @Test
  void a_replace_of_a_master_that_is_hidden_is_undone_rather_than_taken_for_published() {
    Image master = anImage("a").isHidden().build();

    assertThat(copySteps.isPublished(replaceOf(master, OLD), master)).isFalse();
  }

  @Test
  void what_appears_stays_protected_where_somebody_protected_it() {
    Image master = anImage("a").build();
    Image copy = master.but().id(new ImageId("new")).isProtected(true).build();

    assertThat(json(copySteps.appear(uploadOf(master), copy))).isEqualTo("[]");
  }

  @Test
  void what_an_interrupted_copy_left_goes() {
    Image hidden = MASTER.but().hidden(true).isProtected(false).build();

    for (Image left :
        new Image[] {
          hidden,
          hidden.but().status("queued").build(),
          hidden.but().status("saving").build(),
          hidden.but().status("killed").hidden(false).build(),
          hidden.but().checksum("x").build(),
          hidden.but().checksum("x").hidden(false).build(),
        }) {
      assertThat(copySteps.isLeftover(uploadOf(MASTER), left)).as(left.toString()).isTrue();
      assertThat(copySteps.isSomebodys(uploadOf(MASTER), left)).as(left.toString()).isFalse();
    }
    assertThat(copySteps.isLeftover(uploadOf(MASTER), null)).isFalse();
    assertThat(copySteps.isSomebodys(uploadOf(MASTER), null)).isFalse();
  }

  @Test
  void what_somebody_made_of_a_copy_since_it_was_begun_is_left() {
    Image copy = MASTER.but().isProtected(false).build();

    for (Image changed :
        new Image[] {
          copy.but().name("mine").build(),
          copy.but().name("mine").hidden(true).status("saving").build(),
          copy.but().hidden(true).isProtected(true).build(),
          copy.but().status("saving").isProtected(true).build(),
          copy.but().status("deactivated").build(),
        }) {
      assertThat(copySteps.isLeftover(uploadOf(MASTER), changed)).as(changed.toString()).isFalse();
      assertThat(copySteps.isSomebodys(uploadOf(MASTER), changed)).as(changed.toString()).isTrue();
    }
    Image hiddenMaster = MASTER.but().hidden(true).build();
    assertThat(copySteps.isLeftover(uploadOf(hiddenMaster), copy)).isFalse();
  }

  @Test
  void a_complete_copy_is_kept_for_the_next_run_also_of_a_hidden_image() {
    Image copy =
        MASTER
            .but()
            .id(CopyId.of(Transfers.BURGOS, MASTER, 1))
            .isProtected(false)
            .hidden(true)
            .build();
    Image hiddenMaster = MASTER.but().hidden(true).build();

    assertThat(copySteps.isWorthKeeping(replaceOf(MASTER, OLD).asVerified(), copy)).isTrue();
    assertThat(copySteps.isWorthKeeping(replaceOf(hiddenMaster, OLD).asVerified(), copy)).isTrue();
    assertThat(copySteps.isPublished(replaceOf(hiddenMaster, OLD).asVerified(), copy)).isFalse();
  }
}
