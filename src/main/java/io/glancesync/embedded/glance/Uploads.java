package io.glancesync.embedded.glance;

import io.glancesync.embedded.http.Answer;
import io.glancesync.embedded.http.Call;
import io.glancesync.embedded.http.Cut;
import io.glancesync.embedded.http.RejectedRequestException;
import io.glancesync.embedded.http.RequestBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Image content on its way in, and what becomes of the image meanwhile. */
final class Uploads {
  private final ImageTable imageTable;
  private final Store store;

  /** Uploads that a crash ends find nobody who would put the image back to queued. */
  private final AtomicInteger crashes = new AtomicInteger();

  private volatile boolean isDead;

  /** Content that has arrived and is not stored yet, by the id of its image. */
  private final Map<String, Settling> settling = new LinkedHashMap<>();

  private final List<String> arrivals = new ArrayList<>();

  private record Settling(StoredImage image, Store.StoredContent kept, int requests) {}

  Uploads(ImageTable imageTable, Store store) {
    this.imageTable = imageTable;
    this.store = store;
  }

  /** From now on uploads that are under way leave their image in {@code saving}. */
  void crash() {
    isDead = true;
    crashes.incrementAndGet();
    forget();
  }

  /** Uploads may begin again. */
  void revive() {
    isDead = false;
  }

  Answer receive(Call call, String id, ImagePermissions imagePermissions)
      throws IOException, RejectedRequestException {
    if (!call.contentType().equals("application/octet-stream")) {
      throw new RejectedRequestException(
          415, "The request media type is not supported by this server.");
    }
    int before = crashes.get();
    if (isDead) {
      throw new Cut.ByCrash();
    }
    StoredImage begun = begin(id, imagePermissions);
    var isSettled = false;
    try {
      Store.StoredContent kept = store.receive(call, id, this::used);
      if (crashes.get() != before) {
        kept.content().discard();
        throw new Cut.ByCrash();
      }
      arrived(begun, kept, call.settling());
      isSettled = true;
    } catch (Cut.ByCrash e) {
      // nobody is left to clear up
      isSettled = true;
      throw e;
    } catch (RequestBody.Torn e) {
      throw call.length().isPresent()
          ? new RejectedRequestException(
              500,
              "The server has either erred or is incapable of performing the requested operation.")
          : new RejectedRequestException(400, "invalid literal for int() with base 16: b''");
    } finally {
      if (!isSettled && crashes.get() == before) {
        undo(id);
      }
    }
    return Answer.empty(204);
  }

  private void arrived(StoredImage image, Store.StoredContent kept, int requests)
      throws RejectedRequestException {
    synchronized (imageTable) {
      arrivals.add(image.id());
      if (requests > 0) {
        settling.put(image.id(), new Settling(image, kept, requests));
      } else {
        end(image, kept);
      }
    }
  }

  /** The ids of the images whose content arrived whole, once for each time. */
  List<String> arrivals() {
    synchronized (imageTable) {
      return List.copyOf(arrivals);
    }
  }

  /** Content that arrived before comes nearer to being stored. */
  void requestArrived() {
    synchronized (imageTable) {
      for (Settling upload : List.copyOf(settling.values())) {
        settling.remove(upload.image.id());
        try {
          arrivedBefore(upload);
        } catch (RejectedRequestException e) {
          // the image was deleted meanwhile, and nobody waits for the answer
        }
      }
    }
  }

  private void arrivedBefore(Settling upload) throws RejectedRequestException {
    if (upload.requests > 0) {
      settling.put(upload.image.id(), new Settling(upload.image, upload.kept, upload.requests - 1));
    } else {
      end(upload.image, upload.kept);
    }
  }

  private void forget() {
    synchronized (imageTable) {
      settling.values().forEach(it -> it.kept.content().discard());
      settling.clear();
    }
  }

  /** How many bytes the images have in all. */
  private long used() {
    synchronized (imageTable) {
      return imageTable.all().stream()
          .filter(it -> it.content() != null)
          .mapToLong(it -> it.get("size").asLong())
          .sum();
    }
  }

  private StoredImage begin(String id, ImagePermissions imagePermissions)
      throws RejectedRequestException {
    synchronized (imageTable) {
      StoredImage image =
          imageTable
              .find(id)
              .filter(imagePermissions::mayRead)
              .orElseThrow(() -> new RejectedRequestException(404, "No image found with ID " + id));
      if (!imagePermissions.mayChange(image)) {
        throw new RejectedRequestException(403, "Not allowed to upload image data for image " + id);
      }
      if (!image.status().equals("queued")) {
        throw new RejectedRequestException(
            409,
            "Image status transition from %s to saving is not allowed".formatted(image.status()));
      }
      checkFormats(image);
      image.set("status", "saving");
      return image.copy();
    }
  }

  private static void checkFormats(StoredImage image) throws RejectedRequestException {
    var missing = new ArrayList<String>();
    for (String format : new String[] {"disk_format", "container_format"}) {
      if (image.get(format).isNull()) {
        missing.add(format);
      }
    }
    if (!missing.isEmpty()) {
      throw new RejectedRequestException(
          400,
          "%s %s must be set prior to saving data."
              .formatted(
                  missing.size() == 1 ? "Property" : "Properties", String.join(", ", missing)));
    }
  }

  private void undo(String id) {
    synchronized (imageTable) {
      imageTable.find(id).filter(it -> it.status().equals("saving")).ifPresent(StoredImage::empty);
    }
  }

  /** What was changed meanwhile is undone: Glance writes back what it read at the beginning. */
  private void end(StoredImage image, Store.StoredContent kept) throws RejectedRequestException {
    synchronized (imageTable) {
      if (imageTable.find(image.id()).isEmpty()) {
        kept.content().discard();
        throw new RejectedRequestException(
            410,
            "Image %s could not be found after upload. The image may have been deleted during the upload, cleaning up the chunks uploaded."
                .formatted(image.id()));
      }
      image.fill(kept.content(), kept.hashes());
      imageTable.replace(image);
    }
  }
}
