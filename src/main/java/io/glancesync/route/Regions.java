package io.glancesync.route;

import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationException;
import io.glancesync.openstack.Found;
import io.glancesync.openstack.UnreachableException;
import io.glancesync.region.RegionChoice;
import io.glancesync.region.RegionName;
import io.glancesync.text.Printable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Finds out which regions there are, and which of them a command is about. */
public final class Regions {
  private final Supplier<Configuration> configuration;
  private final Sessions sessions;
  private final Failures failures;

  public Regions(Supplier<Configuration> configuration, Sessions sessions, Failures failures) {
    this.configuration = configuration;
    this.sessions = sessions;
    this.failures = failures;
  }

  /** What a command wants: words for regions, and the targets that would not let us in so far. */
  public static final class Wish {
    private final List<String> words;
    private final Map<String, Failure> closed = new LinkedHashMap<>();

    Wish(List<String> words) {
      this.words = words;
    }

    /** The targets that could not be asked. */
    Map<String, Failure> closed() {
      return closed;
    }
  }

  /** A command's words, to be turned into regions. */
  public Wish wish(List<String> words) {
    return new Wish(words);
  }

  /** The targets that have to be signed in to, each as a region without a name. */
  public List<RegionName> targets(Wish wish) {
    Set<String> targets = new LinkedHashSet<>(RegionChoice.targets(wish.words));
    targets.forEach(configuration.get()::target);
    return targets.stream().map(target -> new RegionName(target, "")).toList();
  }

  /** All targets of the configuration, as words. */
  public List<String> everyTarget() {
    return configuration.get().targets().keySet().stream().map(target -> target + ":").toList();
  }

  /**
   * A target could not be signed in to. The others go on without it, but not without the master's.
   */
  public void closed(Wish wish, RegionName target, Throwable cause) {
    Failure failure = failures.ofTarget(target, cause);
    boolean onlyOne = RegionChoice.targets(wish.words).size() == 1 || isAllThereIs(wish, target);
    if (target.isInMasterTarget() || onlyOne) {
      throw switch (failure.kind()) {
        case CONFIGURATION -> new ConfigurationException(Printable.of(failure.message()));
        case UNREACHABLE, OTHER -> new UnreachableException(failure.message(), cause);
      };
    }
    wish.closed.put(target.target(), failure);
  }

  /** Whether the words name nothing but this target's regions. */
  private static boolean isAllThereIs(Wish wish, RegionName target) {
    return wish.words.stream()
        .allMatch(word -> RegionName.of(word).target().equals(target.target()));
  }

  /** The regions that the words name, of the targets that let us in. */
  public List<RegionName> chosen(Wish wish) {
    List<String> words =
        wish.words.stream()
            .filter(word -> !wish.closed.containsKey(RegionName.of(word).target()))
            .toList();
    if (words.isEmpty() && !wish.words.isEmpty()) {
      return List.of();
    }
    sessions.images(configuration.get().masterRegion());
    return new RegionChoice(
            configuration.get().masterRegion(),
            sessions.regions(),
            ignored(),
            configuration.get().preferableOrder())
        .of(words);
  }

  /** The words of targets that did not let us in, with the reason. */
  static Map<RegionName, Failure> unreached(Wish wish) {
    var unreached = new LinkedHashMap<RegionName, Failure>();
    for (String word : wish.words) {
      RegionName region = RegionName.of(word);
      if (wish.closed.containsKey(region.target())) {
        unreached.put(region, wish.closed.get(region.target()));
      }
    }
    return unreached;
  }

  /** Every region of the targets that let us in. */
  public Found all(Wish wish) {
    var all = new ArrayList<RegionName>();
    sessions.regions().values().forEach(all::addAll);
    all.sort(null);
    return new Found(all, wish.closed.values().stream().map(Failure::unlisted).toList());
  }

  private Map<String, Set<String>> ignored() {
    var ignored = new TreeMap<String, Set<String>>();
    configuration
        .get()
        .targets()
        .forEach((name, target) -> ignored.put(name, target.ignoreRegions()));
    return ignored;
  }

  /** The regions and the master region, each once. */
  public Collection<RegionName> withMaster(List<RegionName> regions) {
    var all = new LinkedHashSet<>(List.of(configuration.get().masterRegion()));
    all.addAll(regions);
    return all;
  }
}
