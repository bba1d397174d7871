package io.glancesync.embedded.keystone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/** Ids as Keystone's, which are the same in every run. */
final class Ids {
  private Ids() {}

  static String of(String... words) {
    String text = String.join("/", words);
    return UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).toString().replace("-", "");
  }
}
