package io.glancesync.cli.run;

import com.github.freva.asciitable.Styler;
import io.glancesync.cli.display.HumanReadable;
import io.glancesync.cli.display.Table;
import io.glancesync.plan.ImageState;
import io.glancesync.plan.Plan;
import io.glancesync.region.RegionName;
import java.util.Collection;
import java.util.List;

/**
 * The state of one image in one region, as commands list it.
 *
 * @param name of the image in the master region
 * @param size in bytes
 */
public record StateRow(RegionName region, String state, String name, long size, String masterId) {
  /** Region by region, smallest image first. */
  public static List<StateRow> of(Collection<Plan> plans) {
    return plans.stream()
        .flatMap(plan -> plan.states().stream().map(it -> of(plan.region(), it)))
        .toList();
  }

  private static StateRow of(RegionName region, ImageState image) {
    return new StateRow(
        region,
        image.state().text(),
        image.master().name(),
        image.master().size(),
        image.master().id().value());
  }

  /** The list for a person. */
  public static Table<StateRow> table(Styler styler) {
    return new Table<StateRow>(styler)
        .column("STATE", StateRow::state)
        .number("SIZE", row -> HumanReadable.ofBytes(row.size()))
        .column("REGION", row -> row.region().toString())
        .column("IMAGE", StateRow::name);
  }

  /** {@code state,region,image}. */
  public String csv() {
    return Csv.line(state(), region, name());
  }
}
