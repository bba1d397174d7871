package io.glancesync.planner;

import static io.glancesync.image.Images.OTHERS;
import static io.glancesync.image.Images.US;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.BURGOS;
import static io.glancesync.planner.Situation.VALLADOLID;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.Images.AnImage;
import io.glancesync.image.Members;
import io.glancesync.image.Visibility;
import io.glancesync.plan.Difference;
import io.glancesync.plan.Policy;
import io.glancesync.plan.State;
import io.glancesync.plan.Step;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who images are shared with: visibility and members (specification, section 5). */
class SharingTest {
  private static final Policies.APolicy SHARING =
      aPolicy().condition("True").replace("any").syncMembers();

  /** Members as {@code a b+ c-}: pending, accepted, rejected; {@code ?} if nobody could tell. */
  private static Members members(String text) {
    if (text == null || text.equals("?")) {
      return null;
    }
    var statuses = new TreeMap<String, Members.Status>();
    for (String member : text.strip().split(" +")) {
      if (!member.isEmpty()) {
        statuses.put(
            member.replaceAll("[+-]$", ""),
            member.endsWith("+")
                ? Members.Status.ACCEPTED
                : member.endsWith("-") ? Members.Status.REJECTED : Members.Status.PENDING);
      }
    }
    return new Members(statuses);
  }

  private static AnImage image(Visibility visibility, String members) {
    return anImage("a").is(visibility).sharedWith(members(members));
  }

  private static Image only(Situation situation) {
    return situation.image("a");
  }

  @ParameterizedTest
  @CsvSource({
    // the master's, the region's, the region's afterwards
    "PUBLIC,    COMMUNITY, PUBLIC",
    "PUBLIC,    SHARED,    PUBLIC",
    "COMMUNITY, PUBLIC,    COMMUNITY",
    "COMMUNITY, PRIVATE,   COMMUNITY",
    "PRIVATE,   COMMUNITY, PRIVATE",
    "PRIVATE,   PUBLIC,    PRIVATE",
    "SHARED,    COMMUNITY, SHARED",
    "SHARED,    PRIVATE,   PRIVATE",
    "PRIVATE,   SHARED,    SHARED",
    "PRIVATE,   PRIVATE,   PRIVATE",
    "COMMUNITY, COMMUNITY, COMMUNITY",
  })
  void visibility_is_kept_in_step_both_ways(Visibility master, Visibility region, Visibility then) {
    for (var rules : List.of(aPolicy().condition("True"), SHARING)) {
      var situation = master(image(master, "")).region(image(region, "")).under(rules);

      assertThat(situation.stateOf("a"))
          .isEqualTo(then == region ? State.OK : State.PENDING_METADATA);
      assertThat(only(situation.afterTheRun()).visibility()).isEqualTo(then);
      assertThat(situation.afterTheRun().steps()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"PUBLIC", "COMMUNITY", "PRIVATE", "SHARED"})
  void a_copy_is_made_with_the_masters_visibility(Visibility visibility) {
    var situation = master(image(visibility, "b")).under(aPolicy().condition("True"));
    var step = (Step.Copy) situation.plan().steps().findFirst().orElseThrow();

    assertThat(step.wanted().visibility()).isEqualTo(visibility);
    assertThat(step.wanted().members()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    // the master's, the region's, the region's afterwards
    "SHARED,  b,     SHARED,    '',    SHARED,  b",
    "SHARED,  b+,    SHARED,    '',    SHARED,  b+",
    "SHARED,  b+,    SHARED,    b,     SHARED,  b",
    "SHARED,  b,     SHARED,    b+,    SHARED,  b+",
    "SHARED,  b c,   SHARED,    b+,    SHARED,  b+ c",
    "SHARED,  b+ c,  SHARED,    b-,    SHARED,  b- c",
    "SHARED,  b,     SHARED,    b+ c+, SHARED,  b+",
    "SHARED,  '',    SHARED,    b+,    SHARED,  ''",
    "SHARED,  '',    PRIVATE,   ?,     PRIVATE, ?",
    "SHARED,  b,     PRIVATE,   ?,     SHARED,  b",
    "SHARED,  b,     PUBLIC,    ?,     SHARED,  b",
    "SHARED,  '',    COMMUNITY, ?,     SHARED,  ''",
    // Glance remembers the members, for when it is shared again
    "PRIVATE, ?,     SHARED,    b+,    PRIVATE, ?",
    "PRIVATE, ?,     SHARED,    '',    SHARED,  ''",
    "PRIVATE, ?,     SHARED,    ?,     SHARED,  ?",
    "PRIVATE, ?,     PUBLIC,    ?,     PRIVATE, ?",
    "PUBLIC,  ?,     SHARED,    b+,    PUBLIC,  ?",
    // nobody loses an image because of a failed read
    "SHARED,  ?,     SHARED,    b+,    SHARED,  b+",
    "SHARED,  b,     SHARED,    ?,     SHARED,  ?",
    "SHARED,  ?,     PRIVATE,   ?,     PRIVATE, ?"
  })
  void the_members_of_the_master_are_carried_over(
      Visibility master,
      String masters,
      Visibility region,
      String regions,
      Visibility then,
      String members) {
    var situation =
        master(image(master, masters)).region(image(region, regions)).under(SHARING).afterTheRun();

    assertThat(only(situation).visibility()).isEqualTo(then);
    assertThat(only(situation).members()).isEqualTo(members(members));
    assertThat(situation.steps()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // the master's, those of the image that is replaced, those of the copy
    "b+ c, '',    b+ c",
    "b c,  b+ d+, b+ c",
    "b+,   b-,    b-",
    "?,    b+,    b+",
    "?,    ?,     ?"
  })
  void who_had_accepted_an_image_has_accepted_its_new_version(
      String masters, String old, String members) {
    var situation =
        master(image(Visibility.SHARED, masters).withContent("new"))
            .region(image(Visibility.SHARED, old).withContent("old"))
            .under(SHARING)
            .afterTheRun();

    assertThat(only(situation).checksum()).isEqualTo("new");
    assertThat(only(situation).members()).isEqualTo(members(members));
    assertThat(situation.steps()).isEmpty();
  }

  @Test
  void an_image_that_is_retired_and_no_longer_public_gets_the_masters_members() {
    var situation =
        master(
                anImage("a_obsolete")
                    .withContent("x")
                    .is(Visibility.SHARED)
                    .sharedWith(members("b+")))
            .region(image(Visibility.PUBLIC, "?").withContent("x"))
            .under(SHARING);

    assertThat(situation.afterTheRun().image("a_obsolete").members()).isEqualTo(members("b+"));
    assertThat(situation.afterTheRun().steps()).isEmpty();
    assertThat(Sharing.ofMaster(situation.masterImages(), List.of(situation.policy()))).hasSize(1);
    assertThat(situation.under(aPolicy()).afterTheRun().image("a_obsolete").members()).isNull();
  }

  @Test
  void without_the_key_members_are_the_regions_matter() {
    var situation =
        master(image(Visibility.SHARED, "b c"))
            .region(image(Visibility.SHARED, "d"))
            .under(aPolicy().condition("True"));

    assertThat(situation.steps()).isEmpty();
  }

  @Test
  void the_difference_says_who_is_a_member() {
    var step =
        master(image(Visibility.SHARED, "b c"))
            .region(image(Visibility.SHARED, "d"))
            .under(SHARING)
            .plan()
            .steps()
            .findFirst()
            .orElseThrow();

    assertThat(step.differences()).containsExactly(new Difference("members", "b, c", "d"));
    assertThat(step.differences().get(0).change()).isEqualTo("members: d → b, c");
  }

  @Test
  void our_own_project_needs_no_membership() {
    var situation =
        master(image(Visibility.SHARED, "b " + US))
            .region(image(Visibility.SHARED, "b"))
            .under(SHARING);

    assertThat(situation.steps()).isEmpty();
  }

  @Test
  void images_of_other_projects_are_theirs_to_share() {
    var situation =
        master(image(Visibility.SHARED, "b"))
            .region(image(Visibility.SHARED, "").ofProject(OTHERS))
            .under(aPolicy().condition("True").imagesOfAllTenants().syncMembers());

    assertThat(situation.steps()).isEmpty();
    assertThat(asked(situation)).isEmpty();
  }

  @Test
  void the_master_region_shares_with_whom_it_shares() {
    var situation = master(image(Visibility.SHARED, "b " + US)).under(SHARING).comparedWithItself();

    assertThat(situation.steps()).isEmpty();
    assertThat(asked(situation)).isEmpty();
  }

  private static List<Image> asked(Situation situation) {
    return Sharing.ofRegion(
        situation.masterImages(),
        situation.region(),
        situation.images(),
        situation.policy(),
        situation.projectId());
  }

  @Test
  void only_images_that_are_shared_and_selected_are_asked_about() {
    var images =
        MasterImages.of(
            VALLADOLID,
            List.of(
                anImage("shared").is(Visibility.SHARED).build(),
                anImage("unselected").is(Visibility.SHARED).build(),
                anImage("private").is(Visibility.PRIVATE).build(),
                anImage("public").build()),
            US);
    Policy some = aPolicy().condition("image.name != 'unselected'").syncMembers().build();
    Policy without = aPolicy().condition("True").build();

    assertThat(Sharing.ofMaster(images, List.of(some, some, without)))
        .extracting(Image::name)
        .containsExactly("shared");
    assertThat(Sharing.ofMaster(images, List.of(without))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SHARED,    SHARED,  true",
    "PRIVATE,   SHARED,  true",
    "SHARED,    PRIVATE, false",
    "SHARED,    PUBLIC,  false",
    "PUBLIC,    SHARED,  false",
    "COMMUNITY, SHARED,  false"
  })
  void a_region_is_asked_where_its_members_matter(
      Visibility master, Visibility region, boolean isAsked) {
    var situation = master(image(master, "b")).region(image(region, "?"), anImage("z").is(region));

    assertThat(asked(situation.under(SHARING))).hasSize(isAsked ? 1 : 0);
    assertThat(asked(situation.under(aPolicy().condition("True")))).isEmpty();
    assertThat(situation.region()).isEqualTo(BURGOS);
  }
}
