package io.glancesync.openstack;

import io.glancesync.region.RegionName;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a request to a Glance is better off with, but can be done without. A part that a region's
 * Glance refuses is left out of every later request to it, until the next run.
 */
public final class OptionalParts {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.run");

  /** Of a request that carried it, these answers mean the part and not the request. */
  private static final Set<Integer> REFUSED_FILTER = Set.of(400, 422, 501);

  /** A store that cannot read from an offset lets some Glances answer 500. */
  private static final Set<Integer> REFUSED_RANGE = Set.of(400, 416, 417, 500, 501);

  private static final Set<Integer> REFUSED_EXPECT = Set.of(417, 501);

  private static final String RANGE = "Range";
  private static final String EXPECT = "Expect";
  private static final String QUERY = "CamelHttpQuery";

  private final Map<RegionName, Set<Part>> refused = new ConcurrentHashMap<>();

  /**
   * The parts, of which the first that a refused request carried is left out. What they are good
   * for is done here as well: images are compared by name and status, and pages are followed.
   */
  public enum Part {
    /** The content is read from its first byte on. */
    RANGE_OF_CONTENT("Range"),
    /** The content is sent without being asked for. */
    EXPECT_CONTINUE("Expect: 100-continue"),
    /** Pages have the size that the server likes. */
    LIMIT("limit"),
    /** All images are listed to find one. */
    NAME("name"),
    /** So too. */
    STATUS("status"),
    /** Who does not know hidden images has none. */
    OS_HIDDEN("os_hidden");

    private final String text;

    Part(String text) {
      this.text = text;
    }

    private String parameter() {
      return text + "=";
    }
  }

  /** A run begins: a server may have been upgraded meanwhile. */
  public void forget() {
    refused.clear();
  }

  /** Whether the region refused it. */
  public boolean isRefused(RegionName at, Part part) {
    return refused.getOrDefault(at, Set.of()).contains(part);
  }

  /**
   * Whether only the rest of a content is asked for.
   *
   * @param isBegun whether a part of it is there
   */
  public boolean isRangeWanted(RegionName at, boolean isBegun) {
    return isBegun && !isRefused(at, Part.RANGE_OF_CONTENT);
  }

  /** Whether content is sent only when the server has asked for it. */
  public boolean isExpectWanted(RegionName at) {
    return !isRefused(at, Part.EXPECT_CONTINUE);
  }

  /**
   * The query of a listing, as the region takes it.
   *
   * @param query with all that would be of use
   */
  public String query(RegionName at, String query) {
    return Arrays.stream(query.split("&"))
        .filter(
            it ->
                refused.getOrDefault(at, Set.of()).stream()
                    .noneMatch(part -> it.startsWith(part.parameter())))
        .collect(Collectors.joining("&"));
  }

  /**
   * Judges a refused request. It says the same of the same request as often as it is asked.
   *
   * @param headers of the request, as its route had set them
   * @return whether it is to be made again, without the part that is left out from now on
   */
  public boolean leaveOut(RegionName at, int status, Map<String, Object> headers) {
    Optional<Part> part = culprit(status, headers);
    part.filter(it -> refused.computeIfAbsent(at, key -> ConcurrentHashMap.newKeySet()).add(it))
        .ifPresent(
            it ->
                LOG.info(
                    "Glance of {} answered {} to a request with {}; until the next run it is asked without",
                    at,
                    status,
                    it.text));
    return part.isPresent();
  }

  private static Optional<Part> culprit(int status, Map<String, Object> headers) {
    if (headers.containsKey(RANGE)) {
      return Optional.of(Part.RANGE_OF_CONTENT).filter(it -> REFUSED_RANGE.contains(status));
    }
    if (headers.containsKey(EXPECT)) {
      return Optional.of(Part.EXPECT_CONTINUE).filter(it -> REFUSED_EXPECT.contains(status));
    }
    List<String> parameters = List.of(String.valueOf(headers.getOrDefault(QUERY, "")).split("&"));
    // with the same parameters there was a page before this one
    boolean isFirstPage = parameters.stream().noneMatch(it -> it.startsWith("marker="));
    return EnumSet.range(Part.LIMIT, Part.OS_HIDDEN).stream()
        .filter(it -> isFirstPage && REFUSED_FILTER.contains(status))
        .filter(part -> parameters.stream().anyMatch(it -> it.startsWith(part.parameter())))
        .findFirst();
  }
}
