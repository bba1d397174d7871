package io.glancesync.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.image.Image;
import io.glancesync.image.Visibility;
import io.glancesync.openstack.Glance;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * A region of the world.
 *
 * @param projectId our project's id there
 * @param prints of all contents in this world
 */
record SimulatedRegion(
    RegionName name, EmbeddedGlance glance, String projectId, Fingerprints prints) {
  private static final Glance JSON = new Glance();

  /** Most images are looked at before each request, and seldom change. */
  private static final int MOST_READ = 1000;

  private static final Map<JsonNode, Image> READ =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<JsonNode, Image> eldest) {
              return size() > MOST_READ;
            }
          });

  /** All its images at this moment, in the order in which they are listed: the newest first. */
  List<Image> images() {
    List<Image> images = new ArrayList<>(glance.images().stream().map(this::image).toList());
    Collections.reverse(images);
    // hidden ones are asked for at the end
    images.sort(Comparator.comparing(Image::hidden));
    return images;
  }

  /**
   * Those of its images that GlanceSync finds when it lists them: others' community images are
   * listed only to who asks for them.
   */
  List<Image> listed(List<Image> images) {
    return images.stream()
        .filter(it -> it.belongsTo(projectId) || it.visibility() != Visibility.COMMUNITY)
        .toList();
  }

  Image image(JsonNode json) {
    return READ.computeIfAbsent(json, it -> JSON.image(it.toString()));
  }

  /** What tells this image's content from others, whatever Glance knows of it. */
  String print(Image image) {
    Content content;
    try {
      content = glance.content(image.id().value());
    } catch (NoSuchElementException e) {
      return "gone";
    }
    return content == null ? "none" : prints.of(content);
  }
}
