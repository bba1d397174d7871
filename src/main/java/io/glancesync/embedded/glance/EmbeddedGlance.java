package io.glancesync.embedded.glance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.embedded.http.RejectedRequestException;
import io.glancesync.embedded.http.Server;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A Glance v2: one region's images. Besides what its API does, this can look at them and bring them
 * into states that the API would refuse.
 */
public final class EmbeddedGlance {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String region;
  private final ImageTable imageTable;
  private final Store store = new Store();
  private final Quirks quirks = new Quirks();
  private final Uploads uploads;
  private final Memberships members;
  private final Server server;

  public EmbeddedGlance(
      String region,
      int port,
      EmbeddedKeystone keystone,
      Clock clock,
      Server.ServerContext surroundings) {
    this.region = region;
    imageTable = new ImageTable(clock);
    uploads = new Uploads(imageTable, store);
    members = new Memberships(imageTable, clock);
    var api = new GlanceApi(keystone, imageTable, uploads, quirks, members);
    server = new Server(region, port, surroundings, keystone.tokens()::revoke, api);
  }

  /** The region that it is the Glance of. */
  public String region() {
    return region;
  }

  /** Where it answers, without a version. */
  public String url() {
    return server.url();
  }

  /** What it does otherwise than most. */
  public Quirks quirks() {
    return quirks;
  }

  /** The ids of the images whose uploaded content arrived whole, once for each time. */
  public List<String> arrivals() {
    return uploads.arrivals();
  }

  /**
   * An active image that is simply there.
   *
   * @param fields as in the API, the id and the owner too; what is left out is as Glance's defaults
   * @return its id
   */
  public String add(Map<String, ?> fields, Content content) {
    String id = String.valueOf(fields.containsKey("id") ? fields.get("id") : UUID.randomUUID());
    try {
      Store.StoredContent kept = store.taken(content);
      synchronized (imageTable) {
        StoredImage image = imageTable.draft(id, null);
        image.set("disk_format", "raw");
        image.set("container_format", "bare");
        fields.forEach((field, value) -> image.set(field, JSON.<JsonNode>valueToTree(value)));
        imageTable.add(image);
        image.fill(kept.content(), kept.hashes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RejectedRequestException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return id;
  }

  /** Every image as the API shows it, hidden ones too, the oldest first. */
  public List<JsonNode> images() {
    synchronized (imageTable) {
      return imageTable.all().stream().<JsonNode>map(StoredImage::json).toList();
    }
  }

  /**
   * The stored content of an image.
   *
   * @throws NoSuchElementException when there is no such image, or it has none
   */
  public Content content(String id) {
    synchronized (imageTable) {
      return imageTable
          .find(id)
          .map(StoredImage::content)
          .orElseThrow(() -> new NoSuchElementException("no content of " + id));
    }
  }

  /** Sets a field or property, also where the API would refuse to. */
  public void set(String id, String field, Object value) {
    change(id, image -> image.set(field, JSON.<JsonNode>valueToTree(value)));
  }

  /**
   * From now on every image that is made here has this property, and nobody can change it.
   *
   * @param isSilent whether a change of it is answered like any other, and not refused
   */
  public void insistOn(String property, String value, boolean isSilent) {
    synchronized (imageTable) {
      imageTable.insist(new Insisted(property, value, isSilent));
    }
  }

  /** Shares an image with a project that made this of it. */
  public void share(String id, String project, String status) {
    change(id, image -> members.put(image, project, status));
  }

  /** Shares an image with a project no more. */
  public void unshare(String id, String project) {
    change(id, image -> image.members().remove(project));
  }

  /** What the members of an image made of it, by project; also while it is not shared. */
  public Map<String, String> members(String id) {
    var statuses = new TreeMap<String, String>();
    change(
        id,
        image ->
            image
                .members()
                .forEach((project, it) -> statuses.put(project, it.path("status").asText())));
    return statuses;
  }

  /** Puts other content into the store; Glance goes on to believe what it knew. */
  public void replaceContent(String id, Content content) {
    change(id, image -> image.replaceContent(content));
  }

  /** Takes the content out of the store; Glance goes on to believe that it is there. */
  public void loseContent(String id) {
    change(id, image -> image.replaceContent(null));
  }

  private void change(String id, Consumer<StoredImage> how) {
    synchronized (imageTable) {
      how.accept(
          imageTable.find(id).orElseThrow(() -> new NoSuchElementException("no image " + id)));
    }
  }

  /** The image is gone, as if somebody had deleted it. */
  public void remove(String id) {
    synchronized (imageTable) {
      imageTable.find(id).ifPresent(imageTable::remove);
    }
  }

  /** Removes all images. */
  public void clear() {
    synchronized (imageTable) {
      List.copyOf(imageTable.all()).forEach(imageTable::remove);
    }
  }

  /** Where content is kept that is uploaded from now on. */
  public void keepIn(Storage storage) {
    store.storage(storage);
  }

  /** What is computed of content that arrives from now on. */
  public void compute(Hashes hashes) {
    store.hashes(hashes);
  }

  /** No more than so many bytes of content in all; more is refused with 413. */
  public void room(long bytes) {
    store.room(bytes);
  }

  /** An image is shared with no more projects than so many; one more is refused with 413. */
  public void memberQuota(int projects) {
    members.quota(projects);
  }

  /** Whether content can be stored; otherwise it is refused with 503. */
  public void writable(boolean is) {
    store.writable(is);
  }

  /** From now on connections are refused; uploads that are under way are undone. */
  public void shut() {
    server.shut();
  }

  /** The same without any order: what was being uploaded stays {@code saving} for ever. */
  public void kill() {
    uploads.crash();
    server.shut();
  }

  /** Answers again, at the same address. */
  public void open() {
    uploads.revive();
    server.open();
  }

  public void close() {
    server.close();
  }
}
