package io.glancesync.embedded.glance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.embedded.http.Answer;
import io.glancesync.embedded.http.Call;
import io.glancesync.embedded.http.Query;
import io.glancesync.embedded.http.RejectedRequestException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a Glance does with its images when somebody asks who may. */
final class ImageRequests {
  private final ImageTable imageTable;
  private final Quirks quirks;

  ImageRequests(ImageTable imageTable, Quirks quirks) {
    this.imageTable = imageTable;
    this.quirks = quirks;
  }

  Answer list(Query query, ImagePermissions imagePermissions) throws RejectedRequestException {
    synchronized (imageTable) {
      Comparator<StoredImage> order = ImageOrder.of(query);
      List<StoredImage> sorted =
          imageTable.all().stream()
              .filter(ImageFilter.of(query, imagePermissions))
              .sorted(order)
              .toList();
      return Answer.json(
          200, ImagePage.cut(sorted, order, query, imageTable, imagePermissions).json());
    }
  }

  Answer create(Call call, ImagePermissions imagePermissions)
      throws IOException, RejectedRequestException {
    if (!(call.json() instanceof ObjectNode fields)) {
      throw new RejectedRequestException(400, "Provided object does not match schema 'image'");
    }
    ImageSchema.checkNew(fields);
    imagePermissions.checkMayPublish(fields.path("visibility").asText());
    String owner = fields.path("owner").asText(imagePermissions.project());
    if (!imagePermissions.isAdmin() && !owner.equals(imagePermissions.project())) {
      throw new RejectedRequestException(
          403, "You are not permitted to create images owned by '%s'.".formatted(owner));
    }
    StoredImage image;
    synchronized (imageTable) {
      image = imageTable.draft(fields.path("id").asText(UUID.randomUUID().toString()), owner);
      for (Map.Entry<String, JsonNode> field : fields.properties()) {
        // hashes that the client claims are accepted, and count for nothing
        if (!field.getKey().startsWith("os_hash_")) {
          image.set(field.getKey(), field.getValue());
        }
      }
      imageTable.insisted().ifPresent(image::give);
      ImageSchema.checkQuota(image);
      quirks.addTo(image);
      imageTable.add(image);
      ImageSchema.checkTags(image, Set.of());
      return Answer.json(201, image.json())
          .with("Location", GlanceApi.url(call) + "/v2/images/" + image.id())
          .with("OpenStack-image-import-methods", String.join(",", GlanceApi.IMPORT_METHODS))
          .with("OpenStack-image-store-ids", "fs");
    }
  }

  private StoredImage visible(String id, ImagePermissions imagePermissions)
      throws RejectedRequestException {
    return imageTable
        .find(id)
        .filter(imagePermissions::mayRead)
        .orElseThrow(() -> new RejectedRequestException(404, "No image found with ID " + id));
  }

  private StoredImage own(String id, ImagePermissions imagePermissions)
      throws RejectedRequestException {
    StoredImage image = visible(id, imagePermissions);
    if (!imagePermissions.mayChange(image)) {
      throw new RejectedRequestException(403, "You do not own this image");
    }
    return image;
  }

  Answer show(String id, ImagePermissions imagePermissions) throws RejectedRequestException {
    synchronized (imageTable) {
      return Answer.json(200, visible(id, imagePermissions).json());
    }
  }

  Answer change(Call call, String id, ImagePermissions imagePermissions)
      throws IOException, RejectedRequestException {
    String type = call.contentType();
    boolean isOldForm = type.equals(ImagePatch.OLD_MEDIA_TYPE);
    if (!isOldForm && !type.equals(ImagePatch.MEDIA_TYPE)) {
      throw new RejectedRequestException(
              415, "The request media type %s is not supported by this server.".formatted(type))
          .with("Accept-Patch", ImagePatch.OLD_MEDIA_TYPE + ", " + ImagePatch.MEDIA_TYPE);
    }
    ImagePatch patch = ImagePatch.read(call.json(), isOldForm);
    synchronized (imageTable) {
      StoredImage before = own(id, imagePermissions);
      StoredImage copy = before.copy();
      if (imageTable.insisted().isPresent()) {
        imageTable.insisted().get().check(patch);
      }
      patch.apply(copy, imagePermissions);
      imageTable.insisted().ifPresent(copy::give);
      if (patch.isEmpty()) {
        return Answer.json(200, copy.json());
      }
      quirks.keep(before, copy);
      imageTable.replace(copy);
      ImageSchema.checkTags(copy, before.tags());
      return Answer.json(200, copy.json());
    }
  }

  Answer delete(String id, ImagePermissions imagePermissions) throws RejectedRequestException {
    synchronized (imageTable) {
      StoredImage image =
          imageTable
              .find(id)
              .filter(imagePermissions::mayRead)
              .orElseThrow(
                  () ->
                      new RejectedRequestException(
                          404, "Failed to find image %s to delete".formatted(id)));
      if (!imagePermissions.mayChange(image)) {
        throw new RejectedRequestException(403, "You do not own this image");
      }
      if (image.is("protected")) {
        throw new RejectedRequestException(
            403, "Image %s is protected and cannot be deleted.".formatted(id));
      }
      quirks.checkDelete(id);
      imageTable.remove(image);
      return Answer.empty(204);
    }
  }

  Answer act(String id, String action, ImagePermissions imagePermissions)
      throws RejectedRequestException {
    synchronized (imageTable) {
      return act(own(id, imagePermissions), action);
    }
  }

  private static Answer act(StoredImage image, String action) throws RejectedRequestException {
    Map<String, String> states = Map.of("deactivate", "deactivated", "reactivate", "active");
    if (!states.containsKey(action)) {
      throw new RejectedRequestException(404, GlanceApi.NOTHING);
    }
    if (!states.containsValue(image.status())) {
      throw new RejectedRequestException(
          403, "Not allowed to %s image in status '%s'".formatted(action, image.status()));
    }
    image.set("status", states.get(action));
    return Answer.empty(204);
  }

  Answer tag(String id, String tag, boolean isWanted, ImagePermissions imagePermissions)
      throws RejectedRequestException {
    synchronized (imageTable) {
      return tag(own(id, imagePermissions), tag, isWanted);
    }
  }

  private Answer tag(StoredImage image, String tag, boolean isWanted)
      throws RejectedRequestException {
    if (!isWanted && !image.tags().contains(tag)) {
      throw new RejectedRequestException(404, "%s not found in the list of tags".formatted(tag));
    }
    StoredImage copy = image.copy();
    if (isWanted) {
      copy.tags().add(tag);
    } else {
      copy.tags().remove(tag);
    }
    imageTable.replace(copy);
    return Answer.empty(204);
  }

  Answer download(Call call, String id, ImagePermissions imagePermissions)
      throws RejectedRequestException {
    synchronized (imageTable) {
      StoredImage image = visible(id, imagePermissions);
      if (image.status().equals("deactivated") && !imagePermissions.isAdmin()) {
        throw new RejectedRequestException(
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
