/** What knows Camel: processors, templates of routes, and beans that need an exchange. */
package io.glancesync.route;
