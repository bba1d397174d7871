package io.glancesync.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a Glance does with its images when somebody asks who may. */
final class ImageRequests {
  private final Images images;
  private final Quirks quirks;

  ImageRequests(Images images, Quirks quirks) {
    this.images = images;
    this.quirks = quirks;
  }

  Answer list(Query query, Rights rights) throws Refusal {
    synchronized (images) {
      Comparator<StoredImage> order = ImageOrder.of(query);
      List<StoredImage> sorted =
          images.all().stream().filter(ImageFilter.of(query, rights)).sorted(order).toList();
      return Answer.json(200, Page.cut(sorted, order, query, images, rights).json());
    }
  }

  Answer create(Call call, Rights rights) throws IOException, Refusal {
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
      images.insisted().ifPresent(image::give);
      ImageSchema.checkQuota(image);
      quirks.addTo(image);
      images.add(image);
      ImageSchema.checkTags(image, Set.of());
      return Answer.json(201, image.json())
          .with("Location", GlanceApi.url(call) + "/v2/images/" + image.id())
          .with("OpenStack-image-import-methods", String.join(",", GlanceApi.IMPORT_METHODS))
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

  Answer show(String id, Rights rights) throws Refusal {
    synchronized (images) {
      return Answer.json(200, visible(id, rights).json());
    }
  }

  Answer change(Call call, String id, Rights rights) throws IOException, Refusal {
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
      if (images.insisted().isPresent()) {
        images.insisted().get().check(patch);
      }
      patch.apply(copy, rights);
      images.insisted().ifPresent(copy::give);
      if (patch.isEmpty()) {
        return Answer.json(200, copy.json());
      }
      quirks.keep(before, copy);
      images.replace(copy);
      ImageSchema.checkTags(copy, before.tags());
      return Answer.json(200, copy.json());
    }
  }

  Answer delete(String id, Rights rights) throws Refusal {
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
      quirks.checkDelete(id);
      images.remove(image);
      return Answer.empty(204);
    }
  }

  Answer act(String id, String action, Rights rights) throws Refusal {
    synchronized (images) {
      return act(own(id, rights), action);
    }
  }

  private static Answer act(StoredImage image, String action) throws Refusal {
    Map<String, String> states = Map.of("deactivate", "deactivated", "reactivate", "active");
    if (!states.containsKey(action)) {
      throw new Refusal(404, GlanceApi.NOTHING);
    }
    if (!states.containsValue(image.status())) {
      throw new Refusal(
          403, "Not allowed to %s image in status '%s'".formatted(action, image.status()));
    }
    image.set("status", states.get(action));
    return Answer.empty(204);
  }

  Answer tag(String id, String tag, boolean isWanted, Rights rights) throws Refusal {
    synchronized (images) {
      return tag(own(id, rights), tag, isWanted);
    }
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

  Answer download(Call call, String id, Rights rights) throws Refusal {
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
