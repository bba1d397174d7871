/** An image and its parts, as Glance knows them. */
package io.glancesync.image;
