package io.glancesync.api.server;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which paths there are, and their methods.
 *
 * @param entries one for each route
 */
record PathTable(Collection<PathMethods> entries) {
  /**
   * @param path in which a segment that begins with a colon stands for any text
   * @param methods of HTTP
   */
  record PathMethods(String path, Collection<String> methods) {
    private boolean matches(String[] segments) {
      String[] ours = segments(path);
      if (ours.length != segments.length) {
        return false;
      }
      for (int i = 0; i < ours.length; i++) {
        if (!ours[i].startsWith(":") && !ours[i].equals(segments[i])) {
          return false;
        }
      }
      return true;
    }
  }

  /** The methods of a path; empty if there is no such path. */
  SortedSet<String> methods(String path) {
    String[] segments = segments(path);
    var methods = new TreeSet<String>();
    entries.stream().filter(it -> it.matches(segments)).forEach(it -> methods.addAll(it.methods()));
    if (!methods.isEmpty()) {
      methods.add("OPTIONS");
    }
    return methods;
  }

  /** A slash at the end makes no difference. */
  private static String[] segments(String path) {
    return List.of(path.split("/")).stream().filter(it -> !it.isEmpty()).toArray(String[]::new);
  }
}
