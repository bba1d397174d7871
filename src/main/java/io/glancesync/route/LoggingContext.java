package io.glancesync.route;

import io.glancesync.region.RegionName;
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
 * Says for each line of the log which run, region and image it belongs to, whoever writes it. It
 * asks the exchange in hand at every step of a route: an exchange knows that on whichever thread it
 * goes on, while what a thread was told would be lost with it.
 */
public final class LoggingContext implements InterceptStrategy {
  private static final String RUN = "run";
  private static final String REGION = "region";
  private static final String IMAGE = "image";

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
      marks.put(REGION, region.toString());
    }
    if (exchange.getVariable("transfer") instanceof Transfer transfer) {
      marks.put(RUN, transfer.run());
      marks.put(REGION, transfer.region().toString());
      marks.put(IMAGE, transfer.step().imageName());
    }
    // a run that settles what another had begun speaks for itself
    if (exchange.getVariable("run") instanceof Run run) {
      marks.put(RUN, run.id());
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

  /** Does what may log something about a run that is over. */
  static void ofRun(String run, Runnable work) {
    with(RUN, run, work);
  }

  /** Does what may log something about another region than the one in hand. */
  static void inRegion(RegionName region, Runnable work) {
    with(REGION, region.toString(), work);
  }

  /** Does what may log something about another image than the one in hand. */
  static void ofImage(String image, Runnable work) {
    with(IMAGE, image, work);
  }

  private static void with(String key, String value, Runnable work) {
    String before = MDC.get(key);
    MDC.put(key, value);
    try {
      work.run();
    } finally {
      if (before == null) {
        MDC.remove(key);
      } else {
        MDC.put(key, before);
      }
    }
  }
}
