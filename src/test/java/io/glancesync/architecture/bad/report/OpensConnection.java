package io.glancesync.architecture.bad.report;

import java.net.URI;

/** Knows the network in the core. */
public record OpensConnection(URI uri) {}
