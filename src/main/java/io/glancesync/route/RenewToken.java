package io.glancesync.route;

import io.glancesync.region.RegionName;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;

/**
 * Before a request that was answered 401 is sent once more: signs in again. A token may be revoked,
 * or end early when clocks disagree.
 */
public final class RenewToken implements Processor {
  private final Sessions sessions;
  private final ProducerTemplate template;

  public RenewToken(Sessions sessions, CamelContext context) {
    this.sessions = sessions;
    this.template = context.createProducerTemplate();
  }

  @Override
  public void process(Exchange exchange) {
    RegionName at = exchange.getVariable("at", RegionName.class);
    sessions.forget(at);
    Object attempts = exchange.getVariable(NoteAttempt.VARIABLE);
    Object place = exchange.getVariable(GivePlaceUp.VARIABLE);
    template.send(
        "direct:signed-in",
        fresh -> {
          fresh.setVariable("at", at);
          fresh.setVariable(NoteAttempt.VARIABLE, attempts);
          fresh.setVariable(GivePlaceUp.VARIABLE, place);
        });
    if (!sessions.isSignInNeeded(at)) {
      exchange.getMessage().setHeader("X-Auth-Token", sessions.token(at));
    }
  }
}
