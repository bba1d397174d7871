package io.glancesync.reload;

import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * What was edited since the running revision, and whether it can be applied.
 *
 * @param next the revision that is to run
 * @param problems why it cannot be applied; empty if it can
 * @param keys the settings whose values change, except those that beans read anew at each use
 * @param liveKeys the settings whose values change and which beans read anew at each use
 * @param live the running settings, with the values of the live keys
 * @param warnings what the new settings may not be meant to say
 */
record Edit(
    Revision next,
    List<Problem> problems,
    Set<String> keys,
    Set<String> liveKeys,
    Properties live,
    List<String> warnings) {

  static Edit none(Revision running) {
    return refused(running, List.of());
  }

  static Edit refused(Revision next, List<Problem> problems) {
    return new Edit(next, problems, Set.of(), Set.of(), new Properties(), List.of());
  }

  boolean isGood() {
    return problems.isEmpty();
  }
}
