package io.glancesync.engine;

import static io.glancesync.planner.Policies.aPolicy;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.config.Configuration;
import io.glancesync.config.Target;
import io.glancesync.embedded.EmbeddedOpenStack;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.http.FaultInjector;
import io.glancesync.embedded.http.Operation;
import io.glancesync.embedded.keystone.Account;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import io.glancesync.plan.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The master region Valladolid, and Burgos, which has nothing yet. */
public final class SmallCloud implements AutoCloseable {
  /** A request, and when it came. */
  record Seen(Operation operation, String server, Instant at) {}

  final EmbeddedOpenStack cloud = new EmbeddedOpenStack();
  public final EmbeddedGlance valladolid;
  public final EmbeddedGlance burgos;
  private final EmbeddedKeystone keystone = cloud.keystone("keystone");
  private final Map<Operation, Runnable> deeds = new ConcurrentHashMap<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  public SmallCloud() {
    this(Account.admin("ann", Targets.PASSWORD, "images"));
  }

  /**
   * @param us who GlanceSync is
   */
  public SmallCloud(Account us) {
    keystone.add(us);
    valladolid = cloud.glance("Valladolid", keystone);
    burgos = cloud.glance("Burgos", keystone);
    cloud
        .traffic()
        .listen(
            it -> {
              seen.add(new Seen(it.operation(), it.server(), Instant.now()));
              deeds.getOrDefault(it.operation(), () -> {}).run();
            });
  }

  public Configuration configuration() {
    return Targets.configuration(target());
  }

  public Target target() {
    return Targets.target("master", keystone.url());
  }

  /** Under it nothing is selected that has not this property. */
  public Configuration selecting(String property) {
    return configuration(aPolicy().metadataSet(property).build());
  }

  /** With rules of its own. */
  public Configuration configuration(Policy policy) {
    return Targets.configuration(Targets.under(policy, target()));
  }

  public FaultInjector faults() {
    return cloud.faults();
  }

  /** An image to be copied, of so many bytes. */
  public String master(String name, long bytes) {
    return valladolid.add(
        Map.of("name", name, "visibility", "public", "nid", "1"), Content.synthetic(1, bytes));
  }

  /** An image that the region has already, of so many bytes. */
  public String add(String name, long bytes) {
    return burgos.add(Map.of("name", name, "visibility", "public"), Content.synthetic(2, bytes));
  }

  /** Does something with each of such requests. */
  public void whenAsked(Operation operation, Runnable deed) {
    deeds.put(operation, deed);
  }

  /** When such requests came. */
  public List<Instant> times(Operation operation, String server) {
    return seen.stream()
        .filter(it -> it.operation() == operation && it.server().equals(server))
        .map(Seen::at)
        .toList();
  }

  /** What the region has, whether visible or not. */
  public List<JsonNode> copies() {
    return burgos.images();
  }

  public void reset() {
    faults().clear();
    valladolid.clear();
    burgos.clear();
    seen.clear();
  }

  @Override
  public void close() {
    cloud.close();
  }
}
