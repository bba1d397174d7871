package io.glancesync.architecture.bad.route;

import org.apache.camel.Exchange;

/** Knows Camel where it may. */
public record TouchesCamelRightly(Exchange exchange) {}
