package io.glancesync.architecture.bad.copy;

import org.apache.camel.http.base.HttpOperationFailedException;

/** Reads an error answer itself. */
public record KnowsAnswer(HttpOperationFailedException answer) {}
