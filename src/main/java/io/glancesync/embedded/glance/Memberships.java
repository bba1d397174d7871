package io.glancesync.embedded.glance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.embedded.http.Answer;
import io.glancesync.embedded.http.Call;
import io.glancesync.embedded.http.RejectedRequestException;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * What a Glance does with the members of its shared images. The owner says who they are, and each
 * of them what it makes of it.
 */
final class Memberships {
  private static final Set<String> STATUSES = Set.of("pending", "accepted", "rejected");
  private static final String FOR_IMAGE = "Not allowed to %s members for image %s";

  private final ImageTable imageTable;
  private final Clock clock;
  private volatile int quota = 128;

  Memberships(ImageTable imageTable, Clock clock) {
    this.imageTable = imageTable;
    this.clock = clock;
  }

  /** No image has more members than so many. */
  void quota(int members) {
    quota = members;
  }

  Answer list(String id, ImagePermissions permissions) throws RejectedRequestException {
    synchronized (imageTable) {
      StoredImage image = visible(id, permissions);
      if (!isShared(image)) {
        throw new RejectedRequestException(
            403, FOR_IMAGE.formatted("list", id) + ": Only shared images have members.");
      }
      ObjectNode root = JsonNodeFactory.instance.objectNode();
      ArrayNode members = root.putArray("members");
      image.members().values().stream()
          .filter(it -> isKnownTo(permissions, image, it))
          .forEach(members::add);
      return Answer.json(200, root.put("schema", "/v2/schemas/members"));
    }
  }

  /** A member knows of itself only. */
  private static boolean isKnownTo(
      ImagePermissions permissions, StoredImage image, ObjectNode member) {
    return permissions.mayChange(image)
        || member.path("member_id").asText().equals(permissions.project());
  }

  Answer show(String id, String project, ImagePermissions permissions)
      throws RejectedRequestException {
    synchronized (imageTable) {
      StoredImage image = visible(id, permissions);
      if (!isShared(image)) {
        throw new RejectedRequestException(404, "Only shared images have members.");
      }
      return Answer.json(200, member(image, project, permissions));
    }
  }

  Answer add(Call call, String id, ImagePermissions permissions)
      throws IOException, RejectedRequestException {
    JsonNode body = call.json();
    if (!body.isObject() || !body.has("member")) {
      throw new RejectedRequestException(400, "Member to be added not specified");
    }
    String project = body.path("member").asText();
    if (project.isEmpty()) {
      throw new RejectedRequestException(400, "Member can't be empty");
    }
    synchronized (imageTable) {
      StoredImage image = visible(id, permissions);
      if (!isShared(image) || !permissions.mayChange(image)) {
        throw new RejectedRequestException(403, FOR_IMAGE.formatted("create", id) + ".");
      }
      int attempted = image.members().size() + 1;
      if (attempted > quota) {
        throw new RejectedRequestException(
            413,
            "Image member limit exceeded for image %s: The limit has been exceeded on the number of allowed image members. Attempted: %d, Maximum: %d:"
                .formatted(id, attempted, quota));
      }
      if (image.members().containsKey(project)) {
        throw new RejectedRequestException(
            409, "Member %s is duplicated for image %s".formatted(project, id));
      }
      return Answer.json(200, put(image, project, "pending"));
    }
  }

  /** Makes a project a member, whatever the API would say. */
  ObjectNode put(StoredImage image, String project, String status) {
    String now = now();
    ObjectNode member = JsonNodeFactory.instance.objectNode();
    member.put("member_id", project).put("image_id", image.id()).put("status", status);
    member.put("created_at", now).put("updated_at", now).put("schema", "/v2/schemas/member");
    image.members().put(project, member);
    return member;
  }

  Answer change(Call call, String id, String project, ImagePermissions permissions)
      throws IOException, RejectedRequestException {
    JsonNode body = call.json();
    if (!body.isObject() || !body.has("status")) {
      throw new RejectedRequestException(400, "Status not specified");
    }
    String status = body.path("status").asText();
    synchronized (imageTable) {
      StoredImage image = visible(id, permissions);
      if (!isShared(image) || permissions.isOwner(image) && !permissions.isAdmin()) {
        throw new RejectedRequestException(403, FOR_IMAGE.formatted("update", id) + ".");
      }
      ObjectNode member = member(image, project, permissions);
      if (!STATUSES.contains(status)) {
        throw new RejectedRequestException(
            400, "Incorrect request: Status must be \"pending\", \"accepted\" or \"rejected\".");
      }
      return Answer.json(200, member.put("status", status).put("updated_at", now()));
    }
  }

  Answer remove(String id, String project, ImagePermissions permissions)
      throws RejectedRequestException {
    synchronized (imageTable) {
      StoredImage image = visible(id, permissions);
      if (!isShared(image) || !permissions.mayChange(image)) {
        throw new RejectedRequestException(403, FOR_IMAGE.formatted("delete", id) + ".");
      }
      member(image, project, permissions);
      image.members().remove(project);
      return Answer.empty(204);
    }
  }

  private static ObjectNode member(StoredImage image, String project, ImagePermissions permissions)
      throws RejectedRequestException {
    ObjectNode member = image.members().get(project);
    if (member == null || !isKnownTo(permissions, image, member)) {
      throw new RejectedRequestException(
          404, "%s not found in the member list of the image %s.".formatted(project, image.id()));
    }
    return member;
  }

  private StoredImage visible(String id, ImagePermissions permissions)
      throws RejectedRequestException {
    return imageTable
        .find(id)
        .filter(permissions::mayRead)
        .orElseThrow(() -> new RejectedRequestException(404, "Image %s not found.".formatted(id)));
  }

  private static boolean isShared(StoredImage image) {
    return image.text("visibility").equals("shared");
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
