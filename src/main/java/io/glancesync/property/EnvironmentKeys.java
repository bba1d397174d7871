package io.glancesync.property;

import io.glancesync.region.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings in the environment. The name of a variable cannot express the capital letters, dots
 * and hyphens of a key, so that Camel finds a variable only by its key. A key with a name in it
 * must be known from elsewhere: from the file, or because the name is a target's or a schedule's.
 *
 * @param values the variables that are set
 */
record EnvironmentKeys(Map<String, String> values) {
  private static final String OURS = "GLANCESYNC_";
  private static final String CRON_END = "_CRON";
  private static final String SCHEDULE = OURS + "SCHEDULE_";

  /** The variables that the launcher or the program itself reads. */
  private static final Set<String> OTHERS =
      Set.of(
          "GLANCESYNC_CONFIG",
          "GLANCESYNC_LOG",
          "GLANCESYNC_JAVA_OPTS",
          "GLANCESYNC_HOME",
          "GLANCESYNC_URL");

  private static final Pattern OF_REGION = Pattern.compile("GLANCESYNC_BANDWIDTH_REGION_(.+)");

  /** The names of schedules that a variable defines: in small letters, with hyphens. */
  SortedSet<String> schedules(Collection<String> known) {
    Set<String> taken =
        known.stream().map(PropertyDefinition::variable).collect(Collectors.toSet());
    return values.keySet().stream()
        .filter(it -> it.startsWith(SCHEDULE) && it.endsWith(CRON_END))
        .filter(it -> it.length() > SCHEDULE.length() + CRON_END.length())
        .map(it -> it.substring(SCHEDULE.length(), it.length() - CRON_END.length()))
        .filter(it -> !taken.contains(it))
        .map(it -> it.toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Warnings of GlanceSync's variables that nothing reads, each with the one that was probably
   * meant.
   *
   * @param keys the keys that are read
   * @param routes the texts of route files, which may read variables of their own
   */
  List<String> warnings(Collection<String> keys, Collection<String> routes) {
    Set<String> known =
        Stream.concat(keys.stream().map(PropertyDefinition::variable), OTHERS.stream())
            .collect(Collectors.toCollection(TreeSet::new));
    return new TreeSet<>(values.keySet())
        .stream()
            .filter(it -> it.startsWith(OURS) && !known.contains(it))
            .filter(it -> routes.stream().noneMatch(text -> isNamed(it, text)))
            .map(it -> warning(it, known))
            .toList();
  }

  private static boolean isNamed(String variable, String text) {
    return Pattern.compile("\\b" + Pattern.quote(variable) + "\\b").matcher(text).find();
  }

  private static String warning(String variable, Set<String> known) {
    Matcher ofRegion = OF_REGION.matcher(variable);
    return ofRegion.matches()
        ? "$%s: nothing reads it; for a region of this name write an empty glancesync.bandwidth.region.REGION into conf/application.properties, where its letters can be read"
            .formatted(variable)
        : "$%s: nothing reads it%s".formatted(variable, NearestName.hint(variable, known));
  }
}
