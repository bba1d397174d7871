/**
 * Requests about an image or a region, as records: what a route that makes requests gets in its
 * body. Pure, like {@code openstack}.
 */
package io.glancesync.openstack.request;
