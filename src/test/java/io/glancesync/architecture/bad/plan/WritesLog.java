package io.glancesync.architecture.bad.plan;

import org.slf4j.Logger;

/** Logs in the core. */
public record WritesLog(Logger log) {}
