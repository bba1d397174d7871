package io.glancesync.world;

/** What can befall a Glance's images, although no request to it would do that. */
public interface Backstage {
  /** The image stays as it is, but its content is gone. */
  void loseContent(String id);

  /** Only the beginning of the content is left. */
  void truncateContent(String id, long length);

  /** One byte of the content becomes another. */
  void corruptContent(String id, long position);

  /** The content becomes another; size and hashes that Glance shows stay. */
  void replaceContent(String id, byte[] content);

  /** The store lets nobody write this image's content. */
  void refuseContent(String id);

  /** The opposite of {@link #refuseContent}. */
  void acceptContent(String id);

  /** The store has room for so many bytes of an image; a real server needs a few MB for itself. */
  void limitRoom(long bytes);

  void unlimitRoom();

  /** So many more private images of this name and owner, queued, sooner than by requests. */
  void addQueued(String name, int count, String owner);

  /** Removes all images of this name. */
  void removeNamed(String name);

  /** Gives the image a name that Glance may not accept. */
  void rename(String id, String name);

  /** Gives a property, which the image must have, a value that Glance may not accept. */
  void setProperty(String id, String property, String value);
}
