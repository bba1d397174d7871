package io.glancesync.openstack.request;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.ImageId;
import io.glancesync.image.Members;
import io.glancesync.openstack.GlanceRequest;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.List;

/**
 * A request to share an image with these projects and no others. What has to be done for that is
 * known once it is known who its members are now.
 *
 * @param owner our project in the region, which needs no membership
 */
public record MembersChange(RegionName region, ImageId id, Members wanted, String owner)
    implements GlanceRequest {
  public MembersChange {
    requireNonNull(region, "region");
    requireNonNull(id, "id");
    requireNonNull(wanted, "wanted");
    requireNonNull(owner, "owner");
  }

  /**
   * The requests that lead there. Those are removed first who are to be: that makes room for
   * others, and nobody who stays loses the image for a moment.
   *
   * @param now who the members are
   */
  public List<MemberRequest> requests(Members now) {
    var requests = new ArrayList<MemberRequest>();
    for (String project : now.without(owner).projects()) {
      if (wanted.status(project) == null) {
        requests.add(new MemberRequest(region, id, MemberRequest.Kind.REMOVE, project));
      }
    }
    for (String project : wanted.projects()) {
      if (now.status(project) == null) {
        requests.add(new MemberRequest(region, id, MemberRequest.Kind.ADD, project));
      }
      // who has rejected the image here does not want it
      boolean isUndecided =
          now.status(project) == null || now.status(project) == Members.Status.PENDING;
      if (isUndecided && wanted.status(project) == Members.Status.ACCEPTED) {
        requests.add(new MemberRequest(region, id, MemberRequest.Kind.ACCEPT, project));
      }
    }
    return requests;
  }
}
