package io.glancesync.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.glancesync.api.ApiAnswer;
import io.glancesync.api.TestRequest;
import io.glancesync.api.page.PageFiles;
import io.glancesync.e2e.EndToEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How fast the status page is with 100 regions and 1000 images, which no test has. What it gets
 * here is made up; the page is the real one.
 */
@EndToEnd
class PageSpeedIT {
  private static final int REGIONS = 100;
  private static final int IMAGES = 1000;
  private static final String TIME = "2026-11-26T23:05:01.000Z";

  private static final CountDownLatch OVER = new CountDownLatch(1);

  private static Browser browser;
  private static ExecutorService threads;
  private static HttpServer server;

  @BeforeAll
  static void many_regions_and_images() throws IOException {
    browser = Browser.open();
    threads = Executors.newCachedThreadPool();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", PageSpeedIT::answer);
    server.start();
  }

  @AfterAll
  static void end() {
    OVER.countDown();
    server.stop(0);
    threads.shutdownNow();
    browser.close();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    ApiAnswer answer = path.startsWith("/page") ? file(path) : ApiAnswer.ok(json(exchange, path));
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.code(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static ApiAnswer file(String path) {
    var files = new PageFiles();
    return path.equals("/page")
        ? files.index()
        : files.file(
            TestRequest.get(path).with("file", path.substring("/page/".length())).request());
  }

  private static String json(HttpExchange exchange, String path) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    switch (path) {
      case "/v2" -> json.put("name", "Large Cloud").put("uptime", 60).put("may_act", true);
      case "/v2/regions" -> regions(json);
      case "/v2/status" -> status(json);
      case "/v2/settings" -> json.putArray("refused_edits");
      case "/v2/bandwidth" -> json.putNull("all");
      case "/v2/events" -> events(json, exchange.getRequestURI().getQuery().contains("wait"));
      default -> json.putArray(path.substring("/v2/".length()).replace('-', '_'));
    }
    return json.toString();
  }

  private static void events(ObjectNode json, boolean isLater) {
    try {
      // nothing happens
      boolean isOver = isLater && OVER.await(25, TimeUnit.SECONDS);
      json.put("epoch", "20261126T063012.004Z").put("newest", 0).put("complete", !isOver);
      json.putArray("events");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String region(int i) {
    return i < 70 ? "Region%02d".formatted(i) : "other:Zone%02d".formatted(i);
  }

  private static void regions(ObjectNode json) {
    var regions = json.putArray("regions");
    for (int i = 0; i < REGIONS; i++) {
      ObjectNode region = regions.addObject().put("region", region(i));
      region.put("target", i < 70 ? "master" : "other").put("reachable", true);
      region.put("in_step", false).put("dead_letters", 0);
      region.putObject("held_back");
      region.putObject("states").put("ok", IMAGES);
    }
  }

  private static void status(ObjectNode json) {
    json.putObject("states").put("o", "ok").put("u", "pending_upload").put("c", "error_checksum");
    var columns = json.putArray("regions");
    for (int i = 0; i < REGIONS; i++) {
      columns.addObject().put("region", region(i)).put("as_of", TIME).put("reachable", true);
    }
    var random = new Random(1);
    var images = json.putArray("images");
    for (int i = 0; i < IMAGES; i++) {
      var cells = new StringBuilder();
      for (int j = 0; j < REGIONS; j++) {
        cells.append("oooooooooooooooooooooooooooooouc".charAt(random.nextInt(32)));
      }
      images
          .addObject()
          .put("image", "image_%04d".formatted(i))
          .put("size", 1_000_000_000)
          .put("master_id", "id-" + i)
          .put("cells", cells.toString());
    }
  }

  /** Milliseconds until a filter is applied and laid out; the middle of several. */
  private static double middle(String script) {
    Object times =
        browser.js(
            """
            const choose = new Function('i', arguments[0]);
            return Array.from({length: 7}, (_, i) => {
              const from = performance.now();
              choose(i);
              document.body.getBoundingClientRect();
              return performance.now() - from;
            }).sort((a, b) => a - b);
            """,
            script);
    System.out.printf("%s: %s ms%n", script, times);
    return ((Number) ((List<?>) times).get(3)).doubleValue();
  }

  @Test
  void a_filter_of_a_hundred_thousand_cells_takes_no_time_that_is_felt() {
    browser.go("http://127.0.0.1:%d/page".formatted(server.getAddress().getPort()));
    browser.await("rows", () -> browser.all("#matrix tbody tr").size() >= 20);
    String typed =
        "const it = document.querySelector('input[name=image]'); it.value = ['', 'image_05', '1', 'image_0??1', 'zz', '9', 'image_'][i];"
            + " it.dispatchEvent(new Event('input', {bubbles: true}))";
    assertThat(middle(typed)).isLessThan(200);
    String states =
        "const it = document.querySelector('select[name=state]'); it.selectedIndex = i % it.options.length;"
            + " it.dispatchEvent(new Event('change', {bubbles: true}))";
    assertThat(middle(states)).isLessThan(200);
    assertThat(middle("document.querySelector('input[name=differs]').click()")).isLessThan(200);
    browser.picture("large");
    assertThat(browser.complaints()).isEmpty();
  }
}
