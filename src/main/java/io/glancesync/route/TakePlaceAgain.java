package io.glancesync.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** A request has waited for its next try: it goes on when its region has a place for it. */
public final class TakePlaceAgain implements Processor {
  private final Places places;

  public TakePlaceAgain(Places places) {
    this.places = places;
  }

  @Override
  public void process(Exchange exchange) throws InterruptedException {
    places.takeAgain(exchange.getVariable(GivePlaceUp.VARIABLE, Place.class));
  }
}
