package io.glancesync.route;

import io.glancesync.region.RegionName;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferJson;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/**
 * A queue per region, made from the route template {@code region-queue} when a region is first
 * seen, so that a slow region delays no other.
 */
public final class RegionQueues {
  private final CamelContext context;
  private final Capacity capacity;
  private final TransferJson json = new TransferJson();

  public RegionQueues(CamelContext context, Capacity capacity) {
    this.context = context;
    this.capacity = capacity;
  }

  /** The name of the region's queue, which exists from now on. */
  private synchronized String of(RegionName region) {
    String queue = name(region);
    String route = "queue-of-" + queue;
    // it goes when its template is edited, and is made anew from that
    if (context.getRoute(route) == null) {
      // nobody may look for properties meanwhile
      synchronized (context.getPropertiesComponent()) {
        TemplatedRouteBuilder.builder(context, "region-queue")
            .routeId(route)
            .parameter("queue", queue)
            .add();
      }
    }
    return queue;
  }

  static String name(RegionName region) {
    return "region-" + region.key();
  }

  /**
   * The same for a transfer on its way there: the message that carries it has nothing but a body.
   *
   * @param transfer as JSON
   */
  public String queueOf(String transfer) {
    return of(json.read(transfer).region());
  }

  /**
   * The order in which a phase's transfers are queued: small images first, but where several are on
   * their way at once the largest begins beside them, so that nobody waits for it alone at the end.
   *
   * @param transfers from small to large
   */
  public List<Transfer> ordered(RegionName region, List<Transfer> transfers) {
    if (capacity.copiesPerRegion(region.target()) < 2 || transfers.size() < 3) {
      return transfers;
    }
    var ordered = new ArrayList<>(transfers);
    ordered.add(1, ordered.remove(ordered.size() - 1));
    return ordered;
  }
}
