package io.glancesync.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.image.Members;
import io.glancesync.region.RegionName;
import java.util.TreeMap;
import java.util.function.Function;

/** The JSON of the members of an image. */
public final class MembersJson {
  private final Function<RegionName, String> server;

  /** Of which no message names a server by more than its region. */
  public MembersJson() {
    this(RegionName::toString);
  }

  /**
   * @param server the address of a region's Glance, for messages
   */
  public MembersJson(Function<RegionName, String> server) {
    this.server = server;
  }

  /**
   * Reads the members of an image.
   *
   * @param body what Glance answered to {@code GET /v2/images/ID/members}
   * @param at the region whose Glance answered
   * @throws UnexpectedAnswerException when that is not a list of members; it names the server
   */
  public Members members(String body, RegionName at) {
    try {
      return members(body);
    } catch (UnexpectedAnswerException e) {
      throw e.from(server.apply(at));
    }
  }

  private static Members members(String body) {
    JsonNode list = Json.object("Glance", body).path("members");
    if (!list.isArray()) {
      throw new UnexpectedAnswerException("Glance answered no list of members");
    }
    var statuses = new TreeMap<String, Members.Status>();
    try {
      list.forEach(
          it ->
              statuses.put(
                  it.path("member_id").asText(), Members.Status.of(it.path("status").asText())));
      return new Members(statuses);
    } catch (IllegalArgumentException e) {
      throw new UnexpectedAnswerException(
          "Glance answered a member without the id of a project or with an unknown status", e);
    }
  }

  /** The body of {@code POST /v2/images/ID/members}. */
  public String addRequest(String project) {
    return Json.write(Json.MAPPER.createObjectNode().put("member", project));
  }

  /** The body of {@code PUT /v2/images/ID/members/PROJECT}. */
  public String acceptRequest() {
    return Json.write(Json.MAPPER.createObjectNode().put("status", Members.Status.ACCEPTED.text()));
  }
}
