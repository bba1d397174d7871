package io.glancesync.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
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
    return transfer.step().size();
  }

  private static ObjectNode node(Transfer transfer) {
    Image image = transfer.step().image();
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("run", transfer.run())
            .put("region", transfer.region().toString())
            .put("image", transfer.step().imageName())
            .put("action", transfer.step().action().text())
            .put("bytes", bytes(transfer))
            .put("master_id", transfer.step().masterId().map(ImageId::value).orElse(null))
            .put("visibility", image.visibility().name().toLowerCase(Locale.ROOT));
    image.tags().forEach(node.putArray("tags")::add);
    ObjectNode properties = node.putObject("properties");
    image.properties().forEach(properties::put);
    return node;
  }
}
