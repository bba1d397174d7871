package io.glancesync.simulation;

import io.glancesync.embedded.glance.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** Computes a short hash of each content, once. */
final class Fingerprints {
  private final Map<Content, String> known = Collections.synchronizedMap(new IdentityHashMap<>());

  String of(Content content) {
    return known.computeIfAbsent(content, Fingerprints::compute);
  }

  private static String compute(Content content) {
    var sum = new CRC32();
    var buffer = new byte[64 * 1024];
    try (InputStream in = content.from(0)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        sum.update(buffer, 0, count);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "%d-%08x".formatted(content.size(), sum.getValue());
  }
}
