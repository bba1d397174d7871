package io.glancesync.route;

import io.glancesync.log.LogScope;
import io.glancesync.region.RegionName;
import io.glancesync.run.Run;
import io.glancesync.transfer.Transfer;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.slf4j.MDC;

/**
 * Adds run, region and image to each log line, from any logger. It reads them from the exchange at
 * every step of a route. An exchange keeps them when it continues on another thread, while a value
 * set on a thread would be lost.
 */
public final class LoggingContext implements InterceptStrategy {
  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode step, Processor target, Processor next) {
    return new DelegateAsyncProcessor(target) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        mark(exchange);
        try {
          return super.process(exchange, callback);
        } finally {
          restore(before);
        }
      }
    };
  }

  private static void mark(Exchange exchange) {
    var marks = new HashMap<String, String>();
    if (exchange.getVariable("region") instanceof RegionName region) {
      marks.put(LogScope.REGION, region.toString());
    }
    if (exchange.getVariable("transfer") instanceof Transfer transfer) {
      marks.put(LogScope.RUN, transfer.run());
      marks.put(LogScope.REGION, transfer.region().toString());
      marks.put(LogScope.IMAGE, transfer.step().imageName());
    }
    // a run that settles the work of another run logs under its own id
    if (exchange.getVariable("run") instanceof Run run) {
      marks.put(LogScope.RUN, run.id());
    }
    restore(marks);
  }

  private static void restore(Map<String, String> marks) {
    if (marks == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(marks);
    }
  }
}
