package io.glancesync.route;

import io.glancesync.content.SpooledSource;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Prepares the message that fills a spool file. The transfers that wait for the file learn of it if
 * an edited route drops the message.
 */
public final class PrepareDownload implements Processor {
  @Override
  public void process(Exchange exchange) {
    SpooledSource source = exchange.getMessage().getBody(SpooledSource.class);
    source.fetched();
    MessageEnd.then(exchange, () -> source.file().abandon());
  }
}
