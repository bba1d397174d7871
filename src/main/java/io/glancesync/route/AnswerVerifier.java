package io.glancesync.route;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.UnexpectedAnswerException;
import io.glancesync.plan.Changes;
import io.glancesync.transfer.TransferException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * What a region answered, held against what is there: an answer may be lost, come late or be
 * somebody else's, such as a proxy's.
 */
public final class AnswerVerifier {
  private static final Set<Integer> IN_USE_OR_PROTECTED = Set.of(403, 409);
  private static final Set<Integer> REFUSED = Set.of(400, 403, 409);
  private static final Set<String> GONE = Set.of("deleted", "pending_delete");

  /** Whether it does not tell if the request was carried out. */
  public boolean isUncertain(Throwable trouble) {
    Throwable root = ErrorMapper.rootCause(trouble);
    if (root instanceof HttpOperationFailedException answer) {
      int status = answer.getStatusCode();
      return status < 400 || status == 408 || status == 409 || status >= 500;
    }
    return root instanceof UnexpectedAnswerException
        || root instanceof IOException && !(root instanceof TransferException);
  }

  /** Whether the region will not do what it was asked for, or not all of it. */
  public boolean isRefusal(Throwable trouble) {
    return isOneOf(trouble, REFUSED);
  }

  /** Whether the region keeps an image that was to be deleted. */
  public boolean isInUse(Throwable trouble) {
    return isOneOf(trouble, IN_USE_OR_PROTECTED);
  }

  private static boolean isOneOf(Throwable trouble, Set<Integer> statuses) {
    return ErrorMapper.rootCause(trouble) instanceof HttpOperationFailedException answer
        && statuses.contains(answer.getStatusCode());
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

  /** What to ask for one by one after all of it at once was refused; nothing if it is one thing. */
  public List<Changes> parts(Changes changes) {
    List<Changes> parts = changes.parts();
    return parts.size() > 1 ? parts : List.of();
  }

  /** Begins to look at an image. */
  public ImageLookup look() {
    return new ImageLookup();
  }

  /**
   * It was looked at.
   *
   * @param now null when there is none
   */
  public void found(ImageLookup imageLookup, Image now) {
    imageLookup.found(now);
  }

  /** It could not be looked at. */
  public void failed(ImageLookup imageLookup, Exception trouble) {
    imageLookup.failed(trouble);
  }

  /**
   * Makes sure that an image was looked at.
   *
   * @throws Exception what the look ran into, when it was not
   */
  public void requireLooked(ImageLookup imageLookup) throws Exception {
    if (imageLookup.trouble() != null) {
      throw imageLookup.trouble();
    }
  }

  /**
   * Makes sure that a change has happened, whatever was answered.
   *
   * @param now the image as it is; null when there is none
   * @param trouble what the request ran into
   * @throws Exception the trouble, when it has not
   */
  public void requireChanged(Changes changes, Image now, Exception trouble) throws Exception {
    if (now == null || !changes.remaining(now).isEmpty()) {
      throw trouble;
    }
  }

  /**
   * Makes sure that an image is gone, whatever was answered.
   *
   * @param now the image as it is; null when there is none
   * @param trouble what the request ran into
   * @throws Exception the trouble, when it is not
   */
  public void requireGone(Image now, Exception trouble) throws Exception {
    if (now != null && !GONE.contains(now.status())) {
      throw trouble;
    }
  }

  /**
   * Makes sure that an image whose creating ran into trouble is there.
   *
   * @param trouble null when Glance said that the id was used before
   * @throws Exception the trouble, when it is not
   */
  public void requireCreated(Image now, Exception trouble) throws Exception {
    if (now == null && trouble != null) {
      throw trouble;
    }
  }

  /**
   * Goes on with the trouble, unless the content has arrived all the same.
   *
   * @throws Exception the trouble, when it has not
   */
  public void requireFilled(CopyTarget target, Exception trouble) throws Exception {
    if (target.isAwaitingData() || target.isUncertain()) {
      throw trouble;
    }
  }

  /** Whether Glance said that the id is or was in use. */
  public boolean isConflict(Throwable trouble) {
    return isOneOf(trouble, Set.of(409));
  }
}
