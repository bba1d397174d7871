package io.glancesync.planner.world;

import static io.glancesync.image.Images.OTHERS;
import static io.glancesync.image.Images.US;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Situation.BURGOS;

import io.glancesync.condition.Condition;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Images.AnImage;
import io.glancesync.image.Members;
import io.glancesync.image.UserProperties;
import io.glancesync.image.Visibility;
import io.glancesync.plan.Attribute;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.Policy;
import io.glancesync.plan.Rotation;
import io.glancesync.plan.Withdrawal;
import io.glancesync.planner.Situation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.arbitraries.ListArbitrary;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Nasty situations: few names and contents, so that images collide; several owners, states and
 * visibilities; kernels that are missing, ambiguous, circular; every rule switched every way; and
 * regions with a history of earlier runs, later edits and interrupted copies.
 */
class Worlds extends DomainContextBase {
  private static final int MOST_IMAGES = 7;
  private static final int FORMER = MOST_IMAGES;
  private static final String ABSENT = "absent";
  private static final String PENGUIN = "\uD83D\uDC27";

  @Provide
  Arbitrary<Situation> situations() {
    return Combinators.combine(masters(), regions(), leftovers(), policies(), policies(), edits())
        .as(
            (master, region, leftovers, policy, earlierPolicy, edits) -> {
              var there = withLeftovers(region, leftovers, master);
              var situation = new Situation(master, there, policy, BURGOS, US);
              return edits.isEmpty() ? situation : withHistory(situation, earlierPolicy, edits);
            })
        // combined, they are more than the tries, and no random situation would be left
        .withoutEdgeCases();
  }

  /** Other rules were in force once, and people changed what they had made. */
  private static Situation withHistory(
      Situation situation, Policy earlier, List<Tuple2<Integer, UnaryOperator<Image>>> edits) {
    var before =
        new Situation(situation.master(), situation.images(), earlier, BURGOS, US).afterTheRun();
    var images = new ArrayList<>(before.images());
    for (var edit : edits) {
      if (edit.get1() < images.size()) {
        images.set(edit.get1(), edit.get2().apply(images.get(edit.get1())));
      }
    }
    return new Situation(situation.master(), images, situation.policy(), BURGOS, US);
  }

  private static Arbitrary<List<Tuple2<Integer, UnaryOperator<Image>>>> edits() {
    Arbitrary<UnaryOperator<Image>> edit =
        Arbitraries.of(
            image -> image.but().visibility(Visibility.SHARED).build(),
            image -> image.but().members(Members.NONE).build(),
            image -> image.but().property("p1", "edited").build(),
            image -> image.but().tags(Set.of("edited")).minRam(3).build(),
            image -> image.but().properties(Map.of()).build(),
            image -> image.but().property(UserProperties.KERNEL_ID, "r1").build(),
            image -> image.but().checksum("c3").size(30).hash(null).build(),
            image -> image.but().checksum("c3").size(30).hash(null).build(),
            image -> image.but().owner(OTHERS).build(),
            image -> image.but().status("deactivated").build(),
            image -> image.but().name("a").build(),
            image -> image.but().name("moved away").build(),
            image -> image.but().name("moved away").build(),
            image -> image.but().name("moved away").build());
    return Combinators.combine(Arbitraries.integers().between(0, 2 * MOST_IMAGES), edit)
        .as(Tuple::of)
        .list()
        .ofMaxSize(5);
  }

  private static Arbitrary<List<Image>> masters() {
    var images = upToSeven(3, image(owners(20, 1), visibilities(20), references("m", 24)));
    return Arbitraries.frequencyOf(
            Tuple.of(1, images), Tuple.of(2, images.uniqueElements(Image::name)))
        .map(list -> numbered("m", list));
  }

  private static Arbitrary<List<Image>> regions() {
    return upToSeven(0, image(owners(6, 2), visibilities(2), references("r", 8)))
        .map(list -> numbered("r", list));
  }

  private static ListArbitrary<Image> upToSeven(int least, Arbitrary<Image> images) {
    return images
        .list()
        .ofMinSize(least)
        .ofMaxSize(MOST_IMAGES)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  private static List<Image> numbered(String prefix, List<Image> images) {
    var numbered = new ArrayList<Image>();
    for (Image image : images) {
      numbered.add(image.but().id(new ImageId(prefix + numbered.size())).build());
    }
    return numbered;
  }

  private static Arbitrary<Image> image(
      Arbitrary<String> owners, Arbitrary<Visibility> visibilities, Arbitrary<String> references) {
    return Combinators.combine(
            names(),
            contents(),
            Combinators.combine(owners, visibilities, statuses()).as(Tuple::of),
            Combinators.combine(rarely(), rarely(), rarely(), rarely(), members()).as(Tuple::of),
            properties(),
            references,
            references)
        .as(
            (name, content, access, flags, properties, kernel, ramdisk) -> {
              AnImage image = content.of(anImage(name));
              image.ofProject(access.get1()).is(access.get2()).withStatus(access.get3());
              if (flags.get1()) {
                image.isHidden();
              }
              if (flags.get2()) {
                image.withFormats(null, "bare");
              }
              if (flags.get3()) {
                image.isProtected();
              }
              if (flags.get4()) {
                image.tagged("t").withMinimum(1, 2);
              }
              flags.get5().ifPresent(image::sharedWith);
              properties.forEach(image::with);
              refer(image, UserProperties.KERNEL_ID, kernel);
              refer(image, UserProperties.RAMDISK_ID, ramdisk);
              return image.build();
            });
  }

  private static void refer(AnImage image, String property, String id) {
    if (!id.equals(ABSENT)) {
      image.with(property, id);
    }
  }

  private static Arbitrary<String> names() {
    return Arbitraries.frequency(
        Tuple.of(6, "a"),
        Tuple.of(6, "b"),
        Tuple.of(4, "c"),
        Tuple.of(3, "a_obsolete"),
        Tuple.of(3, "b_obsolete"),
        Tuple.of(2, "a.old"),
        Tuple.of(2, "b.old"),
        Tuple.of(1, "a.old_obsolete"),
        Tuple.of(1, "b.old_obsolete"),
        Tuple.of(1, "a.old.old"),
        Tuple.of(1, "a_obsolete_obsolete"),
        Tuple.of(1, "a_obsolete.old"),
        Tuple.of(3, "a (unknown)"),
        Tuple.of(2, "a (unknown) 2"),
        Tuple.of(2, "b (unknown)"),
        Tuple.of(1, "_obsolete"),
        Tuple.of(1, ""));
  }

  private record Content(String checksum, String hash, long size) {
    AnImage of(AnImage image) {
      image.withContent(checksum).ofSize(size);
      return hash.isEmpty() ? image : image.withHash("sha512", hash);
    }
  }

  private static Arbitrary<Content> contents() {
    return Arbitraries.frequency(
        Tuple.of(6, new Content("c1", "", 10)),
        Tuple.of(6, new Content("c2", "h2", 20)),
        Tuple.of(3, new Content("c3", "h3", 10)),
        Tuple.of(1, new Content("", "h2", 20)),
        Tuple.of(1, new Content("", "", 10)));
  }

  private static Arbitrary<String> owners(int ours, int others) {
    return Arbitraries.frequency(Tuple.of(ours, US), Tuple.of(1, ""), Tuple.of(others, OTHERS));
  }

  private static Arbitrary<Visibility> visibilities(int shareOfPublic) {
    return Arbitraries.frequency(
        Tuple.of(shareOfPublic, Visibility.PUBLIC),
        Tuple.of(1, Visibility.PRIVATE),
        Tuple.of(1, Visibility.SHARED),
        Tuple.of(1, Visibility.COMMUNITY));
  }

  private static Arbitrary<String> statuses() {
    return Arbitraries.frequency(
        Tuple.of(20, "active"),
        Tuple.of(1, "queued"),
        Tuple.of(1, "saving"),
        Tuple.of(1, "deactivated"));
  }

  /** Those of a shared image, which others do not have; or nobody could read them. */
  private static Arbitrary<Optional<Members>> members() {
    return Arbitraries.maps(
            Arbitraries.of("p1", "p2", US, OTHERS), Arbitraries.of(Members.Status.values()))
        .ofMaxSize(3)
        .map(Members::of)
        .optional(0.8);
  }

  private static Arbitrary<Boolean> rarely() {
    return Arbitraries.frequency(Tuple.of(12, false), Tuple.of(1, true));
  }

  private static Arbitrary<Map<String, String>> properties() {
    Arbitrary<Optional<String>> values = Arbitraries.of("v1", "v2", "").optional(0.4);
    Arbitrary<Optional<String>> odd = Arbitraries.of("v1", PENGUIN).optional(0.1);
    return Combinators.combine(values, values, odd, values)
        .as(
            (p1, p2, p3, ownerId) -> {
              var properties = new HashMap<String, String>();
              p1.ifPresent(value -> properties.put("p1", value));
              p2.ifPresent(value -> properties.put("p2", value));
              p3.ifPresent(value -> properties.put("p3", value));
              ownerId.ifPresent(value -> properties.put("owner_id", value));
              return properties;
            });
  }

  /** To images of the same place, of the master, to none, or not at all. */
  private static Arbitrary<String> references(String prefix, int shareOfAbsent) {
    return Arbitraries.frequencyOf(
        Tuple.of(shareOfAbsent, Arbitraries.just(ABSENT)),
        Tuple.of(4, Arbitraries.integers().between(0, 3).map(i -> prefix + i)),
        Tuple.of(1, Arbitraries.of("m0", "m1", "gone", "")));
  }

  /**
   * For each of the region's images whose copy it is, if it was left by an interrupted run, or
   * whether it was copied from an image that the master has no more.
   */
  private static Arbitrary<List<Integer>> leftovers() {
    return Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.just(-1)),
            Tuple.of(1, Arbitraries.just(FORMER)),
            Tuple.of(1, Arbitraries.integers().between(0, MOST_IMAGES - 1)))
        .list()
        .ofSize(MOST_IMAGES);
  }

  private static List<Image> withLeftovers(
      List<Image> images, List<Integer> leftovers, List<Image> master) {
    var there = new ArrayList<Image>();
    for (Image image : images) {
      int position = there.size();
      int copied = leftovers.get(position);
      there.add(
          copied == FORMER
              ? copyOfFormer(image, position)
              : 0 <= copied && copied < master.size()
                  ? leftover(image, master.get(copied), position)
                  : image);
    }
    return there;
  }

  private static Image copyOfFormer(Image image, int counter) {
    Image former =
        image
            .but()
            .id(new ImageId("former"))
            .name(Rotation.NONE.namesBefore(image).findFirst().orElse(image.name()))
            .build();
    return image.but().id(CopyId.of(BURGOS, former, counter)).build();
  }

  private static Image leftover(Image image, Image master, int counter) {
    ImageId id = CopyId.of(BURGOS, master, counter);
    return image.but().id(id).name(master.name()).owner(US).hidden(true).build();
  }

  private static Arbitrary<Policy> policies() {
    Arbitrary<Set<String>> ids = Arbitraries.subsetOf("m0", "m1", "m2", "m3");
    Arbitrary<Set<String>> checksums = Arbitraries.subsetOf("c1", "c2", "c3", "ours", "any");
    Arbitrary<Set<String>> names = Arbitraries.subsetOf("p1", "p2", "p3", "owner_id", "kernel_id");
    Arbitrary<Set<Attribute>> attributes =
        Arbitraries.oneOf(
            Arbitraries.just(Attribute.ALL), Arbitraries.subsetOf(Attribute.values()));
    Arbitrary<Set<String>> none = Arbitraries.just(Set.of());
    Arbitrary<Boolean> mostly = Arbitraries.frequency(Tuple.of(2, true), Tuple.of(1, false));
    return Combinators.combine(
            Arbitraries.oneOf(none, none, ids),
            conditions(),
            Combinators.combine(Arbitraries.oneOf(none, names), attributes).as(Tuple::of),
            Arbitraries.oneOf(none, checksums),
            Arbitraries.oneOf(none, checksums),
            Arbitraries.oneOf(none, none, checksums),
            Combinators.combine(mostly, mostly, mostly).as(Tuple::of),
            Combinators.combine(names, rotations(), withdrawals()).as(Tuple::of))
        .as(
            (forcesyncs, condition, kept, replace, rename, dontupdate, flags, last) ->
                new Policy(
                    forcesyncs,
                    condition.map(Condition::parse),
                    kept.get1(),
                    kept.get2(),
                    flags.get3(),
                    replace,
                    rename,
                    dontupdate,
                    flags.get1(),
                    flags.get2(),
                    last.get1(),
                    last.get2(),
                    last.get3()));
  }

  private static Arbitrary<Rotation> rotations() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 2), Arbitraries.of(Rotation.OldVisibility.values()))
        .as((keepOld, visibility) -> new Rotation(keepOld, "{name} ({created})", visibility));
  }

  private static Arbitrary<Withdrawal> withdrawals() {
    return Combinators.combine(
            Arbitraries.of(Withdrawal.Mode.values()),
            Arbitraries.of(Duration.ZERO, Duration.ofDays(7)))
        .as(Withdrawal::new);
  }

  private static Arbitrary<Optional<String>> conditions() {
    return Arbitraries.of(
            "True",
            "not image.is_public",
            "int(image.size) < 15",
            "image.is_public and 'p1' in image.user_properties",
            "image.user_properties['p1'] == 'v1'")
        .optional(0.3);
  }
}
