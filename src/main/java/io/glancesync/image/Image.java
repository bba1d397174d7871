package io.glancesync.image;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An image of Glance v2, as far as its rules are concerned.
 *
 * @param name empty when it has none
 * @param owner the id of the project that owns it, empty when nobody does
 * @param status Glance's word, for example {@code active}
 * @param hidden Glance's {@code os_hidden}: left out of the default list
 * @param isProtected Glance's {@code protected}: cannot be deleted
 * @param size bytes, 0 while it has no content
 * @param checksum MD5 of the content in hexadecimal digits, empty when Glance knows none
 * @param hash the content's hash, null when Glance knows none
 * @param diskFormat null when it is not set
 * @param containerFormat null when it is not set
 * @param minDisk GiB
 * @param minRam MiB
 * @param created null when nobody told
 * @param updated when it last changed, as by the beginning of an upload; null when nobody told
 * @param properties the user properties; others are dropped here, so that no rule ever sees them
 * @param members who it is shared with; null when nobody asked, or when it could not be read, and
 *     unless it is shared. A list of images does not tell
 */
public record Image(
    ImageId id,
    String name,
    String owner,
    String status,
    Visibility visibility,
    boolean hidden,
    boolean isProtected,
    long size,
    String checksum,
    ContentHash hash,
    String diskFormat,
    String containerFormat,
    long minDisk,
    long minRam,
    SortedSet<String> tags,
    Instant created,
    Instant updated,
    SortedMap<String, String> properties,
    Members members) {

  public Image {
    requireNonNull(id, "id");
    name = requireNonNullElse(name, "");
    owner = requireNonNullElse(owner, "");
    requireNonNull(status, "status");
    requireNonNull(visibility, "visibility");
    checksum = requireNonNullElse(checksum, "");
    tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    properties = travelling(properties);
    // what Glance remembers of an image that is not shared is not in force
    members = visibility == Visibility.SHARED ? members : null;
  }

  private static SortedMap<String, String> travelling(Map<String, String> properties) {
    var kept = new TreeMap<String, String>();
    properties.forEach(
        (name, value) -> {
          if (value != null && UserProperties.includes(name)) {
            kept.put(name, value);
          }
        });
    return Collections.unmodifiableSortedMap(kept);
  }

  /** Whether it has content that can be read. */
  public boolean isActive() {
    return status.equals("active");
  }

  public boolean isPublic() {
    return visibility == Visibility.PUBLIC;
  }

  /** Whether this project owns it, or nobody does. */
  public boolean belongsTo(String projectId) {
    return owner.isEmpty() || owner.equals(projectId);
  }

  /** A user property's value; null when it is absent. */
  public String property(String name) {
    return properties.get(name);
  }

  /**
   * Compares the content of both, as far as Glance can tell: by MD5, which the rules speak of;
   * where a cloud keeps none, by the hash of a common algorithm. Where there is neither, only sizes
   * that differ prove something.
   */
  public Likeness likeness(Image other) {
    if (!checksum.isEmpty() && !other.checksum.isEmpty()) {
      return likeness(checksum.equals(other.checksum));
    }
    if (hash != null && other.hash != null && hash.algorithm().equals(other.hash.algorithm())) {
      return likeness(hash.value().equals(other.hash.value()));
    }
    return size == other.size ? Likeness.UNKNOWN : Likeness.OTHER;
  }

  private static Likeness likeness(boolean same) {
    return same ? Likeness.SAME : Likeness.OTHER;
  }

  /** Whether both certainly hold the same bytes. */
  public boolean sameContentAs(Image other) {
    return likeness(other) == Likeness.SAME;
  }

  /**
   * Whether nothing speaks against it that both hold the same bytes. That is enough where something
   * else tells it, as the id of a copy does.
   */
  public boolean mayHaveContentOf(Image other) {
    return likeness(other) != Likeness.OTHER;
  }

  /** Who it is shared with; empty when that is not known. Only a shared image has members. */
  public Optional<Members> knownMembers() {
    return visibility == Visibility.SHARED
        ? Optional.ofNullable(members)
        : Optional.of(Members.NONE);
  }

  /** The image as a list shows it, to be compared with itself at another moment. */
  public Image atAnyMoment() {
    return but().created(null).updated(null).members(null).build();
  }

  /** Starts a changed copy of this image. */
  public Builder but() {
    return new Builder(this);
  }

  /** Starts an active, private, ownerless image without content. */
  public static Builder builder(ImageId id) {
    return new Builder(
        new Image(
            id,
            "",
            "",
            "active",
            Visibility.PRIVATE,
            false,
            false,
            0,
            "",
            null,
            null,
            null,
            0,
            0,
            new TreeSet<>(),
            null,
            null,
            new TreeMap<>(),
            null));
  }

  /** Collects an image's fields one by one. */
  public static final class Builder {
    private ImageId id;
    private String name;
    private String owner;
    private String status;
    private Visibility visibility;
    private boolean hidden;
    private boolean isProtected;
    private long size;
    private String checksum;
    private ContentHash hash;
    private String diskFormat;
    private String containerFormat;
    private long minDisk;
    private long minRam;
    private SortedSet<String> tags;
    private Instant created;
    private Instant updated;
    private SortedMap<String, String> properties;
    private Members members;

    private Builder(Image from) {
      id = from.id;
      name = from.name;
      owner = from.owner;
      status = from.status;
      visibility = from.visibility;
      hidden = from.hidden;
      isProtected = from.isProtected;
      size = from.size;
      checksum = from.checksum;
      hash = from.hash;
      diskFormat = from.diskFormat;
      containerFormat = from.containerFormat;
      minDisk = from.minDisk;
      minRam = from.minRam;
      tags = new TreeSet<>(from.tags);
      created = from.created;
      updated = from.updated;
      properties = new TreeMap<>(from.properties);
      members = from.members;
    }

    public Builder id(ImageId value) {
      id = value;
      return this;
    }

    public Builder name(String value) {
      name = value;
      return this;
    }

    public Builder owner(String value) {
      owner = value;
      return this;
    }

    public Builder status(String value) {
      status = value;
      return this;
    }

    public Builder visibility(Visibility value) {
      visibility = value;
      return this;
    }

    public Builder hidden(boolean value) {
      hidden = value;
      return this;
    }

    public Builder isProtected(boolean value) {
      isProtected = value;
      return this;
    }

    public Builder size(long bytes) {
      size = bytes;
      return this;
    }

    public Builder checksum(String md5) {
      checksum = md5;
      return this;
    }

    public Builder hash(ContentHash value) {
      hash = value;
      return this;
    }

    public Builder formats(String disk, String container) {
      diskFormat = disk;
      containerFormat = container;
      return this;
    }

    public Builder minDisk(long gibibytes) {
      minDisk = gibibytes;
      return this;
    }

    public Builder minRam(long mebibytes) {
      minRam = mebibytes;
      return this;
    }

    public Builder tags(Collection<String> values) {
      tags = new TreeSet<>(values);
      return this;
    }

    public Builder created(Instant value) {
      created = value;
      return this;
    }

    public Builder updated(Instant value) {
      updated = value;
      return this;
    }

    public Builder properties(Map<String, String> values) {
      properties = new TreeMap<>(values);
      return this;
    }

    public Builder property(String key, String value) {
      properties.put(key, value);
      return this;
    }

    public Builder members(Members value) {
      members = value;
      return this;
    }

    public Image build() {
      return new Image(
          id,
          name,
          owner,
          status,
          visibility,
          hidden,
          isProtected,
          size,
          checksum,
          hash,
          diskFormat,
          containerFormat,
          minDisk,
          minRam,
          tags,
          created,
          updated,
          properties,
          members);
    }
  }
}
