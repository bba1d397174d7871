package io.glancesync.reload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.main.DefaultRoutesCollector;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Starts Camel with the texts that edits are compared with later. Camel's own search does not
 * follow a folder that is a link, and takes the files of editors for route files.
 */
public final class RouteFilesCollector extends DefaultRoutesCollector {
  private final RouteFolder folder;
  private final Map<String, String> texts;

  /**
   * @param texts the texts of the route files by name
   */
  public RouteFilesCollector(RouteFolder folder, Map<String, String> texts) {
    this.folder = folder;
    this.texts = texts;
  }

  @Override
  public Collection<RoutesBuilder> collectRoutesFromDirectory(
      CamelContext context, String excluded, String included) {
    List<Resource> resources = new ArrayList<>();
    texts.forEach(
        (name, text) -> {
          if (RouteFolder.isRouteFile(name)) {
            String location = "file:" + folder.path().resolve(name);
            resources.add(ResourceHelper.fromString(location, text));
          }
        });
    if (resources.isEmpty()) {
      throw new IllegalArgumentException("no file name ends in .camel.yaml");
    }
    try {
      return PluginHelper.getRoutesLoader(context).findRoutesBuilders(resources);
    } catch (Exception e) {
      throw RuntimeCamelException.wrapRuntimeCamelException(e);
    }
  }
}
