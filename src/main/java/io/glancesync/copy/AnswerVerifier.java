package io.glancesync.copy;

import io.glancesync.error.AnswerStatus;
import io.glancesync.error.ErrorMapper;
import io.glancesync.error.TransferException;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.UnexpectedAnswerException;
import io.glancesync.openstack.request.ChangeResult;
import io.glancesync.openstack.request.ImageChange;
import io.glancesync.openstack.request.ImageLookup;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a region's answer against the image that the region has now. An answer may be lost, may
 * come late, or may come from something else, such as a proxy.
 */
public final class AnswerVerifier {
  private static final Set<String> GONE = Set.of("deleted", "pending_delete");

  /**
   * Rethrows the error, unless it leaves open if the region carried the request out.
   *
   * @throws Exception that error, when the region did not carry the request out
   */
  public void requireUncertain(Exception error) throws Exception {
    if (!isUncertain(error)) {
      throw error;
    }
  }

  private static boolean isUncertain(Throwable error) {
    Optional<AnswerStatus> status = ErrorMapper.status(error);
    if (status.isPresent()) {
      return status.get().isUncertain();
    }
    Throwable root = ErrorMapper.rootCause(error);
    return root instanceof UnexpectedAnswerException
        || root instanceof IOException && !(root instanceof TransferException);
  }

  /** Whether the region refused the request, or a part of it. */
  public boolean isRefusal(Throwable error) {
    return ErrorMapper.status(error).filter(AnswerStatus::isRefusal).isPresent();
  }

  /** Whether the region refused to delete an image, because it is in use or protected. */
  public boolean isInUse(Throwable error) {
    return ErrorMapper.status(error).filter(AnswerStatus::isInUseOrProtected).isPresent();
  }

  /**
   * Makes sure that an answer is about the image that was asked for.
   *
   * @param answer as Glance wrote it
   */
  public void requireAbout(ImageId image, Image answer) {
    if (!answer.id().equals(image)) {
      throw new UnexpectedAnswerException(
          "Glance answered with image %s instead of %s".formatted(answer.id(), image));
    }
  }

  /**
   * Records what the lookup found.
   *
   * @param now null when the region has no such image
   */
  public void found(ImageLookup imageLookup, Image now) {
    imageLookup.found(now);
  }

  /** Records that the lookup failed. */
  public void failed(ImageLookup imageLookup, Exception error) {
    imageLookup.failed(error);
  }

  /**
   * Makes sure that the lookup succeeded.
   *
   * @throws Exception the error of the lookup, when it failed
   */
  public void requireLooked(ImageLookup imageLookup) throws Exception {
    if (imageLookup.error() != null) {
      throw imageLookup.error();
    }
  }

  /**
   * Makes sure that a change took effect, whatever the region answered.
   *
   * @param now the image as it is; null when it does not exist
   * @param error the error of the request
   * @throws Exception that error, when the change did not take effect
   */
  public void requireChanged(ImageChange change, Image now, Exception error) throws Exception {
    if (now == null || !change.remaining(now).isEmpty()) {
      throw error;
    }
  }

  /**
   * The result of a change that the region made.
   *
   * @param now the image as it is
   */
  public ChangeResult changed(ImageChange change, Image now) {
    return new ChangeResult(change, now, null);
  }

  /**
   * The result of a change that the region refused to make at once.
   *
   * @param now the image as it is; null when it does not exist
   * @param refusal the error of the request
   */
  public ChangeResult refused(ImageChange change, Image now, Exception refusal) {
    return new ChangeResult(change, now, refusal);
  }

  /**
   * Makes sure that an image is gone, whatever the region answered.
   *
   * @param now the image as it is; null when it does not exist
   * @param error the error of the request
   * @throws Exception that error, when the image is still there
   */
  public void requireGone(Image now, Exception error) throws Exception {
    if (now != null && !GONE.contains(now.status())) {
      throw error;
    }
  }

  /**
   * Makes sure that an image is deactivated, whatever the region answered.
   *
   * @param now the image as it is; null when it does not exist
   * @param error the error of the request
   * @throws Exception that error, when the image can still be used
   */
  public void requireDeactivated(Image now, Exception error) throws Exception {
    if (now != null && !now.status().equals("deactivated")) {
      throw error;
    }
  }

  /**
   * Makes sure that an image exists although the request to create it failed.
   *
   * @param error the error of the request; null when Glance said that the id was used before
   * @throws Exception that error, when the image does not exist
   */
  public void requireCreated(Image now, Exception error) throws Exception {
    if (now == null && error != null) {
      throw error;
    }
  }

  /**
   * Rethrows the error, unless the content arrived all the same.
   *
   * @throws Exception that error, when the content did not arrive
   */
  public void requireFilled(CopyTarget target, Exception error) throws Exception {
    if (target.isAwaitingData() || target.isUncertain()) {
      throw error;
    }
  }

  /** Whether Glance said that the id is or was in use. */
  public boolean isConflict(Throwable error) {
    return ErrorMapper.status(error).filter(AnswerStatus::isConflict).isPresent();
  }
}
