package io.glancesync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds what it is there to find: routes that break a rule are caught. */
class ChecksCanFailIT {
  private static final int MOST_SEEDS = 500;

  /**
   * A rule, how routes that break it differ from ours, and a seed that is known to catch them. From
   * there on others are tried, should the worlds have become others.
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
    OLD_IMAGE_FORGOTTEN(90, "- to: \\{.*direct:delete-old-image}", "- setBody: {constant: none}"),
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
        33, "expression: \\{.*copySteps, method: \"isAside\\(.*", "simple: \"\\${body} != null\""),
    OPTIONAL_PART_INSISTED_ON(
        99,
        "onWhen:\n *expression:\n *method:\n *ref: optionalPartFallback\n.*",
        "onWhen: {constant: \"false\"}"),
    PROPERTY_INSISTED_ON(
        91, "onWhen: .*answerVerifier, method: \"isRefusal\\(.*", "onWhen: {constant: \"false\"}"),
    SECOND_COPIES_STAY(93, " *- to: \\{.*direct:delete-spare-copies}\n", "");

    private final long knownSeed;
    private final Pattern right;
    private final String wrong;

    Broken(long knownSeed, String right, String wrong) {
      this.knownSeed = knownSeed;
      this.right = Pattern.compile(right);
      this.wrong = wrong;
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_broken_rule_is_caught(Broken rule, @TempDir Path folder) {
    var isBroken = new AtomicBoolean();
    UnaryOperator<String> routes =
        text -> {
          String broken = rule.right.matcher(text).replaceAll(rule.wrong);
          isBroken.compareAndSet(false, !broken.equals(text));
          return broken;
        };

    Seeds.Result result =
        new Seeds(folder, routes).play(rule.knownSeed, MOST_SEEDS, Duration.ofMinutes(5), 1);

    assertThat(isBroken).as("the routes are other ones").isTrue();
    assertThat(result.failures()).as("seeds tried: %d", result.played()).isNotEmpty();
    System.out.printf(
        "simulation: %s is caught by %s%n",
        rule, result.failures().get(0).lines().findFirst().orElseThrow());
  }
}
