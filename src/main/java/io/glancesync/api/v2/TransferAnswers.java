package io.glancesync.api.v2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiRequest;
import io.glancesync.overview.Overview;
import java.util.function.Supplier;

/** What is on its way now. */
public final class TransferAnswers {
  private final Supplier<Overview> overview;

  public TransferAnswers(Supplier<Overview> overview) {
    this.overview = overview;
  }

  /** All transfers, in the order in which they began. */
  public ApiAnswer list(ApiRequest request) {
    request.call().query().only();
    ObjectNode node = OverviewJson.object();
    ArrayNode transfers = node.putArray("transfers");
    overview.get().transfers().forEach(it -> transfers.add(OverviewJson.transfer(it)));
    return ApiAnswer.ok(node.toString());
  }
}
