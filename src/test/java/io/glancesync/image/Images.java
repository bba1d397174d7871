package io.glancesync.image;

import java.util.List;

/**
 * Images as tests speak of them: {@code anImage("ubuntu").isPrivate().with("nid", "1")}. Unless
 * told otherwise an image is active, public, ours, complete, and images of one name have one
 * content.
 */
public final class Images {
  /** Our project, in every region. */
  public static final String US = "our-project";

  /** Somebody else's project. */
  public static final String OTHERS = "other-project";

  private Images() {}

  public static AnImage anImage(String name) {
    return new AnImage(name);
  }

  /** An image that is still being described. */
  public static final class AnImage {
    private final String name;
    private final Image.Builder image;
    private boolean hasId;

    private AnImage(String name) {
      this.name = name;
      image =
          Image.builder(new ImageId(name))
              .name(name)
              .owner(US)
              .visibility(Visibility.PUBLIC)
              .size(1000)
              .checksum("checksum of " + name)
              .formats("qcow2", "bare");
    }

    public AnImage withId(String id) {
      image.id(new ImageId(id));
      hasId = true;
      return this;
    }

    /** It is shared only if it says so as well; see {@link #is}. */
    public AnImage sharedWith(Members members) {
      image.members(members);
      return this;
    }

    /** Content that differs from the content of other words; the word is its checksum. */
    public AnImage withContent(String checksum) {
      image.checksum(checksum);
      return this;
    }

    /** Content whose checksum this cloud does not know. */
    public AnImage withoutChecksum() {
      image.checksum("");
      return this;
    }

    public AnImage withHash(String algorithm, String value) {
      image.hash(new ContentHash(algorithm, value));
      return this;
    }

    public AnImage ofSize(long bytes) {
      image.size(bytes);
      return this;
    }

    public AnImage ofProject(String owner) {
      image.owner(owner);
      return this;
    }

    public AnImage ofNobody() {
      return ofProject("");
    }

    public AnImage withStatus(String status) {
      image.status(status);
      return this;
    }

    public AnImage is(Visibility visibility) {
      image.visibility(visibility);
      return this;
    }

    public AnImage isPrivate() {
      return is(Visibility.PRIVATE);
    }

    public AnImage isHidden() {
      image.hidden(true);
      return this;
    }

    public AnImage isProtected() {
      image.isProtected(true);
      return this;
    }

    public AnImage withFormats(String disk, String container) {
      image.formats(disk, container);
      return this;
    }

    public AnImage withMinimum(long diskGibibytes, long ramMebibytes) {
      image.minDisk(diskGibibytes).minRam(ramMebibytes);
      return this;
    }

    public AnImage tagged(String... tags) {
      image.tags(List.of(tags));
      return this;
    }

    public AnImage with(String property, String value) {
      image.property(property, value);
      return this;
    }

    public AnImage withKernel(String id) {
      return with(UserProperties.KERNEL_ID, id);
    }

    public AnImage withRamdisk(String id) {
      return with(UserProperties.RAMDISK_ID, id);
    }

    /** The image; its id is its name unless it was given one. */
    public Image build() {
      return image.build();
    }

    /** The image; its id is {@code place-name} unless it was given one. */
    public Image in(String place) {
      return hasId ? build() : build().but().id(new ImageId(place + "-" + name)).build();
    }
  }
}
