package io.glancesync.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationLoader;
import io.glancesync.config.source.Environment;
import io.glancesync.embedded.EmbeddedOpenStack;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.keystone.Account;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import io.glancesync.image.Image;
import io.glancesync.region.RegionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A master region, others in one or two targets, their images, and the rules between them. */
final class SimulatedWorld implements AutoCloseable {
  static final String PASSWORD = "never-to-be-seen";
  private static final Account ACCOUNT = Account.admin("sync", PASSWORD, "images");

  /** Contents of very different sizes; regions are likely to have the same ones. */
  private static final List<Content> CONTENTS =
      List.of(
          Content.synthetic(1, 1),
          Content.synthetic(2, 900),
          Content.synthetic(3, 70_000),
          Content.synthetic(4, 70_000),
          Content.synthetic(5, 400_000));

  static final List<String> NAMES =
      List.of("alpine", "debian", "ubuntu", "fedora", "kernel", "ramdisk");

  private final Dice dice;
  private final EmbeddedOpenStack cloud;
  private final SimulatedRegion master;
  private final List<SimulatedRegion> regions = new ArrayList<>();
  private final List<SimulatedRegion> aliases = new ArrayList<>();
  private final Map<String, EmbeddedKeystone> keystones = new HashMap<>();
  private final Map<String, String> masterIds = new HashMap<>();
  private final RuleLines rules;
  private final Fingerprints prints = new Fingerprints();

  /**
   * @param clock what its servers take the time from
   */
  SimulatedWorld(Dice dice, Clock clock) {
    this.dice = dice;
    cloud = new EmbeddedOpenStack(clock, new Random(dice.between(0, 1_000_000)));
    master = region("Valladolid", "master");
    for (String name : List.of("Burgos", "Caceres").subList(0, dice.between(1, 2))) {
      regions.add(region(name, "master"));
    }
    if (dice.chance(30)) {
      regions.add(region("Madrid", "other"));
    }
    fillMaster();
    regions.forEach(this::fill);
    rules = RuleLines.draw(dice, List.copyOf(masterIds.values()), regions);
  }

  private SimulatedRegion region(String name, String target) {
    EmbeddedKeystone keystone =
        keystones.computeIfAbsent(
            target,
            it -> {
              EmbeddedKeystone made = cloud.keystone(it);
              made.add(ACCOUNT);
              return made;
            });
    EmbeddedGlance glance = cloud.glance(name, keystone);
    return new SimulatedRegion(
        RegionName.of(target + ":" + name), glance, keystone.projectId(ACCOUNT), prints);
  }

  /** Images with other content are replaced, and the region has one for most of the master's. */
  void replaceAny(SimulatedRegion region, Dice dice) {
    rules.remove("rename");
    rules.set("replace", "any");
    List<String> names = region.images().stream().map(Image::name).toList();
    for (Image image : master.images()) {
      if (image.isActive() && image.isPublic() && !names.contains(image.name())) {
        region
            .glance()
            .add(
                Map.of(
                    "id", dice.uuid(),
                    "name", image.name(),
                    "owner", region.projectId(),
                    "visibility", "public"),
                Content.synthetic(6, 2_000));
      }
    }
  }

  /** A further region at the address of this one. */
  void alias(SimulatedRegion region, String name) {
    String target = region.name().target();
    cloud.alias(region.glance(), name, keystones.get(target));
    RegionName full = RegionName.of(target + ":" + name);
    aliases.add(new SimulatedRegion(full, region.glance(), region.projectId(), prints));
  }

  /** Its rules say this of what becomes of images, too. */
  void add(LifeRules more) {
    rules.add("replace", more.replace());
    rules.add("rename", more.rename());
    rules.add(more.lines());
  }

  /** An image of the master is uploaded anew, with other content. */
  void replaceMaster(Image image, Dice dice) {
    replaceMaster(image, dice.uuid(), () -> dice.oneOf(CONTENTS));
  }

  /**
   * The same.
   *
   * @param id the image's new one
   */
  void replaceMaster(Image image, String id, Supplier<Content> content) {
    Map<String, Object> fields = new HashMap<>(image.properties());
    fields.put("id", id);
    fields.put("name", image.name());
    fields.put("owner", image.owner());
    fields.put("visibility", image.visibility().text());
    master.glance().remove(image.id().value());
    master.glance().add(fields, content.get());
  }

  EmbeddedOpenStack cloud() {
    return cloud;
  }

  SimulatedRegion master() {
    return master;
  }

  /** The same, and those at the address of another. */
  List<SimulatedRegion> allRegions() {
    return Stream.concat(regions.stream(), aliases.stream()).toList();
  }

  /** All but the master, each at an address of its own. */
  List<SimulatedRegion> regions() {
    return regions;
  }

  private void fillMaster() {
    for (String name : NAMES) {
      if (dice.chance(65)) {
        boolean isRetired = dice.chance(15);
        masterIds.put(name, add(master, isRetired ? name + "_obsolete" : name, true));
      }
    }
    if (dice.chance(8)) {
      add(master, dice.oneOf(NAMES), true);
    }
    for (String name : List.of("ubuntu", "debian")) {
      for (String companion : List.of("kernel", "ramdisk")) {
        if (masterIds.containsKey(name) && dice.chance(25)) {
          String id =
              dice.chance(85) ? masterIds.getOrDefault(companion, dice.uuid()) : dice.uuid();
          master.glance().set(masterIds.get(name), companion + "_id", id);
        }
      }
    }
  }

  private void fill(SimulatedRegion region) {
    for (String name : NAMES) {
      if (dice.chance(50)) {
        add(region, name, false);
      }
      if (dice.chance(4)) {
        add(region, name, false);
      }
      if (dice.chance(4)) {
        add(region, name + dice.oneOf("_obsolete", ".old"), false);
      }
    }
  }

  private String add(SimulatedRegion region, String name, boolean isMaster) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("id", dice.uuid());
    fields.put("name", name);
    fields.put("owner", dice.chance(isMaster ? 95 : 85) ? region.projectId() : "others");
    fields.put(
        "visibility", dice.chance(isMaster ? 90 : 70) ? "public" : dice.oneOf("private", "shared"));
    fields.put("os_hidden", dice.chance(5));
    fields.put("protected", dice.chance(10));
    fields.put("min_ram", dice.chance(10) ? 512 : 0);
    if (dice.chance(40)) {
      fields.put("nid", dice.oneOf("1", "2"));
    }
    if (dice.chance(40)) {
      fields.put("type", dice.oneOf("base", "other"));
    }
    if (dice.chance(15)) {
      fields.put("owner_specified.x", "y");
    }
    if (dice.chance(15)) {
      fields.put("tags", List.of("a", "b"));
    }
    Content content = content(name, isMaster);
    String id = region.glance().add(fields, content);
    if (dice.chance(isMaster ? 3 : 6)) {
      region.glance().set(id, "status", dice.oneOf("queued", "deactivated"));
    }
    if (dice.chance(5)) {
      region.glance().set(id, "os_hash_algo", null);
      region.glance().set(id, "os_hash_value", null);
    }
    return id;
  }

  /** In a region it is mostly the content that the master has under that name. */
  private Content content(String name, boolean isMaster) {
    String id = masterIds.get(name);
    return !isMaster && id != null && dice.chance(55)
        ? master.glance().content(id)
        : dice.oneOf(CONTENTS);
  }

  /** The text of its glancesync.conf. */
  String configurationText() {
    var text = new StringBuilder("[main]\nmaster_region = Valladolid\n[DEFAULT]\n" + rules + "\n");
    keystones.forEach(
        (target, keystone) ->
            text.append(
                "[%s]\ncredential = sync,%s,%s,images\n"
                    .formatted(
                        target,
                        Base64.getEncoder().encodeToString(PASSWORD.getBytes(UTF_8)),
                        keystone.url())));
    return text.toString();
  }

  /**
   * @param change makes other rules of its own
   */
  Configuration configuration(Path folder, UnaryOperator<String> change) {
    try {
      Path file =
          Files.writeString(folder.resolve("glancesync.conf"), change.apply(configurationText()));
      var surroundings = new Environment(Map.of(), folder, folder, folder);
      return new ConfigurationLoader(surroundings)
          .load(Optional.of(file), List.of())
          .configuration();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cloud.close();
  }
}
