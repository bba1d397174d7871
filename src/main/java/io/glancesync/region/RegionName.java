package io.glancesync.region;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A region and the target whose credential reaches it (specification, section 1).
 *
 * @param target the target's name, {@code master} for the one that holds the master region
 * @param region the name in that target's service catalog
 */
public record RegionName(String target, String region) implements Comparable<RegionName> {
  /** The target that always exists. */
  public static final String MASTER_TARGET = "master";

  /** As Keystone has it. */
  private static final int LONGEST = 255;

  /** Two of these and a tilde are not longer than any other key. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,48}");

  private static final int READABLE = 60;

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

  /**
   * Whether a name of a service catalog can be written as a region in commands and in the
   * configuration: a colon would make it the region of another target, a comma ends it in a list,
   * and blanks around it are dropped.
   */
  public static boolean canBeWritten(String region) {
    return !region.isEmpty()
        && region.length() <= LONGEST
        && region.equals(region.strip())
        && region.codePoints().noneMatch(RegionName::isUnwritable);
  }

  private static boolean isUnwritable(int character) {
    return character == ':'
        || character == ','
        || Character.isISOControl(character)
        || Character.getType(character) == Character.SURROGATE;
  }

  /**
   * A text for names of files: no two regions share one. It is what users write where that is
   * plain, and else its beginning with a hash; at most 100 characters, of which none means anything
   * in a path, an endpoint or a property placeholder.
   */
  public String key() {
    if (isPlain()) {
      return isInMasterTarget() ? region : target + "~" + region;
    }
    String readable = toString().replaceAll("[^A-Za-z0-9_-]", "-");
    return "%s~~%s".formatted(readable.substring(0, Math.min(readable.length(), READABLE)), hash());
  }

  /** Whether {@link #key} is the name itself, so that the region can be read from it. */
  public boolean isPlain() {
    return PLAIN.matcher(target).matches() && PLAIN.matcher(region).matches();
  }

  private String hash() {
    try {
      // a name of the configuration holds no character 0
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((target + "\0" + region).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Its target, without a region: {@code other:}, which means all regions of that target. */
  public RegionName wholeTarget() {
    return new RegionName(target, "");
  }

  public boolean isInMasterTarget() {
    return target.equals(MASTER_TARGET);
  }

  @Override
  public int compareTo(RegionName other) {
    return toString().compareTo(other.toString());
  }

  /** As users write it: {@code Burgos}, {@code other:Madrid}, {@code master:}. */
  @Override
  public String toString() {
    return isInMasterTarget() && !region.isEmpty() ? region : target + ":" + region;
  }
}
