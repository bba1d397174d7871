/** The values of conditions. They behave as Python's do, and each has a limit. */
package io.glancesync.condition.value;
