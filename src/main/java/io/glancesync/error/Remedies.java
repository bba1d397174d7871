package io.glancesync.error;

import io.glancesync.plan.Action;
import io.glancesync.region.RegionName;
import io.glancesync.text.Printable;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The remedies for answers. A remedy depends on the request, on what it is part of, and on the text
 * of the answer: nobody is told to correct what the step does not touch.
 */
final class Remedies {
  private static final Pattern OF_MEMBERS = Pattern.compile("/images/[^/?]+/members(/[^/?]+)?$");

  /** The kind of a request. */
  enum RequestKind {
    SIGN_IN,
    LIST,
    CREATE,
    /** One image is shown, changed or deleted. */
    IMAGE,
    /** The members of an image are read or changed. */
    MEMBERS,
    CONTENT;

    static RequestKind of(ServerAnswer answer) {
      if (answer.isSignIn()) {
        return SIGN_IN;
      }
      if (answer.isOfContent()) {
        return CONTENT;
      }
      String path = answer.uri();
      if (OF_MEMBERS.matcher(path).find()) {
        return MEMBERS;
      }
      return path.contains("?") ? LIST : path.endsWith("/images") ? CREATE : IMAGE;
    }
  }

  private static final Set<RequestKind> ANY = EnumSet.allOf(RequestKind.class);
  private static final Set<RequestKind> OF_IMAGES =
      EnumSet.of(RequestKind.IMAGE, RequestKind.CONTENT);
  private static final Set<RequestKind> OF_ADDRESSES =
      EnumSet.of(RequestKind.LIST, RequestKind.CREATE);

  private static final Set<Action> UPDATES = EnumSet.of(Action.METADATA, Action.AMI);

  private static final String NO_RIGHT = "give our user the right to do it";
  private static final String FEWER =
      "give the image fewer properties or tags (metadata_set), or raise image_property_quota or image_tag_quota of that Glance";
  private static final String LOWER_LIMIT = "ask for a higher limit there";

  /** Where the project is known, it is named. */
  private static final String QUOTA = "the project's image quota";

  /** The region's name replaces it. */
  private static final String REGION = "{region}";

  private static final String KEYS =
      "keystone_url of that target (auth_url in clouds.yaml, OS_AUTH_URL in the environment)";

  private static final String DELETED = "somebody deleted it meanwhile; the next run plans again";
  private static final String NO_GLANCE = "check the address in the catalog: that is no Glance v2";

  /**
   * One row of the table.
   *
   * @param actions what the request is part of; empty for whatever it is
   * @param says a pattern that the text of the answer contains
   */
  private record RemedyRule(
      Set<Action> actions,
      Set<RequestKind> requests,
      Set<Integer> statuses,
      Pattern says,
      String remedy) {
    RemedyRule in(Set<Action> some) {
      return new RemedyRule(some, requests, statuses, says, remedy);
    }

    boolean fits(ServerAnswer answer, Optional<Action> action) {
      return (actions.isEmpty() || action.filter(actions::contains).isPresent())
          && requests.contains(RequestKind.of(answer))
          && statuses.contains(answer.status().code())
          && says.matcher(answer.detail()).find();
    }
  }

  /** Of who an image is shared with. What the server says does not matter. */
  private static final List<RemedyRule> OF_SHARING =
      List.of(
          rule(
              EnumSet.of(RequestKind.MEMBERS),
              "give our user the right to share images of its project there (policies get_members, get_member, add_member, delete_member), or set sync_members = False",
              403),
          rule(
              EnumSet.of(RequestKind.MEMBERS),
              "share the image with fewer projects in the master region, or raise image_member_quota of that Glance",
              413),
          rule(
              EnumSet.of(RequestKind.MEMBERS),
              "see in that Glance's log what it finds wrong with the members",
              400),
          rule(EnumSet.of(RequestKind.MEMBERS), LOWER_LIMIT, 429),
          rule(EnumSet.of(RequestKind.MEMBERS), DELETED, 404, 410));

  /** Of what changes only what surrounds the content: it needs no room. */
  private static final List<RemedyRule> OF_CHANGES =
      List.of(
          rule(OF_IMAGES, FEWER, 413).in(UPDATES),
          rule(
                  OF_IMAGES,
                  "that Glance refuses the number of properties or tags: raise its image_property_quota or image_tag_quota, or remove some from the region's image",
                  413)
              .in(EnumSet.of(Action.OBSOLETE)),
          rule(OF_IMAGES, LOWER_LIMIT, 429).in(EnumSet.of(Action.OBSOLETE)),
          rule(OF_IMAGES, LOWER_LIMIT, 429).in(UPDATES));

  /** The others. */
  private static final List<RemedyRule> IN_GENERAL =
      List.of(
          rule(
              EnumSet.of(RequestKind.SIGN_IN),
              "correct "
                  + KEYS
                  + ": it is the address of Keystone's API v3, such as https://host:5000/v3, and nothing after it",
              404,
              405,
              410),
          rule(
              EnumSet.of(RequestKind.SIGN_IN),
              "correct " + KEYS + ", or the names of user, project and domains",
              400),
          rule(
              EnumSet.of(RequestKind.CREATE),
              "True is not of type",
              "that Glance does not know os_hidden: it is older than Rocky (Glance 17), the oldest that images are copied to; upgrade it, or leave the region out (ignore_regions)",
              400),
          rule(OF_ADDRESSES, NO_GLANCE, 404, 405, 410),
          rule(EnumSet.of(RequestKind.LIST), NO_GLANCE, 400),
          rule(
              EnumSet.of(RequestKind.LIST),
              "give our user the right to list images there (policy get_images)",
              403),
          rule(
              EnumSet.of(RequestKind.CONTENT),
              "see whether the image's formats fit its content in the master region",
              400),
          rule(ANY, "correct the image's name or properties in the master region", 400),
          rule(
              ANY,
              "the token was refused twice; check the clocks, and that Glance asks this Keystone",
              401),
          rule(
              ANY,
              "communitize_image",
              "give our user the right to make community images there (policy communitize_image), or change the image's visibility in the master region",
              403),
          rule(
              ANY,
              "publicize_image",
              "give our user the right to publish images there (policy publicize_image), or change the image's visibility in the master region",
              403),
          rule(
              ANY,
              NO_RIGHT + " (public images need publicize_image), or select the image no more",
              403),
          rule(OF_IMAGES, DELETED, 404, 410),
          rule(ANY, "somebody else works on this image; the next run plans again", 409),
          rule(ANY, "number of allowed image (properties|tags)", FEWER, 413),
          rule(
              ANY,
              "media is full|enough disk space",
              "make room: the store of that Glance is full",
              413),
          rule(
              ANY,
              "quota|exceed the limit|over limit",
              "raise "
                  + QUOTA
                  + " in "
                  + REGION
                  + ", or delete images of that project that nobody needs",
              413),
          rule(
              ANY,
              "too large",
              "raise image_size_cap of that Glance, or select the image no more",
              413),
          rule(
              ANY,
              "raise "
                  + QUOTA
                  + " or image_size_cap of that Glance, or make room in its store: its log tells which of them it is",
              413),
          rule(ANY, "that server is no Glance v2; check the catalog", 415),
          rule(ANY, LOWER_LIMIT + ", or set glancesync.region.max-copies lower", 429));

  /** The first row that matches gives the remedy. */
  private static final List<RemedyRule> RULES =
      Stream.of(
              OF_SHARING,
              ofRemoval(Action.HIDE, "modify_image"),
              ofRemoval(Action.DEACTIVATE, "deactivate"),
              ofRemoval(Action.DELETE, "delete_image"),
              OF_CHANGES,
              IN_GENERAL)
          .flatMap(List::stream)
          .toList();

  private Remedies() {}

  /**
   * Of what takes an image of the region out of use: the master's image has nothing to do with it.
   *
   * @param policy Glance's name for the right
   */
  private static List<RemedyRule> ofRemoval(Action action, String policy) {
    String byHand = ", or %s the image there by hand".formatted(action.text());
    return Stream.of(
            rule(
                OF_IMAGES,
                "see in that Glance's log what it finds wrong with the region's image" + byHand,
                400,
                413),
            rule(OF_IMAGES, "%s there (policy %s)".formatted(NO_RIGHT, policy) + byHand, 403),
            rule(OF_IMAGES, LOWER_LIMIT, 429))
        .map(it -> it.in(EnumSet.of(action)))
        .toList();
  }

  private static RemedyRule rule(Set<RequestKind> requests, String remedy, int... statuses) {
    return rule(requests, "", remedy, statuses);
  }

  private static RemedyRule rule(
      Set<RequestKind> requests, String says, String remedy, int... statuses) {
    return new RemedyRule(
        Set.of(),
        requests,
        IntStream.of(statuses).boxed().collect(Collectors.toUnmodifiableSet()),
        Pattern.compile(says, Pattern.CASE_INSENSITIVE),
        remedy);
  }

  /**
   * The remedy for an answer.
   *
   * @param action what the request is part of; empty when it is part of no step
   * @param region whose project has the quota
   * @param project ours, as its administrator knows it
   */
  static String of(
      ServerAnswer answer, Optional<Action> action, RegionName region, Optional<String> project) {
    String remedy = of(answer, action).replace(REGION, region.toString());
    return project
        .map(it -> remedy.replace(QUOTA, "the image quota of project " + it))
        .orElse(remedy);
  }

  private static String of(ServerAnswer answer, Optional<Action> action) {
    Optional<String> redirection = answer.redirection().map(it -> Printable.address(it));
    boolean isSignIn = RequestKind.of(answer) == RequestKind.SIGN_IN;
    if (redirection.isPresent()) {
      return "it leads to %s, where our secrets are not sent unasked; if that is right, correct %s"
          .formatted(
              Printable.of(redirection.get()),
              isSignIn ? KEYS : "the region's address in the catalog");
    }
    return RULES.stream()
        .filter(it -> it.fits(answer, action))
        .map(RemedyRule::remedy)
        .findFirst()
        .orElseGet(
            () ->
                answer.status().isServerError()
                    ? "look into that server's log"
                    : isSignIn ? "check " + KEYS : "check the address in the catalog");
  }
}
