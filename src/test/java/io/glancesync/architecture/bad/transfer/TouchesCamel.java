package io.glancesync.architecture.bad.transfer;

import org.apache.camel.Exchange;

/** Knows Camel at an edge. */
public record TouchesCamel(Exchange exchange) {}
