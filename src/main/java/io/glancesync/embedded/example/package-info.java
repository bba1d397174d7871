/**
 * A small example: an embedded OpenStack with five regions, the images that a company might have
 * there, and a few errors. The command {@code demo} shows it.
 */
package io.glancesync.embedded.example;
