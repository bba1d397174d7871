package io.glancesync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.simulation.Breakage.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds what it is there to find: what breaks a rule is caught. */
class ChecksCanFailIT {
  private static final int MOST_SEEDS = 500;

  /**
   * A rule, how what breaks it differs from ours, and a seed that is known to catch it. From there
   * on others are tried, should the worlds have become others.
   */
  enum Broken {
    PUBLISHED_BEFORE_VERIFICATION(
        7,
        "( *)- to: \\{.*direct:verify-copy}\n *- to: \\{.*direct:publish-copy}",
        """
        $1- setBody: {method: {ref: copyRequests, method: "show(\\${variable.transfer})"}}
        $1- to: direct:glance-show
        $1- setVariable:
        $1    name: copyTarget
        $1    method: {ref: copySteps, method: "holding(\\${variable.copyTarget}, \\${body})"}
        $1- to: direct:publish-copy
        $1- to: direct:verify-copy"""),
    HIDDEN_IMAGES_NOT_LISTED(
        10,
        "doWhile: true\n *expression: .*\\$\\{variable.request.listing.hasNext}.*",
        "constant: \"1\""),
    CONFLICT_TAKEN_FOR_CREATED(
        1,
        "- to: \\{.*direct:claim-existing-image}",
        "- setVariable: {name: copyTarget, simple: \"\\${variable.copyTarget.created}\"}"),
    OLD_IMAGE_FORGOTTEN(105, "- to: \\{.*direct:delete-old-image}", "- setBody: {constant: none}"),
    DEAD_LETTERS_NEVER_CLOSED(
        4, "- to: \\{.*direct:close-dead-letters}", "- setBody: {constant: none}"),
    PERMANENT_ERROR_RETRIED_FOR_EVER(
        62, "(name: noRetry\n.*\n *properties: \\{maximumRedeliveries: )0", "$1-1"),
    SENT_AGAIN_WITHOUT_A_LOOK(
        31,
        "method:\\n *ref: deliveryCheck\\n *method: troubled\\(.*",
        "simple: \\${variable.copyTarget}"),
    SAVING_TAKEN_FOR_BROKEN(
        663, "expression: \\{.*deliveryCheck, method: \"isStoring\\(.*", "constant: \"false\""),
    COMPLETE_COPY_THROWN_AWAY(
        140, "expression: \\{.*copySteps, method: \"isWorthKeeping\\(.*", "constant: \"false\""),
    OLD_IMAGE_IN_USE_FORGOTTEN(
        5, "variable.transfer.leavingOld", "variable.transfer.leavingNothing"),
    IMAGE_IN_USE_FAILS_ITS_TRANSFER(
        1991, "onWhen: .*answerVerifier, method: \"isInUse\\(.*", "onWhen: {constant: \"false\"}"),
    DELETED_ALTHOUGH_SOMEBODY_KEEPS_IT(
        46, "expression: \\{.*copySteps, method: \"isAside\\(.*", "simple: \"\\${body} != null\""),
    OPTIONAL_PART_INSISTED_ON(
        99,
        "onWhen:\n *expression:\n *method:\n *ref: optionalPartFallback\n.*",
        "onWhen: {constant: \"false\"}"),
    PROPERTY_INSISTED_ON(
        91, "onWhen: .*answerVerifier, method: \"isRefusal\\(.*", "onWhen: {constant: \"false\"}"),
    SECOND_COPIES_STAY(93, " *- to: \\{.*direct:delete-spare-copies}\n", ""),
    KEPT_IMAGE_STAYS_UNDER_ITS_NAME(
        3,
        "- to: \\{.*direct:set-old-image-aside}\n *- bean:\n.*\n *ref: dropCheck\n.*",
        "- setBody: {constant: none}"),
    WITHDRAWN_WITHOUT_GRACE(3, Part.RULES, "withdrawn_grace = .*", "withdrawn_grace = 0"),
    WITHDRAWN_OTHERWISE_THAN_MEANT(3, Part.RULES, "withdrawn = .*", "withdrawn = deactivate"),
    ONE_KEPT_IMAGE_TOO_MANY(26, Part.RULES, "keep_old = 1", "keep_old = 2"),
    ONE_KEPT_IMAGE_TOO_FEW(35, Part.RULES, "keep_old = 2", "keep_old = 1"),
    GUARD_ON_WITHDRAWALS_IGNORED(28, Part.SETTINGS, "(max-withdrawals) = .*", "$1 = 1000");

    private final long knownSeed;
    private final Part part;
    private final Pattern right;
    private final String wrong;

    Broken(long knownSeed, String right, String wrong) {
      this(knownSeed, Part.ROUTES, right, wrong);
    }

    Broken(long knownSeed, Part part, String right, String wrong) {
      this.knownSeed = knownSeed;
      this.part = part;
      this.right = Pattern.compile(right);
      this.wrong = wrong;
    }

    private String in(Part where, String text) {
      return part == where ? right.matcher(text).replaceAll(wrong) : text;
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_broken_rule_is_caught(Broken rule, @TempDir Path folder) {
    var isBroken = new AtomicBoolean();
    Breakage breaking =
        (part, text) -> {
          String broken = rule.in(part, text);
          isBroken.compareAndSet(false, !broken.equals(text));
          return broken;
        };

    Seeds.Result result =
        new Seeds(folder, breaking).play(rule.knownSeed, MOST_SEEDS, Duration.ofMinutes(5), 1);

    assertThat(isBroken).as("something is other than delivered").isTrue();
    assertThat(result.failures()).as("seeds tried: %d", result.played()).isNotEmpty();
    System.out.printf(
        "simulation: %s is caught by %s%n",
        rule, result.failures().get(0).lines().findFirst().orElseThrow());
  }
}
