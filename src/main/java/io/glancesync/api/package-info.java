/**
 * The HTTP API: who may call it, what it answers, and the tasks that callers begin. It knows
 * neither the server nor Camel.
 */
package io.glancesync.api;
