package io.glancesync;

import io.glancesync.openstack.GlanceRequest;
import io.glancesync.region.RegionName;
import io.glancesync.route.LoggingContext;
import io.glancesync.run.Run;
import io.glancesync.tracing.Collector;
import io.glancesync.tracing.Tracing;
import io.glancesync.transfer.Transfer;
import io.opentelemetry.context.Scope;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Says what a request to Keystone or Glance belongs to, at each step that sends one. As in {@link
 * LoggingContext}, the exchange knows it and no thread does.
 */
record TracedRequests(Tracing tracing) implements InterceptStrategy {
  static Traces traces(URI collector, String version, boolean isService) {
    var tracing = new Tracing(new Collector(collector, version)::start);
    if (!isService) {
      tracing.closeAtExit();
    }
    return new Traces(
        List.of(tracing),
        Optional.of(new TracedRequests(tracing)),
        tracing.requests()::configure,
        tracing::close);
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode step, Processor target, Processor next) {
    boolean isRequest = step instanceof ToDefinition to && to.getUri().startsWith("http:");
    return isRequest ? traced(target) : target;
  }

  private Processor traced(Processor target) {
    return new DelegateAsyncProcessor(target) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        // it is sent on this thread
        Scope scope = enter(exchange);
        try {
          return super.process(exchange, callback);
        } finally {
          scope.close();
        }
      }
    };
  }

  private Scope enter(Exchange exchange) {
    return exchange.getVariable("request") instanceof GlanceRequest request
        ? tracing.enter(
            exchange.getVariable("run", Run.class),
            exchange.getVariable("transfer", Transfer.class),
            exchange.getVariable("region", RegionName.class),
            request.region())
        : Scope.noop();
  }
}
