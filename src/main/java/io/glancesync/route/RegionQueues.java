package io.glancesync.route;

import io.glancesync.region.RegionName;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/**
 * A queue per region, made from the route template {@code region-queue} when a region is first
 * seen, so that a slow region delays no other.
 */
public final class RegionQueues {
  private final CamelContext context;
  private final Set<String> made = ConcurrentHashMap.newKeySet();

  public RegionQueues(CamelContext context) {
    this.context = context;
  }

  /** The name of the region's queue, which exists from now on. */
  public synchronized String of(RegionName region) {
    // a colon would end the name in an endpoint's address
    String queue = "region-" + region.toString().replace(":", "--");
    if (made.add(queue)) {
      TemplatedRouteBuilder.builder(context, "region-queue")
          .routeId("queue-of-" + queue)
          .parameter("queue", queue)
          .add();
    }
    return queue;
  }
}
