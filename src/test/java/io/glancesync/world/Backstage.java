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

  /** Gives the image a name that Glance may not accept. */
  void rename(String id, String name);

  /** Gives a property, which the image must have, a value that Glance may not accept. */
  void setProperty(String id, String property, String value);
}
