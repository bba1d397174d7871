/**
 * Commands that ask a service on another host ({@code --url}) over its HTTP API, version 2. They
 * need neither a configuration nor run-time data, and start no engine.
 */
package io.glancesync.cli.remote;
