package io.glancesync.openstack.request;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.ImageId;
import io.glancesync.openstack.GlanceRequest;
import io.glancesync.openstack.MembersJson;
import io.glancesync.region.RegionName;

/**
 * A request about one member of an image.
 *
 * @param project the member's id
 */
public record MemberRequest(RegionName region, ImageId id, Kind kind, String project)
    implements GlanceRequest {
  /** What is done with the member. */
  public enum Kind {
    ADD,
    /** On behalf of the member, which only an administrator may do. */
    ACCEPT,
    REMOVE
  }

  public MemberRequest {
    requireNonNull(region, "region");
    requireNonNull(id, "id");
    requireNonNull(kind, "kind");
    requireNonNull(project, "project");
  }

  public boolean isAdding() {
    return kind == Kind.ADD;
  }

  public boolean isAccepting() {
    return kind == Kind.ACCEPT;
  }

  @Override
  public String content() {
    return switch (kind) {
      case ADD -> new MembersJson().addRequest(project);
      case ACCEPT -> new MembersJson().acceptRequest();
      case REMOVE -> null;
    };
  }
}
