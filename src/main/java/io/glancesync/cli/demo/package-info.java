/** The command {@code demo}: the main job, on an OpenStack inside this process. */
package io.glancesync.cli.demo;
