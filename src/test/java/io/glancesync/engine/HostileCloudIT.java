package io.glancesync.engine;

import static io.glancesync.engine.Targets.target;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.StartedEngine;
import io.glancesync.embedded.EmbeddedOpenStack;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.http.Traffic;
import io.glancesync.embedded.keystone.Account;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import io.glancesync.region.RegionName;
import io.glancesync.report.RunReport;
import io.glancesync.run.RunRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs over catalogs and images that are called as nobody would. No request goes anywhere but
 * to an endpoint of the catalog, no file outside of the data folder is touched, no value of the
 * environment or of the system gets anywhere, and every run ends.
 *
 * <p>{@code -Dhostile.entries=10000} makes so many entries of catalogs; a seed that failed is
 * named.
 */
@Timeout(3600)
class HostileCloudIT {
  private static final int ENTRIES = Integer.getInteger("hostile.entries", 300);
  private static final int FIRST = Integer.getInteger("hostile.seed", 1);
  private static final int PER_RUN = 100;
  private static final int IMAGES = 12;
  private static final String SECRET = "value-of-the-system-that-nobody-may-see";

  private static final List<String> PIECES =
      List.of(
          "{{sys:hostile.secret}}",
          "{{env:PATH}}",
          "{{glancesync.var}}",
          "${sys.hostile.secret}",
          "${bean:sessions}",
          "${headers}",
          "{{",
          "}}",
          "/",
          "..",
          "../../../victim",
          "\\",
          "%2e%2e%2f",
          "?followRedirects=true&proxyHost=127.0.0.1&proxyPort=PORT&y=",
          "#",
          "&",
          "=",
          "@127.0.0.1:PORT/",
          " ",
          "\u001b[31m",
          "\u202e",
          "\u2028",
          "\r\nX-Injected: yes\r\n",
          "\u0000",
          "é",
          "RAW(x)",
          ":",
          ",",
          "~",
          "a",
          "eu-west");

  @TempDir Path home;
  private final EmbeddedOpenStack cloud = new EmbeddedOpenStack();
  private final EmbeddedKeystone keystone = cloud.keystone("keystone");
  private final AtomicInteger strays = new AtomicInteger();
  private ServerSocket stray;

  @BeforeEach
  void start() throws IOException {
    System.setProperty("hostile.secret", SECRET);
    keystone.add(Account.admin("ann", Targets.PASSWORD, "images"));
    stray = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    var listening = new Thread(this::countStrays);
    listening.setDaemon(true);
    listening.start();
  }

  /** Nobody has any business there. */
  private void countStrays() {
    try {
      while (true) {
        try (Socket caller = stray.accept()) {
          strays.incrementAndGet();
          caller.getOutputStream().write("HTTP/1.1 500 No\r\n\r\n".getBytes(ISO_8859_1));
        }
      }
    } catch (IOException e) {
      // closed
    }
  }

  @AfterEach
  void stop() throws IOException {
    System.clearProperty("hostile.secret");
    stray.close();
    cloud.close();
  }

  @Test
  void whatever_regions_and_images_are_called_it_is_data() throws Exception {
    EmbeddedGlance master = cloud.glance("Valladolid", keystone);
    Map<String, EmbeddedGlance> regions = new HashMap<>();
    Path victim = Files.writeString(home.resolve("victim"), "untouched");
    int copied = 0;
    for (int seed = FIRST; seed < FIRST + ENTRIES / PER_RUN; seed++) {
      var random = new Random(seed);
      master.clear();
      var names = new TreeSet<String>();
      for (int i = 0; i < IMAGES; i++) {
        names.add(image(master, random, i));
      }
      regions.clear();
      var good = new TreeMap<String, String>();
      try (var entries = new EmbeddedOpenStack()) {
        EmbeddedKeystone catalog = entries.keystone("catalog");
        catalog.add(Account.admin("ann", Targets.PASSWORD, "images"));
        EmbeddedGlance source = entries.glance("Valladolid", catalog);
        copy(master, source);
        for (int i = 0; i < PER_RUN; i++) {
          String region = text(random, 1 + random.nextInt(3));
          if (regions.containsKey(region) || region.equals("Valladolid")) {
            continue;
          }
          EmbeddedGlance glance = entries.glance(region, catalog);
          regions.put(region, glance);
          if (random.nextInt(3) == 0) {
            catalog.register("image", region, address(random, glance.url()));
          } else if (RegionName.canBeWritten(region)) {
            good.put(region, glance.url());
          }
        }
        RunReport report = run(catalog, seed);

        assertThat(strays.get()).as("requests to somewhere else, seed " + seed).isZero();
        for (String region : good.keySet()) {
          assertThat(names(regions.get(region)))
              .as("region '%s' of seed %d: %s", region, seed, failures(report, region))
              .isEqualTo(names);
          copied += names.size();
        }
        for (Traffic.Request request : entries.traffic().requests()) {
          assertThat(request.request()).as("seed " + seed).doesNotContain(SECRET, "X-Injected");
        }
      }
      assertThat(victim).hasContent("untouched");
      nothingElsewhere(seed);
    }
    assertThat(copied).as("images that arrived").isGreaterThan(ENTRIES);
    System.out.printf("hostile: %d entries of catalogs, %d images arrived%n", ENTRIES, copied);
  }

  private static List<String> failures(RunReport report, String region) {
    return Stream.concat(
            report.regions().stream()
                .filter(it -> it.region().region().equals(region))
                .flatMap(it -> it.error().stream()),
            report.transfers().stream()
                .filter(it -> it.region().region().equals(region))
                .flatMap(it -> it.error().stream()))
        .toList();
  }

  private static String image(EmbeddedGlance master, Random random, int number) {
    // a name that is told twice belongs to no image
    String name = "%s-%d".formatted(text(random, 1 + random.nextInt(4)), number);
    var fields = new HashMap<String, Object>();
    fields.put("name", name);
    fields.put("visibility", "public");
    fields.put("nid", text(random, 2));
    fields.put("property-" + number, text(random, 2));
    master.add(fields, Content.synthetic(number, 1000));
    return name;
  }

  private static void copy(EmbeddedGlance from, EmbeddedGlance to) {
    int number = 0;
    for (JsonNode image : from.images()) {
      var fields = new HashMap<String, Object>();
      image
          .properties()
          .forEach(
              it -> {
                if (it.getKey().matches("name|visibility|nid|property-\\d+")) {
                  fields.put(it.getKey(), it.getValue().asText());
                }
              });
      to.add(fields, Content.synthetic(number++, 1000));
    }
  }

  private static TreeSet<String> names(EmbeddedGlance glance) {
    var names = new TreeSet<String>();
    for (JsonNode image : glance.images()) {
      if (image.path("status").asText().equals("active") && !image.path("os_hidden").asBoolean()) {
        names.add(image.path("name").asText());
      }
    }
    return names;
  }

  private static String text(Random random, int pieces) {
    var text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString().replace("PORT", "1");
  }

  /** Something near a good address. */
  private String address(Random random, String good) {
    String piece =
        PIECES.get(random.nextInt(PIECES.size())).replace("PORT", "" + stray.getLocalPort());
    String elsewhere = "127.0.0.1:" + stray.getLocalPort();
    return switch (random.nextInt(8)) {
      case 0 -> good + piece;
      case 1 -> good + "/" + piece;
      case 2 -> piece + good;
      case 3 -> good.replace("http://", "http://" + elsewhere + "@");
      case 4 -> good + "/v2?proxyHost=127.0.0.1&proxyPort=" + stray.getLocalPort();
      case 5 ->
          good.replace("http:", List.of("stub:", "mock:", "file:", "bean:", "").get(seed(random)));
      case 6 -> good + "/{{sys:hostile.secret}}";
      default -> good + "\\@" + elsewhere;
    };
  }

  private static int seed(Random random) {
    return random.nextInt(5);
  }

  private RunReport run(EmbeddedKeystone catalog, int seed) throws IOException {
    Path folder = Files.createDirectories(home.resolve("home-" + seed));
    var configuration = Targets.configuration(target("master", catalog.url()));
    Map<String, String> quick =
        Map.of(
            "glancesync.retry.initial-delay", "1ms",
            "glancesync.retry.max-retries", "3",
            "glancesync.region.outage-timeout", "0s",
            "glancesync.request.response-timeout", "5s");
    try (var engine = new StartedEngine(folder, configuration, UnaryOperator.identity(), quick)) {
      return engine.engine().run(new RunRequest(List.of(), false, 10));
    }
  }

  /** What was written is in the data folder, and tells no secret. */
  private void nothingElsewhere(int seed) throws IOException {
    Path folder = home.resolve("home-" + seed);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder("routes", "conf", "var");
    }
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .allMatch(it -> it.equals("victim") || it.startsWith("home-"));
    }
    try (Stream<Path> files = Files.walk(folder.resolve("var"))) {
      files.filter(Files::isRegularFile).forEach(it -> assertThat(read(it)).doesNotContain(SECRET));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
