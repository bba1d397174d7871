package io.glancesync.route;

import io.glancesync.error.ErrorMapper;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.UnaryOperator;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the errors of routes that name no route configuration: those that users have added. Camel
 * itself says nothing of an error in one of several routes that listen to a queue, or in a part of
 * a split message. The error is not changed: the caller of the route still receives it.
 */
public final class RouteErrors implements InterceptStrategy {
  private final UnaryOperator<String> redaction;

  /** An error passes through the steps and routes around it; it is logged once. */
  private final Set<Throwable> logged =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /**
   * @param redaction replaces secrets in a text
   */
  public RouteErrors(UnaryOperator<String> redaction) {
    this.redaction = redaction;
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode step, Processor target, Processor next) {
    RouteDefinition route = ProcessorDefinitionHelper.getRoute(step);
    if (route == null || route.getRouteConfigurationId() != null || isTried(step)) {
      return target;
    }
    return new DelegateAsyncProcessor(target) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        return super.process(
            exchange,
            sync -> {
              Optional.ofNullable(exchange.getException()).ifPresent(it -> log(route, it));
              callback.done(sync);
            });
      }
    };
  }

  /** Whether the route itself may deal with an error of the step. */
  private static boolean isTried(NamedNode step) {
    return step instanceof ProcessorDefinition<?> definition
        && ProcessorDefinitionHelper.findFirstParentOfType(TryDefinition.class, definition, true)
            != null;
  }

  private void log(RouteDefinition route, Throwable error) {
    if (logged.add(error)) {
      Logger logger = LoggerFactory.getLogger("glancesync.route." + route.getRouteId());
      Throwable cause = ErrorMapper.rootCause(error);
      String reason = FailureText.ofServer(cause).orElseGet(() -> text(cause));
      logger.error("Tried to handle a message, but {}", redaction.apply(reason));
    }
  }

  private static String text(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    return Optional.ofNullable(cause.getMessage())
        .map(it -> "%s (%s)".formatted(it, name))
        .orElse("it went wrong (%s)".formatted(name));
  }
}
