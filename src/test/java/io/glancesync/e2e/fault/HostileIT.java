package io.glancesync.e2e.fault;

import static io.glancesync.e2e.fault.HostileServer.Attack.IMAGES;
import static io.glancesync.e2e.fault.HostileServer.Attack.PAGES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.e2e.fault.HostileServer.Attack;
import io.glancesync.embedded.EmbeddedOpenStack;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.keystone.Account;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Servers that answer without end. Whatever is asked for, each kind of endless answer ends within
 * its limit in a small heap, with a message, and does no harm to the other regions of the same run.
 * Once they behave, a run puts everything right.
 */
@EndToEnd
class HostileIT {
  private static final Set<Attack> ANYWHERE = EnumSet.complementOf(EnumSet.of(IMAGES, PAGES));

  /** What is said of each, whatever was asked for. */
  private static final Map<String, String> LIMITS =
      Map.of(
          "BODY", "more than 1 MB",
          "IMAGES", "more than the 1000 images that it was asked for",
          "PAGES", "more than 1000 pages",
          "REASON", "answered 400 Bad Request \\(no, and no again",
          "HEADERS", "more than 200 headers, or more than 64 kB",
          "LINE", "more than 200 headers, or more than 64 kB",
          "BOMB", "more than 1 MB",
          "CONTINUE", "more than 10 times",
          "SLOW-HEADERS", "took longer than [234] s for .*, see [a-z_.-]+",
          "SLOW-BODY", "took longer than [234] s for .*, see [a-z_.-]+");

  /** Content is held against the master's size and hash besides, and may be slow. */
  private static final Map<String, String> CONTENT =
      Map.of(
          "BODY", "does not match its",
          "BOMB", "instead of 1000000",
          "SLOW_BODY", "ended after [0-9]+ of 1000000 bytes, where no byte moved");

  @TempDir private Path folder;
  private EmbeddedOpenStack cloud;
  private EmbeddedKeystone keystone;
  private final Map<String, EmbeddedGlance> regions = new TreeMap<>();
  private final List<HostileServer> servers = new ArrayList<>();
  private EmbeddedGlance master;
  private Command glancesync;

  @BeforeEach
  void a_cloud() {
    regions.clear();
    servers.clear();
    cloud = new EmbeddedOpenStack();
    keystone = cloud.keystone("keystone");
    keystone.add(Account.admin("sync", "the-password", "images"));
    master = cloud.glance("Valladolid", keystone);
    image(master, "ubuntu", 1);
    region("Burgos");
    glancesync =
        new Command(folder)
            .with("GLANCESYNC_JAVA_OPTS", "-Xmx128m -XX:TieredStopAtLevel=1")
            .with("GLANCESYNC_RETRY_MAX_RETRIES", "0")
            .with("GLANCESYNC_REQUEST_CONNECT_TIMEOUT", "2s")
            .with("GLANCESYNC_REQUEST_RESPONSE_TIMEOUT", "2s")
            .with("GLANCESYNC_REQUEST_STALL_TIMEOUT", "2s")
            .with("GLANCESYNC_REQUEST_STORE_TIMEOUT", "3s");
  }

  private EmbeddedGlance region(String name) {
    EmbeddedGlance glance = cloud.glance(name, keystone);
    regions.put(name, glance);
    return glance;
  }

  private static String image(EmbeddedGlance glance, String name, long seed) {
    return glance.add(
        Map.of("name", name, "visibility", "public"), Content.synthetic(seed, 1_000_000));
  }

  private HostileServer hostile(String url, String requests, Attack attack) {
    return server(url).on(requests, attack);
  }

  private HostileServer server(String url) {
    var server = new HostileServer(url);
    servers.add(server);
    return server;
  }

  private void configured(String targets) {
    glancesync.configured(
        """
        [main]
        master_region = Valladolid
        max_children = 12
        [DEFAULT]
        list_images_timeout = 3
        replace = any
        [master]
        credential = %s
        %s
        """
            .formatted(credential(keystone.url()), targets));
  }

  private static String credential(String url) {
    String password = Base64.getEncoder().encodeToString("the-password".getBytes());
    return "sync,%s,%s,images".formatted(password, url);
  }

  @AfterEach
  void close() {
    servers.forEach(HostileServer::close);
    glancesync.close();
    cloud.close();
  }

  @ParameterizedTest
  @CsvSource({
    "listing,  GET /v2/images\\?",
    "creating, 'POST /v2/images '",
    "sending,  PUT /v2/images/.*/file",
    "looking,  'GET /v2/images/[0-9a-f-]{36} '",
    "changing, PATCH /v2/images/",
    "deleting, DELETE /v2/images/"
  })
  void a_region_that_answers_without_end_when(String what, String requests) throws Exception {
    configured("");
    var addresses = new HashMap<String, String>();
    for (Attack attack : what.equals("listing") ? EnumSet.allOf(Attack.class) : ANYWHERE) {
      String name = attack.name().replace('_', '-');
      EmbeddedGlance glance = region(name);
      // something to replace, so that there is something to delete
      image(glance, "ubuntu", 2);
      String url = hostile(glance.url(), requests, attack).url();
      addresses.put(name, "http://" + URI.create(url).getAuthority());
      keystone.register("image", name, url);
    }

    JsonNode report = sync();

    assertThat(done(report)).contains("Burgos").hasSize(1);
    for (String region : regions.keySet()) {
      if (!region.equals("Burgos")) {
        assertThat(error(report, region))
            .as(what + " " + region)
            .containsPattern(LIMITS.get(region))
            .contains(addresses.get(region));
      }
    }
    allIsWellLater("sync", "--parallel", "12");
  }

  @Test
  void a_keystone_that_answers_without_end() throws Exception {
    var targets = new StringBuilder();
    List<String> words = new ArrayList<>(List.of("sync", "--parallel", "12", "Burgos"));
    for (Attack attack : ANYWHERE) {
      String name = "t-" + attack.name().toLowerCase().replace('_', '-');
      String url = hostile(keystone.url(), "POST .*/auth/tokens", attack).url();
      targets.append("[%s]\ncredential = %s\n".formatted(name, credential(url)));
      words.add(name + ":Burgos");
    }
    configured(targets.toString());

    Command.Result result = glancesync.run(words.toArray(String[]::new));

    result.exits(3);
    assertThat(regions.get("Burgos").images()).hasSize(1);
    for (String word : words.subList(4, words.size())) {
      assertThat(result.out() + result.err()).contains(word);
    }
    assertThat(result.err()).doesNotContain("\tat ");
  }

  @Test
  void a_master_that_answers_without_end_when_content_is_asked_for() throws Exception {
    HostileServer server = server(master.url());
    for (Attack attack : ANYWHERE) {
      String id = image(master, attack.name(), attack.ordinal() + 10);
      server.on("GET /v2/images/" + id + "/file", attack);
    }
    keystone.register("image", "Valladolid", server.url());
    configured("");

    JsonNode report = sync();

    for (JsonNode transfer : report.path("transfers")) {
      String image = transfer.path("image").asText();
      if (image.equals("ubuntu")) {
        assertThat(transfer.path("error").asText("")).isEmpty();
      } else {
        assertThat(transfer.path("error").asText())
            .as(image)
            .containsPattern(CONTENT.getOrDefault(image, LIMITS.get(image.replace('_', '-'))));
      }
    }
    assertThat(report.path("transfers")).hasSize(1 + ANYWHERE.size());
    allIsWellLater("sync");
  }

  private JsonNode sync() throws Exception {
    Path report = folder.resolve("report.json");
    Command.Result result =
        glancesync.run("sync", "--parallel", "12", "--report", report.toString());
    assertThat(result.exitCode()).as(result.toString()).isIn(1, 3);
    return new ObjectMapper().readTree(report.toFile());
  }

  /** The regions in which nothing failed. */
  private static List<String> done(JsonNode report) {
    var done = new ArrayList<String>();
    for (JsonNode region : report.path("regions")) {
      String name = region.path("region").asText();
      if (error(report, name).isEmpty()) {
        done.add(name);
      }
    }
    return done;
  }

  private static String error(JsonNode report, String region) {
    for (String list : new String[] {"transfers", "regions"}) {
      for (JsonNode it : report.path(list)) {
        if (it.path("region").asText().equals(region) && !it.path("error").isNull()) {
          return it.path("error").asText();
        }
      }
    }
    return "";
  }

  private void allIsWellLater(String... words) {
    servers.forEach(HostileServer::giveUp);
    glancesync.run(words).exits(0);
    for (EmbeddedGlance region : regions.values()) {
      assertThat(region.images())
          .as(region.region())
          .hasSameSizeAs(master.images())
          .allMatch(it -> it.path("status").asText().equals("active"))
          .noneMatch(it -> it.path("os_hidden").asBoolean());
    }
  }
}
