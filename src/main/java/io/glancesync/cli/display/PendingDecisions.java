package io.glancesync.cli.display;

import io.glancesync.plan.Warning;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What needs somebody's decision: warnings, grouped by what they are about. */
public final class PendingDecisions {
  /** What stands in the way of an image first; then in the specification's order. */
  private static final Comparator<Warning.Code> ORDER =
      Comparator.comparing((Warning.Code it) -> it != Warning.Code.CHECKSUM_CONFLICT)
          .thenComparing(Comparator.naturalOrder());

  private PendingDecisions() {}

  public static List<String> lines(Collection<Warning> warnings) {
    var lines = new ArrayList<String>();
    Map<Warning.Code, List<Warning>> byCode =
        warnings.stream()
            .distinct()
            .collect(
                Collectors.groupingBy(
                    Warning::code, () -> new TreeMap<>(ORDER), Collectors.toList()));
    byCode.forEach(
        (code, group) -> {
          lines.add("To decide, " + code.text() + ":");
          group.forEach(it -> lines.add("  " + sentence(it)));
        });
    return lines;
  }

  /** The region and what is the matter there. */
  public static String sentence(Warning warning) {
    return "%s: %s".formatted(warning.region(), warning.message());
  }
}
