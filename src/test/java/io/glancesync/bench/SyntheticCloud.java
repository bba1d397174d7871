package io.glancesync.bench;

import io.glancesync.embedded.EmbeddedOpenStack;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.glance.Hashes;
import io.glancesync.embedded.glance.Storage;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.embedded.http.Traffic;
import io.glancesync.embedded.keystone.Account;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A master region and any number of others, whose Glances keep nothing and compute nothing: what is
 * measured is who feeds them.
 */
final class SyntheticCloud implements AutoCloseable {
  static final String MASTER = "Master";
  private static final Account SYNC = Account.admin("sync", "bench-secret", "images");
  private static final long TINY = 1024;

  private final EmbeddedOpenStack cloud = new EmbeddedOpenStack();
  private final EmbeddedKeystone keystone = cloud.keystone("keystone");
  private final EmbeddedGlance master = cloud.glance(MASTER, keystone);
  private final Map<String, EmbeddedGlance> regions = new LinkedHashMap<>();
  private final Map<String, Long> changed = new ConcurrentHashMap<>();

  SyntheticCloud(int count) {
    keystone.add(SYNC);
    for (int i = 1; i <= count; i++) {
      String name = String.format(Locale.ROOT, "R%03d", i);
      EmbeddedGlance region = cloud.glance(name, keystone);
      region.keepIn(Storage.nowhere());
      region.compute(Hashes.NONE);
      regions.put(name, region);
    }
    cloud.traffic().listen(this::note);
  }

  private void note(Traffic.Request request) {
    if (request.operation() == Operation.CHANGE) {
      changed.put(request.server(), System.currentTimeMillis());
    }
  }

  Map<String, Object> addresses() {
    var urls = new LinkedHashMap<String, String>();
    urls.put(MASTER, master.url());
    regions.forEach((name, glance) -> urls.put(name, glance.url()));
    return Map.of(
        "keystone", keystone.url(),
        "user", SYNC.user(),
        "password", SYNC.password(),
        "project", SYNC.project(),
        "regions", urls);
  }

  /**
   * A public image of the master region.
   *
   * @param isHashed whether its Glance knows hashes of it; that takes as long as computing them
   * @return its id
   */
  String image(String name, long size, boolean isHashed) {
    master.compute(isHashed ? Hashes.ALL : Hashes.NONE);
    return master.add(fields(name), Content.synthetic(name.hashCode(), size));
  }

  private Map<String, Object> fields(String name) {
    return Map.of("name", name, "visibility", "public", "owner", keystone.projectId(SYNC));
  }

  /** So many images in the master region, and the same ones in all others. */
  void fill(int count) {
    Content content = Content.synthetic(1, TINY);
    master.compute(Hashes.NONE);
    for (int i = 0; i < count; i++) {
      String name = String.format(Locale.ROOT, "bench_%05d", i);
      // computing none of them, as there are millions; any will do that are all alike
      var hashes = new HashMap<String, Object>();
      hashes.put("checksum", hex(name, 32));
      hashes.put("os_hash_algo", "sha512");
      hashes.put("os_hash_value", hex(name, 128));
      add(master, name, content, hashes);
      regions.values().forEach(it -> add(it, name, content, hashes));
    }
  }

  private void add(
      EmbeddedGlance glance, String name, Content content, Map<String, Object> hashes) {
    String id = glance.add(fields(name), content);
    hashes.forEach((field, value) -> glance.set(id, field, value));
  }

  private static String hex(String name, int digits) {
    String some = UUID.nameUUIDFromBytes(name.getBytes()).toString().replace("-", "");
    return some.repeat(digits / some.length());
  }

  /** Each connection that content is taken from breaks after so many bytes. */
  void cutDownloadsEach(long bytes) {
    cloud.faults().on(Operation.DOWNLOAD).then(Fault.resetAfterSending(bytes));
  }

  /** One byte of what the master region sends is another one. */
  void flipInDownloads(long position) {
    cloud.faults().on(Operation.DOWNLOAD).then(Fault.corruptedSending(position));
  }

  /** The region takes so many bytes of a request in a second. */
  void slow(String region, long bytesPerSecond) {
    cloud.faults().on(Operation.UPLOAD).in(region).then(Fault.receivingAt(bytesPerSecond));
  }

  /** Nothing goes wrong any more. */
  void calm() {
    cloud.faults().clear();
  }

  /** Bytes of content that were taken from the regions so far. */
  long downloaded() {
    return cloud.traffic().downloaded();
  }

  /** When an image of each region was last changed, in milliseconds since 1970. */
  Map<String, Long> published() {
    return Map.copyOf(changed);
  }

  @Override
  public void close() {
    cloud.close();
  }
}
