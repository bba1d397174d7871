package io.glancesync.architecture.bad.plan;

import java.util.Map;

/** Asks for what is set around the core. */
public final class AsksEnvironment {
  private AsksEnvironment() {}

  static Map<String, String> answer() {
    return System.getenv();
  }
}
