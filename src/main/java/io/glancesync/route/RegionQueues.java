package io.glancesync.route;

import io.glancesync.limit.Capacity;
import io.glancesync.region.RegionName;
import io.glancesync.run.OpenTransfers;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferJson;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/**
 * The queue of each region. It is made from the route template {@code region-queue} when a region
 * is first used, so that a slow region delays no other.
 */
public final class RegionQueues {
  private final CamelContext context;
  private final Capacity capacity;
  private final TransferJson json = new TransferJson();

  public RegionQueues(CamelContext context, Capacity capacity) {
    this.context = context;
    this.capacity = capacity;
  }

  /** Returns the name of the region's queue, and makes the queue if it does not exist. */
  private synchronized String of(RegionName region) {
    String queue = OpenTransfers.queueOf(region);
    String route = "queue-of-" + queue;
    // an edit of the template removes the queue; it is made anew from the edited template
    if (context.getRoute(route) == null) {
      // no other thread may resolve properties meanwhile
      synchronized (context.getPropertiesComponent()) {
        TemplatedRouteBuilder.builder(context, "region-queue")
            .routeId(route)
            .parameter("queue", queue)
            .add();
      }
    }
    return queue;
  }

  /**
   * The name of the queue for a transfer on its way there. The message that carries the transfer
   * has only a body.
   *
   * @param transfer as JSON
   */
  public String queueOf(String transfer) {
    return of(json.read(transfer).region());
  }

  /**
   * The order in which the transfers of a phase are queued. Small images come first. Where several
   * are copied at the same time, the largest begins beside them, so that nobody waits for it alone
   * at the end.
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
