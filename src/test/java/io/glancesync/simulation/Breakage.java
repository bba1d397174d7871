package io.glancesync.simulation;

/** Changes what GlanceSync is given, so that it breaks a rule on purpose. */
@FunctionalInterface
interface Breakage {
  /** All is as delivered. */
  Breakage NONE = (part, text) -> text;

  /** Where it differs. What should come out follows from what is right. */
  enum Part {
    /** The text of a route file. */
    ROUTES,
    /** The text of glancesync.conf. */
    RULES,
    /** A line of application.properties. */
    SETTINGS
  }

  /** The text that it is given instead. */
  String applyTo(Part part, String text);
}
