package io.glancesync.embedded.example;

import io.glancesync.embedded.EmbeddedOpenStack;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.glance.Storage;
import io.glancesync.embedded.http.Operation;
import io.glancesync.embedded.http.Traffic;
import io.glancesync.embedded.keystone.Account;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Five regions of two Keystones. Valladolid is the master; Burgos and Caceres share its Keystone;
 * Madrid and Sevilla are a partner's.
 */
public final class ExampleCloud implements AutoCloseable {
  /** The section of the configuration that the partner's regions make. */
  static final String PARTNER = "partner";

  /** The image that the master deletes in the end. */
  public static final String WITHDRAWN = "base_ubuntu_24.04";

  static final Account OURS = Account.admin("sync", "example-1", "images");
  static final Account AT_PARTNER = Account.admin("sync", "example-2", "images");

  private final EmbeddedOpenStack cloud = new EmbeddedOpenStack();
  private final EmbeddedKeystone keystone = cloud.keystone("keystone");
  private final EmbeddedKeystone partner = cloud.keystone("partner-keystone");
  private final Map<String, EmbeddedGlance> glances =
      Stream.concat(
              Stream.of("Valladolid", "Burgos", "Caceres").map(it -> cloud.glance(it, keystone)),
              Stream.of("Madrid", "Sevilla").map(it -> cloud.glance(it, partner)))
          .collect(Collectors.toMap(EmbeddedGlance::region, Function.identity()));

  /**
   * Puts everything in its place.
   *
   * @param folder for the content of the images that will be uploaded
   */
  public void fill(Path folder) {
    keystone.add(OURS);
    partner.add(AT_PARTNER);
    glances.forEach((region, glance) -> glance.keepIn(Storage.folder(folder.resolve(region))));
    new ExampleStock(glances, keystone.projectId(OURS), partner.projectId(AT_PARTNER)).add();
    ExampleFaults.add(cloud.faults());
  }

  /** The words for all regions but the master. */
  public List<String> words() {
    return List.of("Burgos", "Caceres", PARTNER + ":");
  }

  /** The text of a {@code glancesync.conf} that fits; the regions are to be filled before. */
  public String configuration() {
    return ExampleFiles.configuration(
        keystone.url(),
        partner.url(),
        checksum("Burgos", "base_rocky_9"),
        checksum("Caceres", "base_rocky_9"));
  }

  private String checksum(String region, String image) {
    return glances.get(region).images().stream()
        .filter(it -> it.path("name").asText().equals(image))
        .map(it -> it.path("checksum").asText())
        .findFirst()
        .orElseThrow();
  }

  /** The text of a {@code clouds.yaml} for other programs. */
  public String clouds() {
    return ExampleFiles.clouds(keystone.url(), partner.url());
  }

  /** How many uploads were begun so far in a region, whether they went well or not. */
  public long uploads(String region) {
    return cloud.traffic().requests().stream()
        .filter(it -> it.operation() == Operation.UPLOAD)
        .map(Traffic.Request::server)
        .filter(region::equals)
        .count();
  }

  /** What goes wrong in a region for a while, in words. */
  public Optional<String> problem(String region) {
    return Optional.ofNullable(ExampleFaults.WORDS.get(region));
  }

  /** The master deletes an image that {@link #withdrawnIn} has from it. */
  public void withdraw() {
    EmbeddedGlance master = glances.get("Valladolid");
    master.images().stream()
        .filter(it -> it.path("name").asText().equals(WITHDRAWN))
        .map(it -> it.path("id").asText())
        .forEach(master::remove);
  }

  /** The region, as users write it, which got that image from the master. */
  public String withdrawnIn() {
    return PARTNER + ":Madrid";
  }

  /** The region that has no room for what it lacks, as users write it. */
  public String fullRegion() {
    return PARTNER + ":Sevilla";
  }

  @Override
  public void close() {
    cloud.close();
  }
}
