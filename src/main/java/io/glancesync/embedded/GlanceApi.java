package io.glancesync.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The requests of Glance's API v2. */
final class GlanceApi implements Server.Api {
  private static final String UNAUTHORIZED =
      "This server could not verify that you are authorized to access the document you requested."
          + " Either you supplied the wrong credentials (e.g., bad password), or your browser does"
          + " not understand how to supply the credentials required.";
  private static final String NOTHING = "The resource could not be found.";
  private static final List<String> IMPORT_METHODS =
      List.of("glance-direct", "web-download", "copy-image");

  private final EmbeddedKeystone keystone;
  private final Images images;
  private final Uploads uploads;

  GlanceApi(EmbeddedKeystone keystone, Images images, Uploads uploads) {
    this.keystone = keystone;
    this.images = images;
    this.uploads = uploads;
  }

  @Override
  public Operation operation(Call call) {
    List<String> path = call.segments();
    String method = call.method();
    if (path.size() < 2 || !path.get(1).equals("images")) {
      return Operation.OTHER;
    }
    return switch (path.size()) {
      case 2 ->
          method.equals("GET")
              ? Operation.LIST
              : method.equals("POST") ? Operation.CREATE : Operation.OTHER;
      case 3 ->
          switch (method) {
            case "GET" -> Operation.SHOW;
            case "PATCH" -> Operation.CHANGE;
            case "DELETE" -> Operation.DELETE;
            default -> Operation.OTHER;
          };
      default ->
          switch (method + " " + path.get(3)) {
            case "PUT file" -> Operation.UPLOAD;
            case "GET file" -> Operation.DOWNLOAD;
            default -> Operation.OTHER;
          };
    };
  }

  @Override
  public Set<String> image(Call call) {
    var names = new HashSet<String>();
    try {
      if (operation(call) == Operation.CREATE) {
        for (String field : List.of("id", "name")) {
          Optional.ofNullable(call.json().path(field).textValue()).ifPresent(names::add);
        }
      }
    } catch (IOException | Refusal e) {
      // then it is about no image; the request itself will say what is wrong
      return names;
    }
    if (call.segments().size() > 2) {
      String id = call.segments().get(2);
      names.add(id);
      synchronized (images) {
        images.find(id).ifPresent(it -> names.add(it.text("name")));
      }
    }
    return names;
  }

  @Override
  public Answer answer(Call call) throws IOException {
    List<String> path = call.segments();
    if (path.equals(List.of("healthcheck"))) {
      return Answer.text(200, "text/plain; charset=UTF-8", "OK");
    }
    if (!path.get(0).equals("v2")) {
      int status = path.equals(List.of("versions")) ? 200 : 300;
      return Answer.json(status, GlanceVersions.json(url(call)));
    }
    Optional<Tokens.Grant> grant = call.header("X-Auth-Token").flatMap(keystone.tokens()::find);
    if (grant.isEmpty()) {
      return GlanceErrors.of(call, new Refusal(401, UNAUTHORIZED))
          .with("Www-Authenticate", "Keystone uri=\"%s\"".formatted(keystone.url()));
    }
    Answer answer;
    try {
      answer = allowed(call, path, new Rights(grant.get()));
    } catch (Refusal refusal) {
      answer = GlanceErrors.of(call, refusal);
    }
    return answer.with("X-Openstack-Request-Id", call.id());
  }

  private static String url(Call call) {
    return "http://" + call.header("Host").orElse("127.0.0.1");
  }

  private Answer allowed(Call call, List<String> path, Rights rights) throws IOException, Refusal {
    String place = String.join("/", path.subList(1, path.size()));
    if (place.equals("info/import")) {
      return Answer.json(200, importInfo());
    }
    if (path.size() < 2 || !path.get(1).equals("images") || call.path().endsWith("/")) {
      throw new Refusal(404, NOTHING);
    }
    return switch (path.size()) {
      case 2 -> ofImages(call, rights);
      case 3 -> ofImage(call, path.get(2), rights);
      case 4 -> ofPart(call, path.get(2), path.get(3), rights);
      case 5 -> ofItem(call, path.get(2), path.get(3), path.get(4), rights);
      default -> throw new Refusal(404, NOTHING);
    };
  }

  private static ObjectNode importInfo() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode methods = root.putObject("import-methods");
    methods.put("description", "Import methods available.").put("type", "array");
    IMPORT_METHODS.forEach(methods.putArray("value")::add);
    return root;
  }

  private Answer ofImages(Call call, Rights rights) throws IOException, Refusal {
    return switch (call.method()) {
      case "GET" -> list(call.query(), rights);
      case "POST" -> create(call, rights);
      default -> throw notAllowed(call, "GET, POST");
    };
  }

  private Answer ofImage(Call call, String id, Rights rights) throws IOException, Refusal {
    return switch (call.method()) {
      case "GET" -> show(id, rights);
      case "PATCH" -> change(call, id, rights);
      case "DELETE" -> delete(id, rights);
      default -> throw notAllowed(call, "GET, PATCH, DELETE");
    };
  }

  private Answer ofPart(Call call, String id, String part, Rights rights)
      throws IOException, Refusal {
    if (part.equals("import") && call.method().equals("POST")) {
      String method = call.json().path("method").path("name").asText();
      throw new Refusal(400, "Unknown import method name '%s'.".formatted(method));
    }
    if (!part.equals("file")) {
      throw new Refusal(404, NOTHING);
    }
    return switch (call.method()) {
      case "GET" -> download(call, id, rights);
      case "PUT" -> uploads.receive(call, id, rights);
      default -> throw notAllowed(call, "GET, PUT");
    };
  }

  private static Refusal notAllowed(Call call, String allowed) {
    String method = call.method();
    return new Refusal(405, "The method %s is not allowed for this resource. ".formatted(method))
        .with("Allow", allowed);
  }

  private Answer list(Query query, Rights rights) throws Refusal {
    synchronized (images) {
      Comparator<StoredImage> order = ImageOrder.of(query);
      List<StoredImage> sorted =
          images.all().stream().filter(ImageFilter.of(query, rights)).sorted(order).toList();
      return Answer.json(200, Page.cut(sorted, order, query, images, rights).json());
    }
  }

  private Answer create(Call call, Rights rights) throws IOException, Refusal {
    if (!(call.json() instanceof ObjectNode fields)) {
      throw new Refusal(400, "Provided object does not match schema 'image'");
    }
    ImageSchema.checkNew(fields);
    rights.checkMayPublish(fields.path("visibility").asText());
    String owner = fields.path("owner").asText(rights.project());
    if (!rights.isAdmin() && !owner.equals(rights.project())) {
      throw new Refusal(
          403, "You are not permitted to create images owned by '%s'.".formatted(owner));
    }
    StoredImage image;
    synchronized (images) {
      image = images.draft(fields.path("id").asText(UUID.randomUUID().toString()), owner);
      for (Map.Entry<String, JsonNode> field : fields.properties()) {
        // hashes that the client claims are accepted, and count for nothing
        if (!field.getKey().startsWith("os_hash_")) {
          image.set(field.getKey(), field.getValue());
        }
      }
      ImageSchema.checkQuota(image);
      images.add(image);
      ImageSchema.checkTags(image, Set.of());
      return Answer.json(201, image.json())
          .with("Location", url(call) + "/v2/images/" + image.id())
          .with("OpenStack-image-import-methods", String.join(",", IMPORT_METHODS))
          .with("OpenStack-image-store-ids", "fs");
    }
  }

  private StoredImage visible(String id, Rights rights) throws Refusal {
    return images
        .find(id)
        .filter(rights::mayRead)
        .orElseThrow(() -> new Refusal(404, "No image found with ID " + id));
  }

  private StoredImage own(String id, Rights rights) throws Refusal {
    StoredImage image = visible(id, rights);
    if (!rights.mayChange(image)) {
      throw new Refusal(403, "You do not own this image");
    }
    return image;
  }

  private Answer show(String id, Rights rights) throws Refusal {
    synchronized (images) {
      return Answer.json(200, visible(id, rights).json());
    }
  }

  private Answer change(Call call, String id, Rights rights) throws IOException, Refusal {
    String type = call.contentType();
    boolean isOldForm = type.equals(ImagePatch.OLD_MEDIA_TYPE);
    if (!isOldForm && !type.equals(ImagePatch.MEDIA_TYPE)) {
      throw new Refusal(
              415, "The request media type %s is not supported by this server.".formatted(type))
          .with("Accept-Patch", ImagePatch.OLD_MEDIA_TYPE + ", " + ImagePatch.MEDIA_TYPE);
    }
    ImagePatch patch = ImagePatch.read(call.json(), isOldForm);
    synchronized (images) {
      StoredImage before = own(id, rights);
      StoredImage copy = before.copy();
      patch.apply(copy, rights);
      if (patch.isEmpty()) {
        return Answer.json(200, copy.json());
      }
      images.replace(copy);
      ImageSchema.checkTags(copy, before.tags());
      return Answer.json(200, copy.json());
    }
  }

  private Answer delete(String id, Rights rights) throws Refusal {
    synchronized (images) {
      StoredImage image =
          images
              .find(id)
              .filter(rights::mayRead)
              .orElseThrow(
                  () -> new Refusal(404, "Failed to find image %s to delete".formatted(id)));
      if (!rights.mayChange(image)) {
        throw new Refusal(403, "You do not own this image");
      }
      if (image.is("protected")) {
        throw new Refusal(403, "Image %s is protected and cannot be deleted.".formatted(id));
      }
      images.remove(image);
      return Answer.empty(204);
    }
  }

  private Answer ofItem(Call call, String id, String part, String item, Rights rights)
      throws Refusal {
    synchronized (images) {
      return switch (call.method() + " " + part) {
        case "POST actions" -> act(own(id, rights), item);
        case "PUT tags" -> tag(own(id, rights), item, true);
        case "DELETE tags" -> tag(own(id, rights), item, false);
        default -> throw new Refusal(404, NOTHING);
      };
    }
  }

  private Answer act(StoredImage image, String action) throws Refusal {
    Map<String, String> states = Map.of("deactivate", "deactivated", "reactivate", "active");
    if (!states.containsKey(action)) {
      throw new Refusal(404, NOTHING);
    }
    if (!states.containsValue(image.status())) {
      throw new Refusal(
          403, "Not allowed to %s image in status '%s'".formatted(action, image.status()));
    }
    image.set("status", states.get(action));
    return Answer.empty(204);
  }

  private Answer tag(StoredImage image, String tag, boolean isWanted) throws Refusal {
    if (!isWanted && !image.tags().contains(tag)) {
      throw new Refusal(404, "%s not found in the list of tags".formatted(tag));
    }
    StoredImage copy = image.copy();
    if (isWanted) {
      copy.tags().add(tag);
    } else {
      copy.tags().remove(tag);
    }
    images.replace(copy);
    return Answer.empty(204);
  }

  private Answer download(Call call, String id, Rights rights) throws Refusal {
    synchronized (images) {
      StoredImage image = visible(id, rights);
      if (image.status().equals("deactivated") && !rights.isAdmin()) {
        throw new Refusal(
            403, "The requested image has been deactivated. Image data download is forbidden.");
      }
      if (image.content() == null) {
        return Answer.empty(204);
      }
      long size = image.get("size").asLong();
      Optional<ByteRange> range = ByteRange.of(call, size);
      var body = new Download(image.content(), range.orElse(new ByteRange(0, size)));
      Answer answer =
          Answer.empty(range.isPresent() ? 206 : 200)
              .with(body)
              .with("Content-Type", "application/octet-stream");
      if (range.isPresent()) {
        answer = answer.with("Content-Range", range.get().header(size));
      }
      return image.get("checksum").isNull()
          ? answer
          : answer.with("Content-MD5", image.text("checksum"));
    }
  }
}
