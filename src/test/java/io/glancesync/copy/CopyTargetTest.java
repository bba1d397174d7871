package io.glancesync.copy;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.error.TransferException.NoIdLeft;
import io.glancesync.image.Image;
import io.glancesync.image.Images;
import io.glancesync.image.Images.AnImage;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.OtherSenders;
import io.glancesync.region.RegionName;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.Transfers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An id for a copy, and what was found under it. */
class CopyTargetTest {
  private static final Image MASTER = anImage("ubuntu").withHash("sha512", "h").build();
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Transfer UPLOAD = uploadOf(MASTER);

  @Test
  void the_first_id_is_the_computed_one_and_has_to_be_tried() {
    CopyTarget target = CopyTarget.first(UPLOAD, 0);

    assertThat(target.id()).isEqualTo(CopyId.of(Transfers.BURGOS, MASTER, 0));
    assertThat(target.isUnresolved()).isTrue();
    assertThat(target.isAwaitingData()).isFalse();
    assertThat(target.needsAnotherId()).isFalse();
  }

  @Test
  void another_region_has_another_id() {
    Transfer elsewhere = Transfers.to(RegionName.of("other:Burgos"), UPLOAD);

    assertThat(CopyTarget.first(elsewhere, 0).id()).isNotEqualTo(CopyTarget.first(UPLOAD, 0).id());
  }

  @Test
  void what_was_just_created_waits_for_its_content() {
    assertThat(CopyTarget.first(UPLOAD, 0).created().isAwaitingData()).isTrue();
  }

  @Test
  void what_is_published_already_is_the_copy_whoever_made_it() {
    CopyTarget target = found(CopyTarget.first(UPLOAD, 0), UPLOAD, MASTER, 0);

    assertThat(target.occupancy()).isEqualTo(CopyTarget.Occupancy.COMPLETE);
  }

  static Arguments[] found() {
    return new Arguments[] {
      found("queued", image().withStatus("queued").ofSize(0), CopyTarget.Occupancy.EMPTY),
      found("complete", image().isHidden(), CopyTarget.Occupancy.COMPLETE),
      found("published since the plan was made", image(), CopyTarget.Occupancy.COMPLETE),
      found("published and changed", image().withContent("x"), CopyTarget.Occupancy.OCCUPIED),
      found("another project's by now", image().ofProject("x"), CopyTarget.Occupancy.OCCUPIED),
      found(
          "published and retired since",
          anImage("ubuntu_obsolete").withHash("sha512", "h").isHidden(),
          CopyTarget.Occupancy.OCCUPIED),
      found(
          "no checksum to compare",
          image().isHidden().withoutChecksum(),
          CopyTarget.Occupancy.COMPLETE),
      found("a dead sender's", image().withStatus("saving"), CopyTarget.Occupancy.STALE),
      found("killed", image().withStatus("killed"), CopyTarget.Occupancy.STALE),
      found(
          "too short", image().isHidden().withContent("x").ofSize(999), CopyTarget.Occupancy.STALE),
      found(
          "too short, nothing else to compare",
          image().isHidden().withoutChecksum().withHash("sha256", "h").ofSize(999),
          CopyTarget.Occupancy.STALE),
      found("other bytes", image().isHidden().withContent("x"), CopyTarget.Occupancy.STALE),
      found(
          "other hash",
          image().isHidden().withoutChecksum().withHash("sha512", "x"),
          CopyTarget.Occupancy.STALE),
      found(
          "deactivated by a person",
          image().withStatus("deactivated"),
          CopyTarget.Occupancy.OCCUPIED),
      found(
          "hidden and protected by a person",
          image().isHidden().isProtected(),
          CopyTarget.Occupancy.OCCUPIED),
      found("published and protected", image().isProtected(), CopyTarget.Occupancy.COMPLETE),
      found(
          "empty, protected",
          image().withStatus("queued").isProtected(),
          CopyTarget.Occupancy.OCCUPIED),
      found(
          "unfinished, protected",
          image().withStatus("saving").isProtected(),
          CopyTarget.Occupancy.OCCUPIED),
      found(
          "other bytes, protected",
          image().isHidden().withContent("x").isProtected(),
          CopyTarget.Occupancy.OCCUPIED),
      found("empty, renamed", anImage("mine").withStatus("queued"), CopyTarget.Occupancy.OCCUPIED),
      found(
          "unfinished, renamed",
          anImage("mine").withStatus("saving"),
          CopyTarget.Occupancy.OCCUPIED),
      found(
          "a status of the future", image().withStatus("pondering"), CopyTarget.Occupancy.OCCUPIED),
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("found")
  void what_is_there_already_becomes_the_copy_if_it_can(
      String why, Image image, CopyTarget.Occupancy content) {
    CopyTarget first = CopyTarget.first(UPLOAD, 0);

    assertThat(found(first, UPLOAD, image, 0))
        .isEqualTo(new CopyTarget(first.id(), 0, content, 0, Optional.empty(), 0));
  }

  @Test
  void debris_is_removed_but_what_a_person_changed_is_not() {
    CopyTarget debris =
        found(CopyTarget.first(UPLOAD, 0), UPLOAD, image().withStatus("saving").build(), 0);
    CopyTarget taken =
        found(CopyTarget.first(UPLOAD, 0), UPLOAD, image().withStatus("deactivated").build(), 0);

    assertThat(debris.isStale()).isTrue();
    assertThat(debris.needsAnotherId()).isTrue();
    assertThat(taken.isStale()).isFalse();
    assertThat(taken.needsAnotherId()).isTrue();
  }

  @Test
  void each_next_id_is_new_until_there_are_too_many() throws NoIdLeft {
    CopyTarget target = CopyTarget.first(UPLOAD, 0);
    Set<Object> ids = new HashSet<>(Set.of(target.id()));
    for (int counter = 1; counter < CopyId.LIMIT; counter++) {
      target = target.next(UPLOAD, 0);
      assertThat(target.isUnresolved()).isTrue();
      assertThat(ids.add(target.id())).isTrue();
    }
    CopyTarget last = target;

    assertThatThrownBy(() -> last.next(UPLOAD, 0))
        .isInstanceOf(NoIdLeft.class)
        .hasMessageContaining("all " + CopyId.LIMIT + " ids");
  }

  /** What another GlanceSync may be making: of a transfer that has only tried the id. */
  @ParameterizedTest
  @CsvSource({
    "queued, 60, FOREIGN",
    "saving, 60, FOREIGN",
    "uploading, 60, FOREIGN",
    "importing, 60, FOREIGN",
    "killed, 60, STALE",
    "saving, -60, FOREIGN",
    "queued, 601, EMPTY",
    "saving, 601, STALE",
    "saving, -601, STALE",
  })
  void what_is_young_is_somebody_elses_and_what_is_old_is_debris(
      String status, long age, CopyTarget.Occupancy content) {
    CopyTarget target = CopyTarget.first(UPLOAD, 0);
    Transfer tried = UPLOAD.withCopyId(target.id());

    assertThat(found(target, tried, aged(status, age), 0).occupancy()).isEqualTo(content);
    assertThat(found(target, tried.held(), aged(status, age), 0).occupancy())
        .isEqualTo(
            status.equals("queued") ? CopyTarget.Occupancy.EMPTY : CopyTarget.Occupancy.STALE);
  }

  @Test
  void what_is_empty_may_be_ours_when_an_answer_to_creating_it_was_lost() {
    CopyTarget target = CopyTarget.first(UPLOAD, 2);
    Transfer tried = UPLOAD.withCopyId(target.id());

    assertThat(found(target, tried, aged("queued", 1), 2).occupancy())
        .isEqualTo(CopyTarget.Occupancy.FOREIGN);
    assertThat(found(target, tried, aged("queued", 1), 3).occupancy())
        .isEqualTo(CopyTarget.Occupancy.EMPTY);
    assertThat(found(target, tried, aged("saving", 1), 3).occupancy())
        .isEqualTo(CopyTarget.Occupancy.FOREIGN);
  }

  @Test
  void an_outage_that_hid_the_answer_to_creating_it_is_remembered() {
    Transfer broken = UPLOAD.withCopyId(CopyTarget.first(UPLOAD, 0).id());
    CopyTarget again = CopyTarget.first(broken, 5);

    assertThat(found(again, broken, aged("queued", 1), 5).occupancy())
        .isEqualTo(CopyTarget.Occupancy.EMPTY);
  }

  private static Image aged(String status, long seconds) {
    Image image = image().withStatus(status).ofSize(0).build();
    return image.but().updated(NOW.minusSeconds(seconds)).build();
  }

  private static CopyTarget found(CopyTarget target, Transfer transfer, Image image, int failed) {
    return target.found(
        transfer, image, Images.US, failed, new OtherSenders(NOW, Duration.ofMinutes(10)));
  }

  private static AnImage image() {
    return anImage("ubuntu").withHash("sha512", "h");
  }

  private static Arguments found(String why, AnImage image, CopyTarget.Occupancy content) {
    return Arguments.of(why, image.build(), content);
  }
}
