package io.glancesync.reload;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * A made-up file, and what can be said of it without Camel.
 *
 * @param defines what it defines, such as {@code direct:r1} or {@code bean:b0}
 * @param needs what it refers to
 * @param isSound whether nothing else is wrong with it
 */
record MadeFile(String text, Set<String> defines, Set<String> needs, boolean isSound) {

  /** Whether a service could start with these files. */
  static boolean areValid(Collection<MadeFile> files) {
    var defined = new HashSet<String>();
    return files.stream().allMatch(it -> it.isSound && it.defines.stream().allMatch(defined::add))
        && files.stream()
            .filter(it -> !it.isUnusedConfiguration(files))
            .allMatch(it -> defined.containsAll(it.needs));
  }

  /** Camel looks at a configuration, and so at the keys in it, when a route names it. */
  private boolean isUnusedConfiguration(Collection<MadeFile> files) {
    return defines.size() == 1
        && defines.iterator().next().startsWith("configuration:")
        && files.stream().noneMatch(it -> it.needs.containsAll(defines));
  }
}
