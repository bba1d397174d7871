package io.glancesync.route;

import io.glancesync.region.RegionName;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/**
 * A queue per region, made from the route template {@code region-queue} when a region is first
 * seen, so that a slow region delays no other.
 */
public final class RegionQueues {
  private final CamelContext context;

  public RegionQueues(CamelContext context) {
    this.context = context;
  }

  /** The name of the region's queue, which exists from now on. */
  public synchronized String of(RegionName region) {
    // a colon would end the name in an endpoint's address
    String queue = "region-" + region.toString().replace(":", "--");
    String route = "queue-of-" + queue;
    // it goes when its template is edited, and is made anew from that
    if (context.getRoute(route) == null) {
      TemplatedRouteBuilder.builder(context, "region-queue")
          .routeId(route)
          .parameter("queue", queue)
          .add();
    }
    return queue;
  }
}
