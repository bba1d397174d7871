package io.glancesync.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.glancesync.world.Secrecy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium, without a window, looking at the status page. */
final class Browser implements AutoCloseable {
  static final int WIDTH = 1280;

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path PICTURES = Path.of("target/page");
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final String STORED = "return JSON.stringify(Object.entries(localStorage))";

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Skips the tests where there is none; but whoever asks for the testbed asks for all tests. */
  static Browser open() {
    boolean isThere = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    String missing =
        "There is no browser: apt-get install chromium chromium-driver, or testbed up, brings %s and %s"
            .formatted(CHROMIUM, DRIVER);
    if (System.getProperty("testbed") != null) {
      assertThat(isThere).as(missing).isTrue();
    }
    assumeTrue(isThere, missing);
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    // as root, Chromium has no sandbox; and containers have little shared memory
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
    options.setCapability("goog:loggingPrefs", logs);
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    var browser = new Browser(new ChromeDriver(service, options));
    browser.resize(WIDTH, 900);
    return browser;
  }

  void go(String url) {
    driver.get(url);
  }

  String url() {
    return driver.getCurrentUrl();
  }

  Object js(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** What is to be read in the first part of the page that is like this; empty if there is none. */
  String text(String css) {
    // as it is in this moment: an element may be replaced between two questions
    return (String) js("return document.querySelector(arguments[0])?.innerText ?? ''", css);
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  void click(String css) {
    await("an element to click: " + css, () -> !all(css).isEmpty());
    driver.findElement(By.cssSelector(css)).click();
  }

  /** Types this in place of what is in a field. */
  void replace(String css, String text) {
    click(css);
    js("document.querySelector(arguments[0]).select()", css);
    type(text);
  }

  void type(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Waits until a part of the page says this. */
  void awaitText(String css, String text) {
    await("'%s' in %s".formatted(text, css), () -> text(css).contains(text));
  }

  void await(String what, BooleanSupplier isThere) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!isThere.getAsBoolean()) {
      assertThat(System.nanoTime())
          .as(() -> "%s; the page says: %s".formatted(what, text("body")))
          .isLessThan(end);
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Makes the page so large, in pixels. */
  void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /**
   * @param scheme dark or light, as the user's desktop would have it
   */
  void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** A picture of all of the page, for whoever wants to see what a test saw. */
  void picture(String name) {
    try {
      Number height = (Number) js("return document.documentElement.scrollHeight");
      Number width = (Number) js("return window.innerWidth");
      resize(width.intValue(), Math.min(height.intValue(), 3000));
      Files.write(
          Files.createDirectories(PICTURES).resolve(name + ".png"),
          driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What the browser complained of since the last time; that a request was refused, it always is.
   */
  List<String> complaints() {
    // the token is in the session storage, and nowhere else
    Secrecy.check("the page", driver.getPageSource());
    Secrecy.check(
        "the browser", url() + driver.manage().getCookies() + (isOfService() ? js(STORED) : ""));
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(it -> it.getMessage())
        .filter(it -> !it.matches("(?s).*/v2\\S* - Failed to load resource: .*"))
        .toList();
  }

  /** Not an empty tab. */
  private boolean isOfService() {
    return url().startsWith("http");
  }

  @Override
  public void close() {
    driver.quit();
  }
}
