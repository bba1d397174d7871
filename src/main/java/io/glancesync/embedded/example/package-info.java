/**
 * A small world to look at: an embedded OpenStack with five regions, the images that a company
 * might have there, and a few things that go wrong. It is what the command {@code demo} shows.
 */
package io.glancesync.embedded.example;
