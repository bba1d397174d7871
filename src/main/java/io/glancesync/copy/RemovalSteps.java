package io.glancesync.copy;

import io.glancesync.error.TransferException.OldImageChanged;
import io.glancesync.image.Image;
import io.glancesync.openstack.GlanceRequest;
import io.glancesync.openstack.request.ImageChange;
import io.glancesync.openstack.request.ImageDeletion;
import io.glancesync.openstack.request.SingleImageRequest;
import io.glancesync.plan.Changes;
import io.glancesync.plan.Step;
import io.glancesync.transfer.Transfer;

/** Decides how an image of ours is taken out of use (specification, section 9). */
public final class RemovalSteps {
  /** Shows the image as it is at this moment. */
  public SingleImageRequest show(Transfer transfer) {
    return SingleImageRequest.of(transfer.region(), step(transfer).existing().id());
  }

  /**
   * Whether the image is there and still as it was when the step was planned.
   *
   * @param now null when it is gone
   * @throws OldImageChanged when somebody changed it meanwhile
   */
  public boolean isToDo(Transfer transfer, Image now) throws OldImageChanged {
    Step.Remove step = step(transfer);
    if (now == null || isDone(step, now)) {
      return false;
    }
    if (!now.atAnyMoment().equals(step.existing().atAnyMoment())) {
      throw new OldImageChanged(
          "somebody changed the image %s meanwhile".formatted(now.id()),
          "the next run plans again");
    }
    return true;
  }

  private static boolean isDone(Step.Remove step, Image now) {
    Image existing = step.existing();
    Image done =
        switch (step.action()) {
          case HIDE -> existing.but().hidden(true).build();
          case DEACTIVATE -> existing.but().status("deactivated").build();
          default -> null;
        };
    return done != null && done.atAnyMoment().equals(now.atAnyMoment());
  }

  /**
   * The request that does it.
   *
   * @param now the image as it is at this moment
   */
  public GlanceRequest request(Transfer transfer, Image now) {
    return switch (transfer.step().action()) {
      case HIDE -> new ImageChange(transfer.region(), now.id(), Changes.NONE.andHidden(true));
      case DEACTIVATE -> SingleImageRequest.of(transfer.region(), now.id());
      default -> new ImageDeletion(transfer.region(), now, why(step(transfer)));
    };
  }

  private static String why(Step.Remove step) {
    return step.isWithdrawal()
        ? "the master has withdrawn " + step.masterName()
        : "newer images of %s were kept".formatted(step.masterName());
  }

  private static Step.Remove step(Transfer transfer) {
    return (Step.Remove) transfer.step();
  }
}
