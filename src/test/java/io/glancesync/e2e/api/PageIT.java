package io.glancesync.e2e.api;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.world.Http;
import io.glancesync.world.Tokens;
import io.glancesync.world.World;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The status page, as a browser shows it. */
@EndToEnd
class PageIT {
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";
  private static final String UBUNTU_IN_BURGOS =
      "#matrix button[aria-label='base_ubuntu_24.04 in Burgos: error_checksum']";

  @TempDir private static Path folder;
  private static Browser browser;
  private static Command glancesync;
  private static Command.Running service;
  private static ApiClient api;

  @BeforeAll
  static void a_service_and_a_browser() {
    browser = Browser.open();
    World.clear();
    for (String name : List.of("base_debian_12", "base_rocky_9", "base_ubuntu_24.04", HOSTILE)) {
      VALLADOLID.image(name).content(name.repeat(100)).upload();
    }
    VALLADOLID.image("windows_server_2025").zeros(30_000_000).upload();
    BURGOS.image("base_ubuntu_24.04").content("somebody else's").upload();
    BURGOS.backstage().limitRoom(10_000_000);
    int port = ApiClient.freePort();
    glancesync =
        new Command(folder)
            .configuredFor("")
            .with("GLANCESYNC_SCHEDULE_HOURLY_CRON", "0 5 * * * ?")
            .with("GLANCESYNC_HTTP_PORT", "" + port)
            .with("GLANCESYNC_HTTP_OWNER", "Example Cloud");
    service = glancesync.start("serve").until("The HTTP API is at");
    api = new ApiClient(port, Tokens.of("keystone-a", "sync").token());
    List.of("Burgos", "Caceres", "other:Madrid").forEach(api::synced);
    VALLADOLID.image("fedora_42").content("new".repeat(100)).upload();
    // who looks compares, too
    api.get("/regions/Burgos").is(200);
    api.get("/regions/Caceres").is(200);
  }

  @AfterAll
  static void end() {
    BURGOS.backstage().unlimitRoom();
    service.signal("TERM");
    service.result().exits(0);
    assertThat(service.log()).noneMatch(it -> it.contains(api.token()));
    glancesync.close();
    browser.close();
  }

  private static String page() {
    return page(api.port());
  }

  private static String page(int port) {
    return "http://127.0.0.1:%d/page".formatted(port);
  }

  @BeforeEach
  void a_new_tab() {
    browser.resize(Browser.WIDTH, 900);
    browser.prefer("light");
    browser.go(page());
    browser.js("sessionStorage.clear()");
    browser.go("about:blank");
    browser.complaints();
  }

  @AfterEach
  void nothing_was_blocked_and_nothing_broke() {
    assertThat(browser.complaints()).isEmpty();
  }

  private static void signedIn(String fragment) {
    browser.go(page() + fragment);
    browser.click("#token");
    browser.type(api.token(), Keys.ENTER);
    browser.awaitText("#live", "live");
  }

  @Test
  void each_image_in_each_region() {
    signedIn("#all=1");
    browser.awaitText("#head", "Example Cloud");
    assertThat(browser.text("#figures")).contains("out of step", "waits for your decision");
    assertThat(browser.text("#matrix")).contains("Burgos", "Madrid", "fedora_42", HOSTILE);
    assertThat(browser.all(UBUNTU_IN_BURGOS)).hasSize(1);
    assertThat(browser.all("[aria-label='base_debian_12 in Burgos: ok']")).hasSize(1);
    assertThat(browser.all("[aria-label='fedora_42 in Burgos: pending_upload']")).hasSize(1);
    assertThat(browser.text("#runs")).contains("API (sync)", "changed");
    assertThat(browser.text("#schedules")).contains("hourly", "each hour at :05");

    browser.click("input[name=differs]");
    browser.await("less", () -> browser.all("[aria-label^='base_debian_12 in']").isEmpty());
    assertThat(browser.all(UBUNTU_IN_BURGOS)).hasSize(1);
    browser.picture("status");
    browser.prefer("dark");
    browser.picture("status-dark");
  }

  @Test
  void a_filter_is_in_the_address_and_an_address_is_a_filter() {
    signedIn("#state=error_checksum");
    browser.await("one image", () -> browser.all("#matrix tbody tr").size() == 1);
    assertThat(browser.text("#matrix")).contains("base_ubuntu_24.04").doesNotContain("fedora_42");

    browser.js("location.hash = 'image=base_*&all=1'");
    browser.await("three images", () -> browser.all("#matrix tbody tr").size() == 3);
    browser.replace("input[name=image]", "rocky");
    browser.await("one image", () -> browser.all("#matrix tbody tr").size() == 1);
    assertThat(browser.url()).endsWith("/page#image=rocky&all=1");

    browser.click("#figures button:nth-child(5)");
    browser.await("the figure", () -> browser.url().contains("show=decision"));
    browser.js("history.back()");
    browser.await("what was before", () -> !browser.url().contains("show=decision"));
    assertThat(browser.all("#figures [aria-pressed=true]")).isEmpty();
    browser.js("location.hash = 'image=nothing-is-called-so'");
    browser.awaitText("main", "Nothing is like that.");
  }

  @Test
  void a_cell_tells_what_is_wrong_and_what_to_do() {
    signedIn("");
    browser.click(UBUNTU_IN_BURGOS);
    browser.awaitText("#detail", "base_ubuntu_24.04 in Burgos");
    assertThat(browser.text("#detail"))
        .contains("error_checksum", "Decide with replace, rename or dontupdate", "checksum");
    assertThat(browser.text("#detail .buttons")).contains("sync this");
    browser.picture("detail");
    browser.type(Keys.ESCAPE);
    browser.await("no detail", () -> browser.all("#detail").isEmpty());
  }

  @Test
  void a_dead_letter_says_what_to_do() {
    signedIn("");
    browser.awaitText("#letters", "make room");
    browser.click("#letters button[aria-expanded=false]");
    browser.awaitText("#letters .more", "req-");
    assertThat(browser.text("#letters .more")).contains("413");
  }

  @Test
  void a_report_opens_below_its_run() {
    signedIn("");
    browser.click("#runs button[aria-expanded=false]");
    browser.awaitText("#runs .more", "Caceres");
  }

  @Test
  void a_run_is_seen_without_reading_the_page_again() {
    signedIn("#image=leap_15&all=1");
    browser.js("window.isTheSame = true");
    VALLADOLID.image("leap_15").content("leap".repeat(100)).upload();
    api.synced("Caceres");
    browser.await(
        "the new image", () -> !browser.all("[aria-label='leap_15 in Caceres: ok']").isEmpty());
    assertThat(browser.js("return window.isTheSame")).isEqualTo(true);
  }

  @Test
  void a_name_is_text_whatever_it_is() {
    signedIn("#all=1&image=img");
    browser.awaitText("#matrix th[scope=row]", HOSTILE);
    assertThat(browser.all("#page img")).isEmpty();
    browser.click("#matrix tbody button");
    browser.awaitText("#detail h2", HOSTILE);
    assertThat(browser.all("#page img")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gAAAAA-not-a-token", "keystone-b", "member"})
  void a_token_that_is_refused(String kind) {
    String token =
        switch (kind) {
          case "keystone-b" -> Tokens.of("keystone-b", "sync").token();
          case "member" -> Tokens.of("keystone-a", "member").token();
          default -> kind;
        };
    browser.go(page());
    browser.click("#token");
    browser.type(token, Keys.ENTER);
    browser.awaitText("#sign-in .bad", "The token was refused");
    assertThat(browser.text("#sign-in .bad")).contains(kind.equals("member") ? "403" : "401");
    assertThat(browser.js("return sessionStorage.length")).isEqualTo(0L);
    browser.picture("sign-in");
  }

  @Test
  void nothing_stays_after_signing_out() {
    signedIn("");
    assertThat(browser.js("return sessionStorage.length")).isEqualTo(1L);
    browser.click("#head .who button");
    browser.await("sign-in", () -> !browser.all("#token").isEmpty());
    assertThat(browser.js("return sessionStorage.length + localStorage.length")).isEqualTo(0L);
    assertThat(browser.js("return document.cookie")).isEqualTo("");
    assertThat(browser.text("body")).doesNotContain("base_rocky_9");
  }

  private static String focused() {
    return (String) browser.js("return document.activeElement.innerText");
  }

  @Test
  void a_keyboard_is_enough() {
    browser.go(page());
    browser.await(
        "the field", () -> "token".equals(browser.js("return document.activeElement.id")));
    browser.type(api.token(), Keys.ENTER);
    browser.awaitText("#live", "live");
    for (int i = 0; i < 30 && !focused().startsWith("out of step"); i++) {
      browser.type(Keys.TAB);
    }
    assertThat(
            browser.js("return getComputedStyle(document.activeElement).outlineStyle").toString())
        .isEqualTo("solid");
    browser.type(Keys.ENTER);
    browser.await("the filter", () -> browser.url().endsWith("#show=out"));
    // one stop for all cells, and arrows from cell to cell
    for (int i = 0; i < 30 && browser.js("return document.activeElement.cell") == null; i++) {
      browser.type(Keys.TAB);
    }
    Object first = browser.js("return document.activeElement.cell");
    browser.type(Keys.ARROW_DOWN, Keys.ENTER);
    browser.await("the detail", () -> !browser.all("#detail").isEmpty());
    browser.type(Keys.ENTER);
    browser.await("no detail", () -> browser.all("#detail").isEmpty());
    assertThat(browser.js("return document.activeElement.cell")).isNotNull().isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 768, 2560})
  void any_width_will_do(int width) {
    signedIn("#all=1");
    browser.click(UBUNTU_IN_BURGOS);
    browser.click("#runs button[aria-expanded=false]");
    browser.awaitText("#detail", "error_checksum");
    browser.resize(width, 900);
    assertThat((Long) browser.js("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(width);
    browser.picture("width-" + width);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void what_is_written_can_be_read(String scheme) {
    browser.prefer(scheme);
    signedIn("#all=1");
    var weak =
        (List<?>)
            browser.js(
                """
            const channels = (color) => color.match(/[\\d.]+/g).map(Number);
            const light = (color) => channels(color).slice(0, 3)
              .map((it) => (it /= 255) <= 0.03928 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4)
              .reduce((sum, it, i) => sum + it * [0.2126, 0.7152, 0.0722][i], 0);
            const behind = (element) => {
              const back = getComputedStyle(element).backgroundColor;
              return channels(back)[3] === 0 ? behind(element.parentElement) : back;
            };
            return [...document.querySelectorAll('#page *')]
              .filter((it) => [...it.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
              .filter((it) => !it.closest('.hidden'))
              .map((it) => {
                const [a, b] = [light(getComputedStyle(it).color), light(behind(it))].sort();
                return [it.outerHTML.slice(0, 90), (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
              })
              .filter(([, contrast]) => contrast < 4.5);
            """);
    assertThat(weak).isEmpty();
    assertThat(browser.js("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo(scheme.equals("dark") ? "rgb(20, 23, 26)" : "rgb(246, 245, 242)");
  }

  @Test
  void how_the_page_may_be_used_is_said() {
    var answer = Http.request("GET", page()).send();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .hasValue(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
                + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    var again = Http.request("GET", page()).header("If-None-Match", tag).send();
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(Http.request("GET", page() + "/PageFiles.class").send().statusCode()).isEqualTo(404);
    assertThat(Http.request("POST", page()).send().statusCode()).isEqualTo(405);
  }

  @Test
  void who_only_looks_gets_no_buttons_and_a_page_without_news_says_so() {
    int port = ApiClient.freePort();
    var second =
        new Command(folder.resolve("second"))
            .configuredFor("")
            .with("GLANCESYNC_SCHEDULE_HOURLY_CRON", "0 5 * * * ?")
            .with("GLANCESYNC_HTTP_PORT", "" + port)
            .with("GLANCESYNC_HTTP_ANONYMOUS_READ", "true");
    try {
      var running = second.start("serve").until("The HTTP API is at");
      browser.go(page(port));
      browser.awaitText("#live", "live");
      browser.awaitText("#schedules", "hourly");
      assertThat(browser.text("body")).doesNotContain("run now", "pause", "cancel");
      running.signal("TERM");
      running.result();
      browser.awaitText("#live", "no news for");
      assertThat(browser.text("#schedules")).contains("hourly");
      browser.picture("no-news");
      second.start("serve").until("The HTTP API is at");
      browser.awaitText("#live", "live");
    } finally {
      second.close();
    }
  }
}
