package io.glancesync.plan;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.plan.Policies.aPolicy;
import static io.glancesync.plan.Situation.BURGOS;
import static io.glancesync.plan.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.Visibility;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done about other content: section 5, "Order of the checksum rules". */
class ChecksumRulesTest {
  private final Situation conflict =
      master(anImage("a").withContent("new")).region(anImage("a").withContent("old"));

  /** A dash is tried both ways, so that the six rows are all 32 combinations. */
  @ParameterizedTest
  @CsvSource({
    // dontupdate, rename, replace: the checksum; rename, replace: any
    "yes, -,   -,   -,   -,   OK_STALLED_CHECKSUM",
    "no,  yes, -,   -,   -,   PENDING_RENAME",
    "no,  no,  yes, -,   -,   PENDING_REPLACE",
    "no,  no,  no,  yes, -,   PENDING_RENAME",
    "no,  no,  no,  no,  yes, PENDING_REPLACE",
    "no,  no,  no,  no,  no,  ERROR_CHECKSUM"
  })
  void what_names_the_checksum_beats_any_and_of_equals_the_one_that_keeps_the_old_image_wins(
      String dontupdate,
      String rename,
      String replace,
      String renameAny,
      String replaceAny,
      State state) {
    for (boolean stays : bothIfDash(dontupdate)) {
      for (boolean renamed : bothIfDash(rename)) {
        for (boolean replaced : bothIfDash(replace)) {
          for (boolean anyRenamed : bothIfDash(renameAny)) {
            for (boolean anyReplaced : bothIfDash(replaceAny)) {
              var rules =
                  aPolicy()
                      .dontupdate(list(stays, false))
                      .rename(list(renamed, anyRenamed))
                      .replace(list(replaced, anyReplaced));
              assertThat(conflict.under(rules).stateOf("a")).isEqualTo(state);
            }
          }
        }
      }
    }
  }

  private static List<Boolean> bothIfDash(String cell) {
    return cell.equals("-") ? List.of(true, false) : List.of(cell.equals("yes"));
  }

  private static String[] list(boolean hasChecksum, boolean hasAny) {
    return new String[] {hasChecksum ? "old" : "x", hasAny ? "any" : "y"};
  }

  @Test
  void the_checksums_in_the_rules_are_those_of_the_regions_image() {
    var mastersChecksum = aPolicy().replace("new").rename("new").dontupdate("new");

    assertThat(conflict.under(mastersChecksum).stateOf("a")).isEqualTo(State.ERROR_CHECKSUM);
  }

  @Test
  void the_word_any_means_nothing_special_in_dontupdate() {
    assertThat(conflict.under(aPolicy().dontupdate("any")).stateOf("a"))
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
                    + " or dontupdate"));
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
