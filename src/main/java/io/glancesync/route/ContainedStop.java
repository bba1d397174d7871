package io.glancesync.route;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Makes {@code stop} end only the route that contains it, and not the delivered routes that called
 * it. Camel itself would skip all of their remaining steps, even those that release a lock.
 */
public final class ContainedStop implements InterceptStrategy {
  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode step, Processor target, Processor next) {
    if (!(step instanceof ToDefinition call) || !isDelivered(call)) {
      return target;
    }
    return new DelegateAsyncProcessor(target) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        return super.process(
            exchange,
            sync -> {
              exchange.setRouteStop(false);
              callback.done(sync);
            });
      }
    };
  }

  /** Routes of users name no configuration. */
  private static boolean isDelivered(ProcessorDefinition<?> step) {
    RouteDefinition route = ProcessorDefinitionHelper.getRoute(step);
    return route != null && route.getRouteConfigurationId() != null;
  }
}
