package io.glancesync.architecture.bad.plan;

import com.fasterxml.jackson.databind.JsonNode;

/** Knows JSON in the core. */
public record KnowsJackson(JsonNode json) {}
