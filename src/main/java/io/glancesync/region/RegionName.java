package io.glancesync.region;

import static java.util.Objects.requireNonNull;

/**
 * A region and the target whose credential reaches it (specification, section 1).
 *
 * @param target the target's name, {@code master} for the one that holds the master region
 * @param region the name in that target's service catalog
 */
public record RegionName(String target, String region) implements Comparable<RegionName> {
  /** The target that always exists. */
  public static final String MASTER_TARGET = "master";

  public RegionName {
    requireNonNull(target, "target");
    requireNonNull(region, "region");
  }

  /** Reads {@code Region}, {@code master:Region} or {@code target:Region}. */
  public static RegionName of(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new RegionName(MASTER_TARGET, text)
        : new RegionName(text.substring(0, colon), text.substring(colon + 1));
  }

  public boolean isInMasterTarget() {
    return target.equals(MASTER_TARGET);
  }

  @Override
  public int compareTo(RegionName other) {
    return toString().compareTo(other.toString());
  }

  /** As users write it: {@code Burgos}, {@code other:Madrid}. */
  @Override
  public String toString() {
    return isInMasterTarget() ? region : target + ":" + region;
  }
}
