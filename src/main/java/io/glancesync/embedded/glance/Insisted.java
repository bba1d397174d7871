package io.glancesync.embedded.glance;

import com.fasterxml.jackson.databind.node.TextNode;
import io.glancesync.embedded.http.RejectedRequestException;

/**
 * A property that a region gives each of its images, as some do by a hook or by property
 * protections.
 *
 * @param isSilent whether a change of it is ignored, and not refused
 */
record Insisted(String property, String value, boolean isSilent) {
  void give(StoredImage image) {
    image.set(property, TextNode.valueOf(value));
  }

  void check(ImagePatch patch) throws RejectedRequestException {
    if (!isSilent && patch.isAbout(property)) {
      throw new RejectedRequestException(403, "Property '%s' is protected".formatted(property));
    }
  }
}
