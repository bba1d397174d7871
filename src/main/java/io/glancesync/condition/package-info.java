/**
 * Conditions of a configuration: Python expressions about an image, parsed without code that could
 * do harm.
 */
package io.glancesync.condition;
