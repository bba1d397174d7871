package io.glancesync.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Before a request waits for its next try: another transfer may take this one's place. */
public final class GivePlaceUp implements Processor {
  /** The exchange variable that holds a transfer's place; a listing has none. */
  static final String VARIABLE = "place";

  private final Places places;

  public GivePlaceUp(Places places) {
    this.places = places;
  }

  @Override
  public void process(Exchange exchange) {
    places.giveUp(exchange.getVariable(VARIABLE, Place.class));
  }
}
