package io.glancesync.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.image.Image;
import io.glancesync.transfer.Transfer;
import java.util.Locale;

/** What the route {@code admit} is asked about a transfer. */
public final class AdmissionQuestion {
  private AdmissionQuestion() {}

  /** The question, whose name is that of the route. */
  public static EventMessage of(Transfer transfer) {
    return EventMessage.of("admit", () -> node(transfer))
        .with("Run", transfer.run())
        .with("Region", transfer.region())
        .with("Image", transfer.step().imageName())
        .with("Action", transfer.step().action().text())
        .with("Bytes", bytes(transfer));
  }

  /** What would be sent. */
  private static long bytes(Transfer transfer) {
    return transfer.isCopy() ? transfer.step().master().size() : 0;
  }

  private static ObjectNode node(Transfer transfer) {
    Image master = transfer.step().master();
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("run", transfer.run())
            .put("region", transfer.region().toString())
            .put("image", transfer.step().imageName())
            .put("action", transfer.step().action().text())
            .put("bytes", bytes(transfer))
            .put("master_id", master.id().value())
            .put("visibility", master.visibility().name().toLowerCase(Locale.ROOT));
    master.tags().forEach(node.putArray("tags")::add);
    ObjectNode properties = node.putObject("properties");
    master.properties().forEach(properties::put);
    return node;
  }
}
