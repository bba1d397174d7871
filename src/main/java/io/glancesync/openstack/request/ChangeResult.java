package io.glancesync.openstack.request;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import io.glancesync.plan.Changes;

/**
 * What became of a change.
 *
 * @param image the image as the region shows it now; null when it does not exist
 * @param refusal why the region did not make all of the changes at once; null when it did
 */
public record ChangeResult(ImageChange request, Image image, Exception refusal) {
  public ChangeResult {
    requireNonNull(request, "request");
  }

  /** The changes that the image does not have. */
  public Changes remaining() {
    return request.remaining(image);
  }
}
