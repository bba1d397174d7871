package io.glancesync.e2e.fault;

import static io.glancesync.e2e.fault.OddProxy.changed;
import static io.glancesync.e2e.fault.OddProxy.cutAfter;
import static io.glancesync.e2e.fault.OddProxy.delayed;
import static io.glancesync.e2e.fault.OddProxy.doneBut;
import static io.glancesync.e2e.fault.OddProxy.heldBack;
import static io.glancesync.e2e.fault.OddProxy.lost;
import static io.glancesync.e2e.fault.OddProxy.refused;
import static io.glancesync.e2e.fault.OddProxy.shortened;
import static io.glancesync.e2e.fault.OddProxy.storedLater;
import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.e2e.StandIn;
import io.glancesync.world.TestbedOnly;
import io.glancesync.world.Watch;
import io.glancesync.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers that are lost, late, wrong or a refusal. Content that has arrived is not sent again, and
 * the master is not read again: the requests of each image are counted, and printed as a table.
 */
@EndToEnd
class OddAnswersIT {
  private static final int SIZE = 3_000_000;
  private static final long MIB = 1 << 20;
  private static final String LATE = "Gateway Time-out";

  /** A property that no image of the master has. */
  private static final String OWN = "owned_by";

  @TempDir private Path folder;
  private final List<String> table = new ArrayList<>();

  /**
   * What goes wrong, and what has to come of it.
   *
   * @param images what is to be copied
   * @param wrongRuns in so many runs
   * @param exits of each run, the exit code
   * @param puts how often the region is sent the content of each image
   * @param gets how often the master is asked for the content of each image
   */
  private record Case(
      String what,
      List<String> images,
      int wrongRuns,
      List<Integer> exits,
      int puts,
      int gets,
      Consumer<OddProxy> inMaster,
      Consumer<OddProxy> inRegion) {

    static Case inRegion(String what, Consumer<OddProxy> mishaps) {
      return new Case(what, List.of("ubuntu"), 9, List.of(0), 1, 1, it -> {}, mishaps);
    }

    static Case inMaster(String what, Consumer<OddProxy> mishaps) {
      return new Case(what, List.of("ubuntu"), 9, List.of(0), 1, 1, mishaps, it -> {});
    }

    Case of(String... names) {
      return new Case(what, List.of(names), wrongRuns, exits, puts, gets, inMaster, inRegion);
    }

    Case wrongIn(int runs) {
      return new Case(what, images, runs, exits, puts, gets, inMaster, inRegion);
    }

    Case exits(Integer... codes) {
      return new Case(what, images, wrongRuns, List.of(codes), puts, gets, inMaster, inRegion);
    }

    Case counts(int wantedPuts, int wantedGets) {
      return new Case(what, images, wrongRuns, exits, wantedPuts, wantedGets, inMaster, inRegion);
    }

    @Override
    public String toString() {
      return what;
    }
  }

  /** Each request about an image goes wrong once, that of an image of its own. */
  private static Case each(String what, OddProxy.Mishap mishap) {
    return Case.inRegion(
            what,
            it ->
                it.on("^POST create\n", 1, mishap)
                    .on("^PUT upload/file\n", 1, mishap)
                    .on("^PATCH change\n", 1, mishap)
                    .on("^DELETE old delete\n", 1, mishap))
        .of("create", "upload", "change", "delete");
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.inRegion("none", it -> {}),
        each("done, and the connection breaks", lost()),
        each("done, but a proxy answers 504", doneBut(504, LATE)),
        each("done, but the answer is 500", doneBut(500, "Oops")),
        each("done, but the answer is a 200 with a page", doneBut(200, "<html>Hi</html>")),
        Case.inRegion(
            "a proxy answers 504 to the PUT while the region stores",
            it -> it.on("^PUT", 1, storedLater(504, () -> Watch.untilSaving(BURGOS, "ubuntu")))),
        Case.inRegion(
                "a proxy answers 504 to the PUT before the region gets it",
                it ->
                    it.on("^PUT", 1, heldBack(504, () -> it.await("PUT", 2)))
                        .on("^PUT", 1, delayed(() -> Watch.untilSaving(BURGOS, "ubuntu"))))
            .counts(2, 1),
        Case.inRegion(
                "the connection breaks in the middle of the PUT",
                it -> it.on("^PUT", 1, cutAfter(SIZE / 2)))
            .counts(2, 1),
        Case.inRegion(
                "the PATCH that publishes is refused once", it -> it.on("^PATCH", refused(403)))
            .wrongIn(1)
            .exits(1, 0),
        Case.inRegion(
                "the DELETE of the replaced image is refused with 409 in two runs",
                it -> it.on("^DELETE", refused(409)))
            .of("delete")
            .wrongIn(2)
            .exits(0, 0, 0),
        Case.inRegion(
                "a property appears; the PATCH that removes it is refused with 403",
                it ->
                    it.on("^POST", changed(OddAnswersIT::owned))
                        .on("^PATCH(?s:.*)" + OWN, refused(403)))
            .exits(0, 0),
        Case.inRegion(
                "a property appears; the PATCH that removes it is ignored",
                it ->
                    it.on("^POST", changed(OddAnswersIT::owned))
                        .on("^PATCH(?s:.*)" + OWN, changed(OddAnswersIT::owning)))
            .exits(0, 0),
        Case.inMaster(
                "the GET breaks off, and Range is refused with 400",
                it ->
                    it.on("\nRange: ", refused(400)).on("^GET ubuntu/file", 1, shortened(SIZE / 2)))
            .counts(1, 3),
        Case.inRegion("Expect is refused with 417", it -> it.on("\nExpect: ", refused(417)))
            .counts(2, 1),
        Case.inMaster(
            "limit is refused with 400 by the master",
            it -> it.on("^GET \\?.*limit=", refused(400))),
        Case.inRegion(
            "limit is refused with 400 by the region",
            it -> it.on("^GET \\?.*limit=", refused(400))),
        Case.inRegion(
            "os_hidden is refused with 400 by the region",
            it -> it.on("^GET \\?.*os_hidden=", refused(400))));
  }

  /** The JSON of a new image, with the property. */
  private static String owned(String json) {
    return json.replaceFirst("\\{", "{\"%s\":\"the region\",".formatted(OWN));
  }

  /** A JSON patch, without what it says of the property. */
  private static String owning(String patch) {
    return patch
        .replaceAll("\\{[^{}]*\"/%s\"[^{}]*\\}".formatted(OWN), "")
        .replaceAll(",,+", ",")
        .replaceAll("\\[,", "[")
        .replaceAll(",\\]", "]");
  }

  @BeforeEach
  void nothing_is_there() {
    World.clear();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void what_has_arrived_is_not_sent_again(Case mishap) throws Exception {
    try (OddProxy master = new OddProxy(VALLADOLID.url());
        OddProxy region = new OddProxy(BURGOS.url());
        StandIn keystone = keystone(master, region);
        Command glancesync = command(keystone.url() + "/v3")) {
      Map<String, JsonNode> wanted = fill(mishap, master, region);
      mishap.inMaster().accept(master);
      mishap.inRegion().accept(region);

      List<Integer> exits = run(glancesync, mishap, master, region);

      for (String image : mishap.images()) {
        String row = row(mishap, image, SIZE, master, region, exits);
        table.add(row);
      }
      assertThat(master.unused()).isEmpty();
      assertThat(region.unused()).isEmpty();
      assertThat(exits).isEqualTo(mishap.exits());
      assertThat(BURGOS.names())
          .containsExactlyElementsOf(mishap.images().stream().sorted().toList());
      for (String image : mishap.images()) {
        assertThat(state(BURGOS.only(image))).isEqualTo(state(wanted.get(image)));
        assertThat(region.count("PUT %s/file\n".formatted(image)))
            .as("PUTs")
            .isEqualTo(mishap.puts());
        assertThat(region.received(image)).as("never all of it twice").isLessThan(2L * SIZE);
        assertThat(master.count("GET %s/file\n".formatted(image)))
            .as("GETs")
            .isEqualTo(mishap.gets());
      }
      assertThat(files("in-flight")).isEmpty();
      assertThat(files("dead-letter")).isEmpty();
    }
  }

  @Test
  @TestbedOnly
  void what_is_too_large_is_not_sent_to_its_end() throws Exception {
    Case tooLarge =
        Case.inRegion("the image is larger than image_size_cap, 1 MiB", it -> {}).exits(1);
    try (CappedGlance glance = new CappedGlance(BURGOS, MIB, folder);
        OddProxy master = new OddProxy(VALLADOLID.url());
        OddProxy region = new OddProxy(glance.url());
        StandIn keystone = keystone(master, region);
        Command glancesync = command(keystone.url() + "/v3")) {
      JsonNode image = VALLADOLID.image("ubuntu").zeros(100 * MIB).upload();
      master.calls(image.path("id").asText(), "ubuntu");

      Command.Result sync = glancesync.run("sync", "Burgos");

      table.add(row(tooLarge, "ubuntu", 100 * MIB, master, region, List.of(sync.exitCode())));
      table.add(
          "%d bytes were sent, %d of them after the region's 413"
              .formatted(region.received("ubuntu"), region.receivedAfter413("ubuntu")));
      assertThat(sync.exits(1).out()).contains("413");
      assertThat(region.receivedAfter413("ubuntu")).isLessThanOrEqualTo(MIB);
      assertThat(region.count("PUT ubuntu/file\n")).isEqualTo(1);
      assertThat(BURGOS.all()).isEmpty();
      assertThat(files("in-flight")).isEmpty();
    }
  }

  private List<Path> files(String where) throws IOException {
    Path data = folder.resolve("var").resolve(where);
    if (!Files.exists(data)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static String state(JsonNode image) {
    return Stream.of("status", "visibility", "os_hidden", "size", "os_hash_value")
        .map(it -> image.path(it).asText())
        .toList()
        .toString();
  }

  private static StandIn keystone(OddProxy master, OddProxy region) {
    return StandIn.keystone(
        "keystone-a",
        it -> it.replace(VALLADOLID.url(), master.url()).replace(BURGOS.url(), region.url()));
  }

  private Command command(String keystone) {
    return new Command(folder)
        .with("GLANCESYNC_REGION_PROBE_INTERVAL", "300ms")
        .configured(
            """
            [main]
            master_region = Valladolid
            [DEFAULT]
            replace = any
            [master]
            credential = %s
            """
                .formatted(World.credential("keystone-a", "sync", keystone)));
  }

  private static Map<String, JsonNode> fill(Case mishap, OddProxy master, OddProxy region) {
    var images = new TreeMap<String, JsonNode>();
    for (String name : mishap.images()) {
      JsonNode image = VALLADOLID.image(name).zeros(SIZE + images.size()).upload();
      images.put(name, image);
      master.calls(image.path("id").asText(), name);
      if (name.equals("delete")) {
        region.calls(BURGOS.image(name).content("old").id(), "old " + name);
      }
    }
    return images;
  }

  private static List<Integer> run(
      Command glancesync, Case mishap, OddProxy master, OddProxy region) {
    var exits = new ArrayList<Integer>();
    for (int run = 0; run < mishap.exits().size(); run++) {
      if (run == mishap.wrongRuns()) {
        master.calm();
        region.calm();
      }
      Command.Result result = glancesync.run("sync", "Burgos");
      exits.add(result.exitCode());
      if (result.exitCode() != mishap.exits().get(run)) {
        System.out.println(mishap + ": " + result.out() + result.err());
      }
    }
    return exits;
  }

  private static String row(
      Case mishap, String image, long size, OddProxy master, OddProxy region, List<Integer> exits) {
    return Stream.of(
                mishap.what(),
                image,
                exits.size(),
                region.count("PUT %s/file\n".formatted(image)),
                "%.1f".formatted(1.0 * region.received(image) / size),
                master.count("GET %s/file\n".formatted(image)),
                region.count("GET %s\n".formatted(image)),
                region.count("GET ?"),
                exits)
            .map(Object::toString)
            .reduce("", (row, cell) -> row + "| " + cell + " ")
        + "|";
  }

  @AfterAll
  void the_table() {
    System.out.println(World.name());
    System.out.println(
        "| what goes wrong | image | runs | PUTs | times all content was sent | GETs from the master"
            + " | looks at the copy | pages listed in the region | exit codes |");
    table.forEach(System.out::println);
  }
}
