package io.glancesync.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Image content on its way in, and what becomes of the image meanwhile. */
final class Uploads {
  private final Images images;
  private final Store store;

  /** Uploads that a crash ends find nobody who would put the image back to queued. */
  private final AtomicInteger crashes = new AtomicInteger();

  Uploads(Images images, Store store) {
    this.images = images;
    this.store = store;
  }

  /** From now on uploads that are under way leave their image in {@code saving}. */
  void crash() {
    crashes.incrementAndGet();
  }

  Answer receive(Call call, String id, Rights rights) throws IOException, Refusal {
    if (!call.contentType().equals("application/octet-stream")) {
      throw new Refusal(415, "Unsupported Content-Type");
    }
    int before = crashes.get();
    long used = begin(id, rights);
    Store.Kept kept;
    try {
      kept = store.receive(call, id, used);
    } catch (Cut.ByCrash e) {
      throw e;
    } catch (IOException | Refusal e) {
      if (crashes.get() == before) {
        undo(id);
      }
      throw e;
    }
    if (crashes.get() != before) {
      throw new Cut.ByCrash();
    }
    end(id, kept);
    return Answer.empty(204);
  }

  /** How many bytes the images have in all, before this one. */
  private long begin(String id, Rights rights) throws Refusal {
    synchronized (images) {
      StoredImage image =
          images
              .find(id)
              .filter(rights::mayRead)
              .orElseThrow(() -> new Refusal(404, "No image found with ID " + id));
      if (!rights.mayChange(image)) {
        throw new Refusal(403, "Not allowed to upload image data for image " + id);
      }
      if (!image.status().equals("queued")) {
        throw new Refusal(
            409,
            "Image status transition from %s to saving is not allowed".formatted(image.status()));
      }
      checkFormats(image);
      image.set("status", "saving");
      return images.all().stream()
          .filter(it -> it.content() != null)
          .mapToLong(it -> it.content().size())
          .sum();
    }
  }

  private static void checkFormats(StoredImage image) throws Refusal {
    var missing = new ArrayList<String>();
    for (String format : new String[] {"disk_format", "container_format"}) {
      if (image.get(format).isNull()) {
        missing.add(format);
      }
    }
    if (!missing.isEmpty()) {
      throw new Refusal(
          400,
          "%s %s must be set prior to saving data."
              .formatted(
                  missing.size() == 1 ? "Property" : "Properties", String.join(", ", missing)));
    }
  }

  private void undo(String id) {
    synchronized (images) {
      images.find(id).filter(it -> it.status().equals("saving")).ifPresent(StoredImage::empty);
    }
  }

  private void end(String id, Store.Kept kept) throws Refusal {
    synchronized (images) {
      StoredImage image =
          images
              .find(id)
              .orElseThrow(
                  () ->
                      new Refusal(
                          410,
                          "Image %s could not be found after upload. The image may have been deleted during the upload, cleaning up the chunks uploaded."
                              .formatted(id)));
      image.fill(kept.content(), kept.hashes());
      images.replace(image);
    }
  }
}
