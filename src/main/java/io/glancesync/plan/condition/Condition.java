package io.glancesync.plan.condition;

import io.glancesync.image.Image;
import io.glancesync.region.RegionName;
import java.util.Set;

/** Stub to be written. */
public final class Condition {
  private final String text;

  private Condition(String text) {
    this.text = text;
  }

  public static Condition parse(String text) {
    return new Condition(text);
  }

  public boolean test(Image image, RegionName region, Set<String> metadataSet) {
    return true;
  }

  @Override
  public String toString() {
    return text;
  }
}
