package io.glancesync.run;

import io.glancesync.config.Configuration;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.error.ErrorMapper;
import io.glancesync.error.ErrorReport;
import io.glancesync.error.UnreachableException;
import io.glancesync.openstack.ListingFailure;
import io.glancesync.openstack.RegionList;
import io.glancesync.openstack.TokenCache;
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

/** Resolves the arguments of a command to regions. */
public final class RegionResolver {
  private final Supplier<Configuration> configuration;
  private final TokenCache tokenCache;
  private final ErrorMapper errorMapper;

  public RegionResolver(
      Supplier<Configuration> configuration, TokenCache tokenCache, ErrorMapper errorMapper) {
    this.configuration = configuration;
    this.tokenCache = tokenCache;
    this.errorMapper = errorMapper;
  }

  /** The region arguments of a command, and the targets that refused the sign-in so far. */
  public static final class RegionSelection {
    private final List<String> words;
    private final Map<String, ErrorReport> closed = new LinkedHashMap<>();

    RegionSelection(List<String> words) {
      this.words = words;
    }

    /** The targets that could not be asked, with the reason. */
    Map<String, ErrorReport> closed() {
      return closed;
    }
  }

  /** Begins to resolve the arguments of a command. */
  public RegionSelection wish(List<String> words) {
    return new RegionSelection(words);
  }

  /** The targets that need a sign-in, each as a region without a name. */
  public List<RegionName> targets(RegionSelection selection) {
    Set<String> targets = new LinkedHashSet<>(RegionChoice.targets(selection.words));
    targets.forEach(configuration.get()::target);
    return targets.stream().map(target -> new RegionName(target, "")).toList();
  }

  /** All targets of the configuration, as arguments. */
  public List<String> everyTarget() {
    return configuration.get().targets().keySet().stream().map(target -> target + ":").toList();
  }

  /**
   * Records a failed sign-in to a target. The others continue without it, but not without the
   * master's target.
   */
  public void closed(RegionSelection selection, RegionName target, Throwable cause) {
    ErrorReport failure = errorMapper.ofTarget(target, cause);
    boolean onlyOne =
        RegionChoice.targets(selection.words).size() == 1 || isAllThereIs(selection, target);
    if (target.isInMasterTarget() || onlyOne) {
      throw switch (failure.kind()) {
        case CONFIGURATION -> new ConfigurationException(Printable.of(failure.message()));
        case UNREACHABLE, OTHER -> new UnreachableException(failure, cause);
      };
    }
    selection.closed.put(target.target(), failure);
  }

  /** Whether the arguments name regions of this target only. */
  private static boolean isAllThereIs(RegionSelection selection, RegionName target) {
    return selection.words.stream()
        .allMatch(word -> RegionName.of(word).target().equals(target.target()));
  }

  /** The regions that the arguments name, of the targets whose sign-in succeeded. */
  public List<RegionName> chosen(RegionSelection selection) {
    List<String> words =
        selection.words.stream()
            .filter(word -> !selection.closed.containsKey(RegionName.of(word).target()))
            .toList();
    if (words.isEmpty() && !selection.words.isEmpty()) {
      return List.of();
    }
    tokenCache.images(configuration.get().masterRegion());
    return new RegionChoice(
            configuration.get().masterRegion(),
            tokenCache.regions(),
            ignored(),
            configuration.get().preferableOrder())
        .of(words);
  }

  /** The arguments for targets that refused the sign-in, with the reason. */
  static Map<RegionName, ErrorReport> unreached(RegionSelection selection) {
    var unreached = new LinkedHashMap<RegionName, ErrorReport>();
    for (String word : selection.words) {
      RegionName region = RegionName.of(word);
      if (selection.closed.containsKey(region.target())) {
        unreached.put(region, selection.closed.get(region.target()));
      }
    }
    return unreached;
  }

  /** Every region of the targets whose sign-in succeeded. */
  public RegionList all(RegionSelection selection) {
    var all = new ArrayList<RegionName>();
    tokenCache.regions().values().forEach(all::addAll);
    all.sort(null);
    return new RegionList(all, selection.closed.values().stream().map(ListingFailure::of).toList());
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
