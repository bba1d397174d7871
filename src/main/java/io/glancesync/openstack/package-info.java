/**
 * Requests, and Keystone's and Glance's JSON as records; tokens, and lists of images page by page.
 */
package io.glancesync.openstack;
