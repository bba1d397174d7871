/** The functions, methods and operators of conditions. They answer as Python's do. */
package io.glancesync.condition.function;
