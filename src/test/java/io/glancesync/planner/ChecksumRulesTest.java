package io.glancesync.planner;

import static io.glancesync.image.Images.OTHERS;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.BURGOS;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.Visibility;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.State;
import io.glancesync.plan.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done about other content: section 5, "Order of the checksum rules". */
class ChecksumRulesTest {
  private final Situation conflict =
      master(anImage("a").withContent("new")).region(anImage("a").withContent("old"));

  /** The region's image was copied from an image that the master has no more. */
  private final Situation conflictWithOurs =
      master(anImage("a").withContent("new"))
          .region(anImage("a").withContent("old").withId(copied("a", "former")));

  private static String copied(String name, String masterId) {
    Image former = anImage(name).withContent("old").withId(masterId).build();
    return CopyId.of(BURGOS, former, 4).value();
  }

  /** A dash is tried both ways, so that the rows are all 256 combinations. */
  @ParameterizedTest
  @CsvSource({
    // is ours; dontupdate, rename, replace: the checksum; rename, replace: ours; then any
    "-,   yes, -,   -,   -,   -,   -,   -,   OK_STALLED_CHECKSUM",
    "-,   no,  yes, -,   -,   -,   -,   -,   PENDING_RENAME",
    "-,   no,  no,  yes, -,   -,   -,   -,   PENDING_REPLACE",
    "yes, no,  no,  no,  yes, -,   -,   -,   PENDING_RENAME",
    "yes, no,  no,  no,  no,  yes, -,   -,   PENDING_REPLACE",
    "yes, no,  no,  no,  no,  no,  yes, -,   PENDING_RENAME",
    "yes, no,  no,  no,  no,  no,  no,  yes, PENDING_REPLACE",
    "yes, no,  no,  no,  no,  no,  no,  no,  ERROR_CHECKSUM",
    "no,  no,  no,  no,  -,   -,   yes, -,   PENDING_RENAME",
    "no,  no,  no,  no,  -,   -,   no,  yes, PENDING_REPLACE",
    "no,  no,  no,  no,  -,   -,   no,  no,  ERROR_CHECKSUM"
  })
  void what_names_the_checksum_beats_ours_and_any_and_of_equals_the_one_that_keeps_wins(
      String ours,
      String dontupdate,
      String rename,
      String replace,
      String renameOurs,
      String replaceOurs,
      String renameAny,
      String replaceAny,
      State state) {
    for (boolean isOurs : bothIfDash(ours)) {
      for (boolean stays : bothIfDash(dontupdate)) {
        for (Set<String> renamed : lists(rename, renameOurs, renameAny)) {
          for (Set<String> replaced : lists(replace, replaceOurs, replaceAny)) {
            var rules =
                aPolicy()
                    .dontupdate(stays ? "old" : "x")
                    .rename(renamed.toArray(String[]::new))
                    .replace(replaced.toArray(String[]::new));
            assertThat((isOurs ? conflictWithOurs : conflict).under(rules).stateOf("a"))
                .isEqualTo(state);
          }
        }
      }
    }
  }

  private static List<Set<String>> lists(String checksum, String ours, String any) {
    var lists = new ArrayList<Set<String>>();
    for (boolean hasChecksum : bothIfDash(checksum)) {
      for (boolean hasOurs : bothIfDash(ours)) {
        for (boolean hasAny : bothIfDash(any)) {
          lists.add(
              Set.of(hasChecksum ? "old" : "x", hasOurs ? "ours" : "y", hasAny ? "any" : "z"));
        }
      }
    }
    return lists;
  }

  private static List<Boolean> bothIfDash(String cell) {
    return cell.equals("-") ? List.of(true, false) : List.of(cell.equals("yes"));
  }

  @Test
  void the_checksums_in_the_rules_are_those_of_the_regions_image() {
    var mastersChecksum = aPolicy().replace("new").rename("new").dontupdate("new");

    assertThat(conflict.under(mastersChecksum).stateOf("a")).isEqualTo(State.ERROR_CHECKSUM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"any", "ours"})
  void the_words_mean_nothing_special_in_dontupdate(String word) {
    assertThat(conflictWithOurs.under(aPolicy().dontupdate(word)).stateOf("a"))
        .isEqualTo(State.ERROR_CHECKSUM);
  }

  @Test
  void what_was_renamed_by_hand_to_the_name_of_another_image_is_not_ours() {
    var moved =
        master(anImage("a").withContent("new"))
            .region(anImage("a").withContent("old").withId(copied("b", "former")));

    assertThat(moved.under(aPolicy().replace("ours")).stateOf("a")).isEqualTo(State.ERROR_CHECKSUM);
  }

  /** Whoever makes an image may choose its id. */
  @Test
  void an_image_of_another_project_is_not_ours_whatever_its_id() {
    var forged =
        master(anImage("a").withContent("new"))
            .region(
                anImage("a").withContent("old").withId(copied("a", "former")).ofProject(OTHERS));

    assertThat(forged.under(aPolicy().imagesOfAllTenants().replace("ours")).stateOf("a"))
        .isEqualTo(State.ERROR_CHECKSUM);
  }

  @Test
  void the_rules_do_not_matter_where_the_content_is_the_same() {
    var same = master(anImage("a").withContent("c")).region(anImage("a").withContent("c"));

    assertThat(
            same.under(aPolicy().replace("any", "c").rename("any", "c").dontupdate("c")).states())
        .containsExactly("ok a");
  }

  @Test
  void an_image_without_a_checksum_is_covered_by_any() {
    var unknown =
        master(anImage("a").withContent("new").ofSize(1))
            .region(anImage("a").withoutChecksum().ofSize(2));

    assertThat(unknown.stateOf("a")).isEqualTo(State.ERROR_CHECKSUM);
    assertThat(unknown.under(aPolicy().replace("any")).stateOf("a"))
        .isEqualTo(State.PENDING_REPLACE);
  }

  @Test
  void a_conflict_is_warned_about_with_the_regions_checksum_and_the_three_keys() {
    assertThat(conflict.plan().warnings())
        .containsExactly(
            new Warning(
                Warning.Code.CHECKSUM_CONFLICT,
                BURGOS,
                "a",
                "a in Burgos has other content (checksum old); add that checksum to replace, rename"
                    + " or dontupdate: replace deletes it once the master's image is there, rename"
                    + " makes it a.old and private, dontupdate leaves it as it is"));
  }

  @Test
  void a_conflict_says_that_replaced_images_are_kept_where_they_are() {
    assertThat(conflict.under(aPolicy().keepOld(1)).plan().warnings())
        .singleElement()
        .satisfies(
            it -> assertThat(it.message()).contains("replace keeps it under an old name once"));
  }

  @Test
  void a_conflict_that_a_rule_settles_is_not_warned_about() {
    assertThat(conflict.under(aPolicy().dontupdate("old")).warnings()).isEmpty();
    assertThat(conflict.under(aPolicy().replace("old")).warnings()).isEmpty();
    assertThat(conflict.under(aPolicy().rename("any")).warnings()).isEmpty();
  }

  @Test
  void a_replaced_image_gives_way_to_the_masters() {
    var after = conflict.under(aPolicy().replace("old")).afterTheRun();

    assertThat(after.images()).hasSize(1);
    assertThat(after.image("a").checksum()).isEqualTo("new");
  }

  @Test
  void a_renamed_image_is_kept_as_old_and_private() {
    var after = conflict.under(aPolicy().rename("old")).afterTheRun();

    assertThat(after.namesInRegion()).containsExactly("a", "a.old");
    assertThat(after.image("a").checksum()).isEqualTo("new");
    Image old = after.image("a.old");
    assertThat(old.id()).hasToString("region-a");
    assertThat(old.checksum()).isEqualTo("old");
    assertThat(old.visibility()).isEqualTo(Visibility.PRIVATE);
  }

  @Test
  void an_old_name_in_use_by_us_refuses_the_renaming() {
    var taken =
        master(anImage("a").withContent("new"))
            .region(anImage("a").withContent("old"), anImage("a.old").withStatus("queued"))
            .under(aPolicy().rename("any"));

    assertThat(taken.stateOf("a")).isEqualTo(State.PENDING_RENAME);
    assertThat(taken.steps()).isEmpty();
    assertThat(taken.refusals())
        .containsExactly(
            "Cannot bring a to Burgos: the old image cannot become a.old, a name in use; correct it"
                + " in the master region or in Burgos, nothing was sent");
  }

  @Test
  void an_old_name_that_a_selected_image_has_refuses_the_renaming() {
    var taken =
        master(anImage("a").withContent("new"), anImage("a.old"))
            .region(anImage("a").withContent("old"))
            .under(aPolicy().rename("any"));

    assertThat(taken.steps()).containsExactly("upload a.old");
    assertThat(taken.refusals()).hasSize(1);
  }

  /** Were the retirement to fail, there would be two of that name. */
  @Test
  void an_old_name_that_becomes_free_in_a_run_is_free_for_the_next() {
    var retired =
        master(anImage("a").withContent("new"), anImage("a.old_obsolete").withContent("older"))
            .region(anImage("a").withContent("old"), anImage("a.old").withContent("older"))
            .under(aPolicy().rename("any"));

    assertThat(retired.steps()).containsExactly("obsolete a.old_obsolete");
    assertThat(retired.refusals()).hasSize(1);
    assertThat(retired.afterTheRun().steps()).containsExactly("rename a");
  }

  @Test
  void an_old_name_that_another_project_uses_refuses_nothing() {
    var free =
        master(anImage("a").withContent("new"))
            .region(anImage("a").withContent("old"), anImage("a.old").ofProject("x"))
            .under(aPolicy().rename("any"));

    assertThat(free.steps()).containsExactly("rename a");
  }
}
