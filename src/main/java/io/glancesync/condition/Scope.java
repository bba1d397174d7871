package io.glancesync.condition;

import io.glancesync.condition.value.Sequence;
import io.glancesync.condition.value.SetOf;
import io.glancesync.condition.value.Text;
import io.glancesync.condition.value.Value;
import io.glancesync.condition.value.WorkBudget;
import io.glancesync.image.Image;
import io.glancesync.region.RegionName;
import java.util.Set;

/** All that a condition can see. */
record Scope(Image image, RegionName region, Set<String> metadataSet, WorkBudget steps) {

  // sorted, so that what it evaluates to never depends on chance
  SetOf metadataSetValue() {
    return SetOf.of(metadataSet.stream().sorted().<Value>map(Text::new).toList());
  }

  Sequence tags() {
    return Sequence.list(image.tags().stream().<Value>map(Text::new).toList());
  }
}
