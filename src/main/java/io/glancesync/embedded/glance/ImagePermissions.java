package io.glancesync.embedded.glance;

import io.glancesync.embedded.http.RejectedRequestException;
import io.glancesync.embedded.keystone.TokenStore;

/**
 * What a user may do with images.
 *
 * @param grant what the user's token stands for
 */
record ImagePermissions(TokenStore.Grant grant) {

  boolean isAdmin() {
    return grant.isScoped() && grant.account().isAdmin();
  }

  String project() {
    return grant.isScoped() ? grant.account().projectId() : "";
  }

  boolean isOwner(StoredImage image) {
    return image.text("owner").equals(project());
  }

  /** Whether the image exists for the user, when asked for by its id. */
  boolean mayRead(StoredImage image) {
    String visibility = image.text("visibility");
    return isAdmin()
        || isOwner(image)
        || visibility.equals("public")
        || visibility.equals("community")
        || isMember(image);
  }

  private boolean isMember(StoredImage image) {
    return !image.memberStatus(project()).isEmpty();
  }

  /**
   * Whether it is in lists that the user asks for.
   *
   * @param status of images that are shared with the user; {@code all} for any
   */
  boolean mayList(StoredImage image, String status) {
    boolean isOnlyMember =
        !isAdmin() && !isOwner(image) && image.text("visibility").equals("shared");
    return mayRead(image)
        && (!isOnlyMember || status.equals("all") || image.memberStatus(project()).equals(status));
  }

  boolean mayChange(StoredImage image) {
    return isAdmin() || isOwner(image);
  }

  /** Glance's policy {@code publicize_image}. */
  void checkMayPublish(String visibility) throws RejectedRequestException {
    if (visibility.equals("public") && !isAdmin()) {
      throw new RejectedRequestException(
          403, "You are not authorized to complete publicize_image action.");
    }
  }
}
