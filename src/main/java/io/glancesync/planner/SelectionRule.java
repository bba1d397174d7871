package io.glancesync.planner;

import io.glancesync.image.Image;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.Policy;
import io.glancesync.region.RegionName;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What decides whether a master image is selected (specification, section 4). The first rule that
 * answers decides; the last one always does.
 */
enum SelectionRule {
  RETIRED {
    @Override
    Optional<Boolean> selects(Image image, RegionName region, Policy policy) {
      return noIf(image.name().endsWith(CopyId.RETIRED));
    }

    @Override
    String why(Image image, RegionName region, Policy policy) {
      return "its name ends with " + CopyId.RETIRED;
    }
  },
  FORCESYNCS {
    @Override
    Optional<Boolean> selects(Image image, RegionName region, Policy policy) {
      return yesIf(policy.forcesyncs().contains(image.id().value()));
    }

    @Override
    String why(Image image, RegionName region, Policy policy) {
      return "its id is in forcesyncs";
    }
  },
  CONDITION {
    @Override
    Optional<Boolean> selects(Image image, RegionName region, Policy policy) {
      return policy.condition().map(it -> it.test(image, region, policy.metadataSet()));
    }

    @Override
    String why(Image image, RegionName region, Policy policy) {
      var condition = policy.condition().orElseThrow();
      if (condition.test(image, region, policy.metadataSet())) {
        return "metadata_condition is true: " + condition;
      }
      List<String> parts = condition.falseParts(image, region, policy.metadataSet());
      return parts.size() == 1
          ? "in metadata_condition this is false: " + parts.get(0)
          : "in metadata_condition each of these is false: " + String.join("; ", parts);
    }
  },
  NOT_PUBLIC {
    @Override
    Optional<Boolean> selects(Image image, RegionName region, Policy policy) {
      return noIf(!image.isPublic());
    }

    @Override
    String why(Image image, RegionName region, Policy policy) {
      return "it is %s, not public; set it to public, add its id to forcesyncs, or write a metadata_condition"
          .formatted(image.visibility().text());
    }
  },
  NO_METADATA_SET {
    @Override
    Optional<Boolean> selects(Image image, RegionName region, Policy policy) {
      return yesIf(policy.metadataSet().isEmpty());
    }

    @Override
    String why(Image image, RegionName region, Policy policy) {
      return "it is public, and metadata_set is empty";
    }
  },
  METADATA_SET {
    @Override
    Optional<Boolean> selects(Image image, RegionName region, Policy policy) {
      return Optional.of(!had(image, policy).isEmpty());
    }

    @Override
    String why(Image image, RegionName region, Policy policy) {
      List<String> had = had(image, policy);
      return had.isEmpty()
          ? "it is public, but has none of the properties in metadata_set (%s); set one of them on it in %s, or add its id to forcesyncs"
              .formatted(String.join(", ", new TreeSet<>(policy.metadataSet())), region)
          : "it is public and has %s, which metadata_set names".formatted(String.join(", ", had));
    }
  };

  /**
   * Answers, or leaves the answer to the next rule.
   *
   * @param region the master
   * @throws io.glancesync.condition.ConditionEvaluationException where the condition has no answer
   */
  abstract Optional<Boolean> selects(Image image, RegionName region, Policy policy);

  /** Why it answers as it does. */
  abstract String why(Image image, RegionName region, Policy policy);

  /** What decided, and how. */
  record Ruling(SelectionRule rule, boolean selects) {}

  /**
   * The decision about an image.
   *
   * @param region the master
   * @throws io.glancesync.condition.ConditionEvaluationException where the condition has no answer
   */
  static Ruling decide(Image image, RegionName region, Policy policy) {
    for (SelectionRule rule : values()) {
      Optional<Boolean> answer = rule.selects(image, region, policy);
      if (answer.isPresent()) {
        return new Ruling(rule, answer.get());
      }
    }
    throw new IllegalStateException("no rule says whether " + image.name() + " is selected");
  }

  /** The properties in {@code metadata_set} that the image has. */
  static List<String> had(Image image, Policy policy) {
    return policy.metadataSet().stream().filter(image.properties()::containsKey).sorted().toList();
  }

  private static Optional<Boolean> yesIf(boolean applies) {
    return applies ? Optional.of(true) : Optional.empty();
  }

  private static Optional<Boolean> noIf(boolean applies) {
    return applies ? Optional.of(false) : Optional.empty();
  }
}
