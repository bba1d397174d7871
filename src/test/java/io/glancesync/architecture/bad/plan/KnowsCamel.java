package io.glancesync.architecture.bad.plan;

import org.apache.camel.Exchange;

/** Knows a route in the core. */
public record KnowsCamel(Exchange exchange) {}
