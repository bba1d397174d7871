/**
 * Traces for OpenTelemetry: what a run does, as spans, and how they get to a collector. All classes
 * of OpenTelemetry are named here and in the root, and loaded only if a setting asks for it.
 */
package io.glancesync.tracing;
