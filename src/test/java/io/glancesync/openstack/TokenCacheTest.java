package io.glancesync.openstack;

import static io.glancesync.engine.Targets.configuration;
import static io.glancesync.engine.Targets.current;
import static io.glancesync.engine.Targets.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.SettableClock;
import io.glancesync.SettableTicks;
import io.glancesync.config.CurrentConfiguration;
import io.glancesync.config.credential.Login;
import io.glancesync.config.credential.Tls;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.engine.Targets;
import io.glancesync.region.RegionName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One token per target, used until shortly before it expires. */
class TokenCacheTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final RegionName MADRID = RegionName.of("other:Madrid");
  private static final RegionName OTHER = new RegionName("other", "");

  private final SettableClock clock = new SettableClock();
  private final SettableTicks ticks = new SettableTicks();
  private final CurrentConfiguration configuration =
      current(
          target("master", "http://k1/v3"),
          target("other", "http://k2/v3"),
          target("nobody", new Login.Missing("[nobody] needs a password"), Tls.STANDARD));
  private final TokenCache tokenCache = new TokenCache(configuration, clock, ticks);

  @Test
  void at_first_every_target_needs_a_sign_in() {
    assertThat(tokenCache.isSignInNeeded(BURGOS)).isTrue();
    assertThat(tokenCache.isSignInNeeded(MADRID)).isTrue();
    assertThat(tokenCache.regions()).isEmpty();
  }

  @Test
  void a_token_serves_all_regions_of_its_target_and_no_other_target() {
    keep(BURGOS, Duration.ofHours(1));

    assertThat(tokenCache.isSignInNeeded(RegionName.of("Leon"))).isFalse();
    assertThat(tokenCache.isSignInNeeded(MADRID)).isTrue();
    assertThat(tokenCache.token(RegionName.of("Leon"))).isEqualTo("token");
  }

  @ParameterizedTest
  @CsvSource({
    // a minute before its end, but at least three quarters of its life
    "3600, 3540",
    "240, 180",
    "120, 90",
    "4, 3",
    "1, 0.75"
  })
  void it_is_used_until_shortly_before_its_end(double seconds, double used) {
    keep(BURGOS, seconds(seconds));

    ticks.goOn(seconds(used).minusNanos(1));
    assertThat(tokenCache.isSignInNeeded(BURGOS)).isFalse();

    ticks.goOn(Duration.ofNanos(1));
    assertThat(tokenCache.isSignInNeeded(BURGOS)).isTrue();
    assertThat(tokenCache.token(BURGOS)).isEqualTo("token");
  }

  @ParameterizedTest
  @ValueSource(ints = {72, -72})
  void a_clock_that_is_set_meanwhile_changes_nothing_of_that(int hours) {
    keep(BURGOS, Duration.ofHours(1));

    clock.goOn(Duration.ofHours(hours));

    assertThat(tokenCache.isSignInNeeded(BURGOS)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, -7200})
  void a_token_that_seems_to_be_over_already_serves_one_request(int seconds) {
    keep(BURGOS, Duration.ofSeconds(seconds));

    assertThat(tokenCache.isSignInNeeded(BURGOS)).isTrue();
    assertThat(tokenCache.token(BURGOS)).isEqualTo("token");
  }

  @ParameterizedTest
  @CsvSource({
    "2030-01-01T23:59:59Z, 2030-01-01T23:59:59Z",
    "2030-01-02T00:00:01Z, 2030-01-01T00:00:00Z",
    "2029-12-30T00:00:00Z, 2030-01-01T00:00:00Z",
    "+1000000000-12-31T23:59:59.999999999Z, 2030-01-01T00:00:00Z",
    "-1000000000-01-01T00:00:00Z, 2030-01-01T00:00:00Z"
  })
  void a_time_of_issue_that_is_far_from_ours_is_taken_for_none(String issued, Instant now) {
    String body =
        body(Duration.ofHours(1))
            .replace("\"project\"", "\"issued_at\":\"%s\",\"project\"".formatted(issued));
    tokenCache.store(BURGOS, "token", body);

    clock.goOn(Duration.ofSeconds(5));

    assertThat(tokenCache.now(BURGOS)).isEqualTo(now.plusSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2131-01-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z"})
  void a_token_that_lasts_for_more_than_100_years_is_an_error_in_words(String end) {
    String body = "{\"token\":{\"expires_at\":\"%s\"}}".formatted(end);

    assertThatThrownBy(() -> tokenCache.store(BURGOS, "token", body))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("more than 100 years ahead");
    assertThat(tokenCache.isSignInNeeded(BURGOS)).isTrue();
  }

  @Test
  void a_token_that_has_expired_on_arrival_is_warned_of_once() {
    var warnings = new ArrayList<String>();
    var logger = (Logger) LogManager.getLogger("glancesync.catalog");
    var appender =
        new AbstractAppender("warnings", null, null, true, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            warnings.add(event.getMessage().getFormattedMessage());
          }
        };
    Level levelBefore = logger.getLevel();
    appender.start();
    Configurator.setLevel(logger, Level.WARN);
    logger.addAppender(appender);
    try {
      keep(BURGOS, Duration.ofHours(1));
      assertThat(warnings).isEmpty();

      keep(BURGOS, Duration.ZERO);
      keep(BURGOS, Duration.ofHours(-2));
    } finally {
      logger.removeAppender(appender);
      Configurator.setLevel(logger, levelBefore);
    }
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("Keystone at http://k1/v3 has expired already by our clock", "NTP");
  }

  @Test
  void a_token_that_was_refused_is_replaced_while_addresses_and_project_stay_known() {
    keep(BURGOS, Duration.ofHours(1));

    tokenCache.evict(BURGOS);

    assertThat(tokenCache.isSignInNeeded(BURGOS)).isTrue();
    assertThat(tokenCache.projectId(BURGOS)).isEqualTo("p1");
    assertThat(tokenCache.images(BURGOS)).isEqualTo("http://burgos/v2/images");

    keep(BURGOS, Duration.ofHours(1));

    assertThat(tokenCache.isSignInNeeded(BURGOS)).isFalse();
  }

  @Test
  void to_forget_what_was_never_known_does_no_harm() {
    tokenCache.evict(BURGOS);

    assertThat(tokenCache.isSignInNeeded(BURGOS)).isTrue();
  }

  @Test
  void the_regions_are_those_of_the_catalogs() {
    keep(BURGOS, Duration.ofHours(1));
    keep(OTHER, Duration.ofHours(1));

    assertThat(tokenCache.regions())
        .isEqualTo(
            Map.of(
                "master", List.of(BURGOS, RegionName.of("Valladolid")),
                "other",
                    List.of(
                        new RegionName("other", "Burgos"), new RegionName("other", "Valladolid"))));
  }

  @Test
  void a_region_that_the_catalog_does_not_have_is_an_error_that_names_those_it_has() {
    keep(BURGOS, Duration.ofHours(1));

    assertThatThrownBy(() -> tokenCache.images(RegionName.of("Burgso")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Keystone at http://k1/v3 has no public image endpoint")
        .hasMessageContaining("region Burgso")
        .hasMessageContaining("Burgos, Valladolid");
  }

  @Test
  void a_catalog_without_any_says_so() {
    tokenCache.store(MADRID, "token", body(Duration.ofHours(1)).replace("image", "volume"));

    assertThatThrownBy(() -> tokenCache.images(MADRID)).hasMessageContaining("no region");
  }

  @Test
  void a_target_without_a_credential_says_what_is_missing() {
    RegionName nobody = new RegionName("nobody", "X");

    assertThatThrownBy(() -> tokenCache.keystone(nobody))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("[nobody] needs a password");
    assertThatThrownBy(() -> tokenCache.signInRequest(RegionName.of("nowhere:X")))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void signing_in_goes_to_the_targets_keystone_with_its_credential() {
    assertThat(tokenCache.keystone(MADRID)).isEqualTo("http://k2/v3");
    assertThat(tokenCache.signInRequest(MADRID)).contains("ann", Targets.PASSWORD);
    assertThat(tokenCache.tokens(MADRID)).isEqualTo("http://k2/v3/auth/tokens");
    assertThat(tokenCache.toString()).doesNotContain(Targets.PASSWORD);
  }

  private void keep(RegionName at, Duration life) {
    tokenCache.store(at, "token", body(life));
  }

  private String body(Duration life) {
    Instant end = clock.instant().plus(life);
    return """
        {"token":{"expires_at":"%s","project":{"id":"p1"},"catalog":[{"type":"image","endpoints":[
          {"interface":"public","region_id":"Burgos","url":"http://burgos"},
          {"interface":"public","region_id":"Valladolid","url":"http://valladolid/v2/"}]}]}}
        """
        .formatted(end);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) (seconds * 1000));
  }

  @Test
  void a_target_that_is_configured_anew_is_signed_in_to_anew() {
    keep(BURGOS, Duration.ofHours(1));
    assertThat(tokenCache.isSignInNeeded(BURGOS)).isFalse();

    configuration.replace(configuration(target("master", "http://k3/v3")));

    assertThat(tokenCache.isSignInNeeded(BURGOS)).isTrue();
  }

  @Test
  void the_regions_of_a_target_that_is_configured_no_more_are_forgotten() {
    keep(MADRID, Duration.ofHours(1));
    assertThat(tokenCache.regions()).containsKey("other");

    configuration.replace(configuration(target("master", "http://k1/v3")));

    assertThat(tokenCache.regions()).doesNotContainKey("other");
  }
}
