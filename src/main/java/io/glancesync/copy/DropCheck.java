package io.glancesync.copy;

import io.glancesync.content.ImageContentEntity;
import io.glancesync.error.TransferException.MessageDropped;
import io.glancesync.transfer.Transfer;
import java.util.Optional;

/**
 * Notices that an edited route has dropped the message of a transfer, before the next step relies
 * on what the dropped steps should have done.
 */
public final class DropCheck {

  /**
   * Makes sure that it was decided what to do about the id that the transfer has tried.
   *
   * @param target null when no id was tried
   */
  public void requireClaimed(Transfer transfer, CopyTarget target) throws MessageDropped {
    require(
        target != null
            && !(target.isUnresolved() && transfer.placed().equals(Optional.of(target.id()))),
        "an id for the copy was found");
  }

  /**
   * Makes sure that the transfer has its content.
   *
   * @param content null when it has none
   */
  public void requireContent(ImageContentEntity content) throws MessageDropped {
    require(content != null, "its content was there");
  }

  /** Makes sure that the old image was set aside. */
  public void requireAside(Transfer transfer) throws MessageDropped {
    require(transfer.aside().isPresent(), "the old image was set aside");
  }

  /**
   * Makes sure that the copy was made and published.
   *
   * @param target null when not even an id was tried
   */
  public void requireCopied(CopyTarget target) throws MessageDropped {
    require(target != null && target.wasPublished(), "the copy was published");
  }

  private static void require(boolean isDone, String what) throws MessageDropped {
    if (!isDone) {
      throw new MessageDropped("a route dropped its message before " + what);
    }
  }
}
