package io.glancesync.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.e2e.StandIn;
import io.glancesync.embedded.EmbeddedOpenStack;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.keystone.Account;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A partner's Keystone and a master's Glance that say what a program might take for its own words.
 */
@EndToEnd
class HostileCatalogIT {
  private static final String PASSWORD = "the-password-of-the-master";

  @TempDir private Path folder;
  private EmbeddedOpenStack cloud;
  private EmbeddedKeystone keystone;
  private EmbeddedKeystone partner;
  private EmbeddedGlance master;
  private EmbeddedGlance burgos;
  private EmbeddedGlance sevilla;
  private HttpServer stray;
  private final AtomicInteger strays = new AtomicInteger();
  private Command glancesync;

  @BeforeEach
  void two_clouds() throws Exception {
    cloud = new EmbeddedOpenStack();
    keystone = cloud.keystone("keystone");
    partner = cloud.keystone("partner");
    keystone.add(Account.admin("sync", PASSWORD, "images"));
    partner.add(Account.admin("sync", "the-password-of-the-partner", "images"));
    master = cloud.glance("Valladolid", keystone);
    burgos = cloud.glance("Burgos", keystone);
    sevilla = cloud.glance("Sevilla", partner);
    master.add(Map.of("name", "ubuntu", "visibility", "public"), Content.synthetic(1, 100_000));
    strays.set(0);
    stray = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    stray.createContext("/", exchange -> strays.incrementAndGet());
    stray.start();
    glancesync =
        new Command(folder)
            .with("OS_PASSWORD", PASSWORD)
            .with("GLANCESYNC_RETRY_MAX_RETRIES", "0")
            .configured(
                """
                [main]
                master_region = Valladolid
                [master]
                credential = %s
                [partner]
                credential = %s
                """
                    .formatted(
                        credential(keystone.url(), PASSWORD),
                        credential(partner.url(), "the-password-of-the-partner")));
  }

  private static String credential(String url, String password) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    return "sync,%s,%s,images".formatted(Base64.getEncoder().encodeToString(bytes), url);
  }

  private String strayAddress() {
    return "http://127.0.0.1:" + stray.getAddress().getPort();
  }

  @AfterEach
  void close() {
    glancesync.close();
    stray.stop(0);
    cloud.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STRAY/{{env:OS_PASSWORD}}/x",
        "{{glancesync.notify.webhook}}",
        "STRAY/v2?followRedirects=true&proxyHost=127.0.0.1&y=",
        "http://user:word@127.0.0.1/v2",
        "http://glance_1:9292",
        "file:///etc",
        "bean:sessions"
      })
  void an_address_that_is_none_is_refused_in_words_and_the_others_go_on(String address) {
    partner.register("image", "Madrid", address.replace("STRAY", strayAddress()));

    Command.Result status = glancesync.run("status", "--format", "csv", "partner:");
    Command.Result sync = glancesync.run("sync", "Burgos", "partner:").exits(1);

    assertThat(strays).hasValue(0);
    assertThat(status.out()).contains("pending_upload,partner:Sevilla,ubuntu");
    assertThat(sync.out() + sync.err())
        .contains("partner:Madrid", "is not used", "correct the catalog")
        .doesNotContain(PASSWORD, "user:word");
    assertThat(burgos.images()).hasSize(1);
    assertThat(sevilla.images()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x{{OS_PASSWORD}}?a=b", "eu/west", "..", "a b", "LONG", "Zürich"})
  void a_region_may_be_called_anything(String name) throws Exception {
    String region = name.replace("LONG", "r".repeat(250));
    EmbeddedGlance odd = cloud.glance(region, keystone);
    Path backup = folder.resolve("backup");

    glancesync.run("sync", "--", region, "Burgos").exits(0);
    Command.Result status = glancesync.run("status", "--format", "csv", "--", region).exits(0);
    glancesync.run("backup", "--to", backup.toString(), "--", region, "Burgos").exits(0);
    Command.Result rehearsed =
        glancesync.run("rehearse", backup.toString(), "--format", "csv", "--", region).exits(0);

    assertThat(odd.images()).hasSize(1);
    assertThat(status.out()).contains("ok,").contains(region);
    assertThat(rehearsed.out()).contains("after,ok,").contains(region);
    try (Stream<Path> files = Files.list(backup)) {
      // the master's, Burgos', the odd one's, and the index
      assertThat(files).hasSize(4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"eu:west", "red\u001b[31m", "a,b"})
  void a_region_that_cannot_be_written_is_told_once(String region) {
    cloud.glance(region, keystone);

    Command.Result sync = glancesync.run("sync").exits(0);

    assertThat(sync.err().lines().filter(it -> it.contains("cannot be written"))).hasSize(1);
    assertThat(sync.err()).doesNotContain("\u001b");
    assertThat(burgos.images()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"VICTIM", "../../../victim", "..", "a/b", "{{env:OS_PASSWORD}}"})
  void an_image_whose_id_is_a_path_makes_the_list_unusable(String id) throws Exception {
    Path victim = Files.writeString(folder.resolve("victim"), "untouched");
    String body =
        """
        {"images":[{"id":"%s","name":"evil","status":"active","visibility":"public","size":9,
          "disk_format":"raw","container_format":"bare","owner":null}]}
        """
            .formatted(id.replace("VICTIM", victim.toString()));
    try (StandIn evil = StandIn.answering(200, "application/json", body)) {
      keystone.register("image", "Valladolid", evil.url());

      Command.Result sync = glancesync.run("sync").exits(3);

      assertThat(sync.err()).contains("id is not a UUID").doesNotContain(PASSWORD);
    }
    assertThat(victim).hasContent("untouched");
    assertThat(burgos.images()).isEmpty();
  }

  @Test
  void a_redirect_is_not_followed_with_the_token() throws Exception {
    HttpServer redirecting = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    redirecting.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Location", strayAddress() + "/v2/images");
          exchange.sendResponseHeaders(307, -1);
          exchange.close();
        });
    redirecting.start();
    try {
      partner.register("image", "Madrid", "http://127.0.0.1:" + redirecting.getAddress().getPort());

      glancesync.run("sync", "partner:Madrid");

      assertThat(strays).hasValue(0);
    } finally {
      redirecting.stop(0);
    }
  }
}
