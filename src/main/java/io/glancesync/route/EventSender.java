package io.glancesync.route;

import io.glancesync.error.ErrorMapper;
import io.glancesync.event.EventMessage;
import io.glancesync.file.ReportJson;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to the routes that listen to them. A message is new, so that it has no headers but
 * those of the event. If an event cannot be sent, this is logged, and the run goes on.
 */
public final class EventSender implements Consumer<EventMessage> {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.event");

  /** Each listener receives a copy. If the last one has just stopped, the event is discarded. */
  private static final String OPTIONS = "?multipleConsumers=true&discardIfNoConsumers=true";

  private final CamelContext context;
  private ProducerTemplate template;

  public EventSender(CamelContext context) {
    this.context = context;
  }

  @Override
  public void accept(EventMessage event) {
    try {
      if (isHeard("seda:" + event.name())) {
        String body = ReportJson.text(event.body().get());
        template().sendBodyAndHeaders("seda:" + event.name() + OPTIONS, body, event.headers());
      }
    } catch (RuntimeException e) {
      LOG.error(
          "Tried to send the event {}, but {}; the run goes on",
          event.name(),
          ErrorMapper.rootCause(e).getMessage());
    }
  }

  private boolean isHeard(String queue) {
    return context.getRoutes().stream()
        .map(it -> it.getEndpoint().getEndpointUri().replace("://", ":"))
        .anyMatch(it -> it.equals(queue) || it.startsWith(queue + "?"));
  }

  private synchronized ProducerTemplate template() {
    if (template == null) {
      template = context.createProducerTemplate();
    }
    return template;
  }
}
