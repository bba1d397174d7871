/** The HTTP server of the API: what a request passes before a route gets it, and Camel's part. */
package io.glancesync.api.server;
