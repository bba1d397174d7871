package io.glancesync.config.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects what the configuration's author should know. */
public final class ConfigurationWarnings {
  private final Set<String> sentences = new LinkedHashSet<>();
  private final Set<String> keystoneV2 = new LinkedHashSet<>();

  /**
   * @param place a file, with its line where there is one, {@code --config} or a variable
   */
  public void add(String place, String sentence) {
    String all = place + ": " + sentence;
    // a key of [DEFAULT] is read for each target
    if (!sentences.contains(all)) {
      sentences.add(all);
    }
  }

  /** Something that has to do with Keystone v2; many of these make one warning. */
  public void addKeystoneV2(String place) {
    keystoneV2.add(place);
  }

  public List<String> all() {
    var all = new ArrayList<>(sentences);
    keystoneV2.stream().findFirst().ifPresent(first -> all.add(first + ": " + aboutKeystoneV2()));
    return all;
  }

  private String aboutKeystoneV2() {
    var others = keystoneV2.stream().skip(1).collect(Collectors.joining(", "));
    return "Keystone v2 no longer exists, so v3 is always used:"
        + " use_keystone_v3 has no effect, and a URL that ends in /v2.0 is read as /v3"
        + (others.isEmpty() ? "" : " (also at " + others + ")");
  }
}
