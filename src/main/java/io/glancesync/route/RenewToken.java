package io.glancesync.route;

import io.glancesync.openstack.GlanceRequest;
import io.glancesync.openstack.TokenCache;
import io.glancesync.region.RegionName;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;

/**
 * Signs in again before a request that was answered 401 is retried. A token may be revoked, or may
 * expire early when clocks disagree.
 */
public final class RenewToken implements Processor {
  /** The exchange variable that holds the request in hand. */
  private static final String REQUEST = "request";

  /** A header that goes when Camel's own count of retries goes: the token is renewed once. */
  private static final String RENEWED = "CamelRedeliveryTokenRenewed";

  private final TokenCache tokenCache;
  private final ProducerTemplate template;

  public RenewToken(TokenCache tokenCache, CamelContext context) {
    this.tokenCache = tokenCache;
    this.template = context.createProducerTemplate();
  }

  @Override
  public void process(Exchange exchange) {
    var request = exchange.getVariable(REQUEST, GlanceRequest.class);
    RegionName at = request.region();
    tokenCache.evict(at);
    Object attempts = exchange.getVariable(NoteAttempt.VARIABLE);
    Object place = exchange.getVariable(SuspendPermit.VARIABLE);
    template.send(
        "direct:ensure-signed-in",
        fresh -> {
          fresh.getMessage().setBody(request);
          fresh.setVariable(NoteAttempt.VARIABLE, attempts);
          fresh.setVariable(SuspendPermit.VARIABLE, place);
        });
    exchange.getMessage().setHeader(RENEWED, true);
    if (!tokenCache.isSignInNeeded(at)) {
      exchange.getMessage().setHeader("X-Auth-Token", tokenCache.token(at));
    }
  }
}
