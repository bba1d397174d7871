package io.glancesync.transfer;

import static io.glancesync.image.Images.anImage;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.Action;
import io.glancesync.plan.Changes;
import io.glancesync.plan.Companion;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import java.util.List;
import java.util.Optional;

/** Transfers as tests speak of them: {@code uploadOf(image)} goes from Valladolid to Burgos. */
public final class Transfers {
  public static final RegionName VALLADOLID = RegionName.of("Valladolid");
  public static final RegionName BURGOS = RegionName.of("Burgos");

  private Transfers() {}

  public static Transfer uploadOf(Image master) {
    return transfer(new Step.Copy(Action.UPLOAD, master, master, null, null, List.of()));
  }

  public static Transfer uploadOf(Image master, Companion... companions) {
    return transfer(new Step.Copy(Action.UPLOAD, master, master, null, null, List.of(companions)));
  }

  public static Transfer replaceOf(Image master, Image old) {
    return transfer(new Step.Copy(Action.REPLACE, master, master, old, null, List.of()));
  }

  public static Transfer renameOf(Image master, Image old) {
    return transfer(new Step.Copy(Action.RENAME, master, master, old, null, List.of()));
  }

  public static Transfer updateOf(Image master, Image existing, Companion... companions) {
    Action action = companions.length == 0 ? Action.METADATA : Action.AMI;
    Changes changes = Changes.between(existing, master);
    return transfer(new Step.Update(action, master, existing, changes, List.of(companions)));
  }

  public static Transfer retirementOf(Image master, Image existing) {
    return transfer(new Step.Retire(master, existing, Changes.between(existing, master)));
  }

  public static Transfer transfer(Step step) {
    return new Transfer("run-1", VALLADOLID, BURGOS, step, 0, Optional.empty());
  }

  public static Transfer to(RegionName region, Transfer transfer) {
    return new Transfer(
        transfer.run(),
        transfer.source(),
        region,
        transfer.step(),
        transfer.attempt(),
        transfer.placed());
  }

  /** An upload of an image of that name, begun under that id. */
  public static Transfer begun(String name, String id) {
    return uploadOf(anImage(name).build()).withCopyId(new ImageId(id));
  }
}
