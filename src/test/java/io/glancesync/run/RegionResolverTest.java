package io.glancesync.run;

import static io.glancesync.engine.Targets.configuration;
import static io.glancesync.engine.Targets.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.SettableClock;
import io.glancesync.config.Configuration;
import io.glancesync.config.credential.Tls;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.engine.Targets;
import io.glancesync.error.RetryAfterTest;
import io.glancesync.error.UnreachableException;
import io.glancesync.openstack.ListingFailure;
import io.glancesync.openstack.TokenCache;
import io.glancesync.region.RegionName;
import io.glancesync.region.UnknownRegionException;
import io.glancesync.text.Redaction;
import java.net.ConnectException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which regions there are, and which of them a command is about. */
class RegionResolverTest {
  private static final RegionName MASTER = new RegionName("master", "");
  private static final RegionName OTHER = new RegionName("other", "");
  private static final ConnectException REFUSED = new ConnectException("Connection refused");

  private final Configuration configuration =
      configuration(
          target("master", "http://k1/v3", Tls.STANDARD, "Leon"), target("other", "http://k2/v3"));
  private final TokenCache tokenCache = new TokenCache(() -> configuration, new SettableClock());
  private final RegionResolver regionResolver =
      new RegionResolver(
          () -> configuration,
          tokenCache,
          Targets.errorMapper(
              () -> configuration, RetryAfterTest.UP_TO_FIVE_MINUTES, Redaction.OF_PLACES::of));

  @Test
  void the_masters_target_is_signed_in_to_first_and_then_those_that_are_named() {
    assertThat(regionResolver.targets(wish())).containsExactly(MASTER);
    assertThat(regionResolver.targets(wish("other:Madrid", "other:")))
        .containsExactly(MASTER, OTHER);
    assertThat(regionResolver.targets(regionResolver.wish(regionResolver.everyTarget())))
        .containsExactly(MASTER, OTHER);
  }

  @Test
  void a_target_that_the_configuration_does_not_have_is_an_error_that_names_the_nearest() {
    assertThatThrownBy(() -> regionResolver.targets(wish("othr:Madrid")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("did you mean 'other'?");
  }

  @Test
  void without_words_the_masters_target_is_meant_less_master_region_and_ignored_ones() {
    signIn(MASTER, "Valladolid", "Burgos", "Leon");

    assertThat(regionResolver.chosen(wish())).containsExactly(RegionName.of("Burgos"));
  }

  @Test
  void words_are_regions_or_whole_targets() {
    signIn(MASTER, "Valladolid", "Burgos", "Leon");
    signIn(OTHER, "Madrid", "Avila");

    assertThat(regionResolver.chosen(wish("Leon", "other:")))
        .containsExactlyInAnyOrder(
            RegionName.of("Leon"), RegionName.of("other:Avila"), RegionName.of("other:Madrid"));
  }

  @Test
  void a_word_that_is_no_region_is_an_error() {
    signIn(MASTER, "Valladolid", "Burgos");

    assertThatThrownBy(() -> regionResolver.chosen(wish("Burgso")))
        .isInstanceOf(UnknownRegionException.class)
        .hasMessageContaining("Burgso");
  }

  @Test
  void a_master_region_that_does_not_exist_is_an_error_before_anything_else() {
    signIn(MASTER, "Burgos");

    assertThatThrownBy(() -> regionResolver.chosen(wish("Burgos")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("region Valladolid")
        .hasMessageContaining("master_region");
  }

  @Test
  void a_target_that_does_not_answer_stops_no_other() {
    signIn(MASTER, "Valladolid", "Burgos");
    RegionResolver.RegionSelection wish = wish("Burgos", "other:Madrid");

    regionResolver.closed(wish, OTHER, REFUSED);

    assertThat(regionResolver.chosen(wish)).containsExactly(RegionName.of("Burgos"));
    assertThat(RegionResolver.unreached(wish)).containsOnlyKeys(RegionName.of("other:Madrid"));
    assertThat(regionResolver.all(wish).errors())
        .singleElement()
        .satisfies(it -> assertThat(it.cause()).isEqualTo(ListingFailure.Cause.UNREACHABLE))
        .extracting(ListingFailure::text)
        .asString()
        .contains("Tried to sign in to target other", "Connection refused");
  }

  @Test
  void what_the_configuration_lacks_is_not_the_targets_fault() {
    signIn(MASTER, "Valladolid", "Burgos");
    RegionResolver.RegionSelection wish = wish("Burgos", "other:");

    regionResolver.closed(wish, OTHER, new ConfigurationException("no cloud is called 'x'"));

    assertThat(regionResolver.all(wish).errors())
        .containsExactly(
            new ListingFailure(ListingFailure.Cause.CONFIGURATION, "no cloud is called 'x'"));
  }

  @Test
  void nothing_is_chosen_in_place_of_regions_that_do_not_answer() {
    signIn(MASTER, "Valladolid", "Burgos");
    RegionResolver.RegionSelection wish = wish("other:Madrid", "Burgos");
    regionResolver.closed(wish, OTHER, REFUSED);

    assertThat(regionResolver.chosen(wish)).containsExactly(RegionName.of("Burgos"));
  }

  @Test
  void without_the_masters_target_nothing_goes_on() {
    assertThatThrownBy(() -> regionResolver.closed(wish("other:Madrid"), MASTER, REFUSED))
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("Connection refused");
  }

  @Test
  void a_target_that_all_words_are_about_is_the_end_of_the_command() {
    assertThatThrownBy(() -> regionResolver.closed(wish("other:Madrid", "other:"), OTHER, REFUSED))
        .isInstanceOf(UnreachableException.class);
  }

  @Test
  void a_credential_that_is_missing_is_the_users_to_mend() {
    assertThatThrownBy(
            () -> regionResolver.closed(wish(), MASTER, new ConfigurationException("no password")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("no password");
  }

  @Test
  void all_regions_are_those_of_every_target_in_order() {
    signIn(OTHER, "Madrid");
    signIn(MASTER, "Valladolid", "Burgos");

    assertThat(regionResolver.all(wish()).regions())
        .extracting(RegionName::toString)
        .containsExactly("Burgos", "Valladolid", "other:Madrid");
    assertThat(regionResolver.all(wish()).errors()).isEmpty();
  }

  @Test
  void the_master_region_is_added_first_and_once() {
    RegionName valladolid = RegionName.of("Valladolid");
    RegionName burgos = RegionName.of("Burgos");

    assertThat(regionResolver.withMaster(List.of(burgos))).containsExactly(valladolid, burgos);
    assertThat(regionResolver.withMaster(List.of(burgos, valladolid)))
        .containsExactly(valladolid, burgos);
  }

  private RegionResolver.RegionSelection wish(String... words) {
    return regionResolver.wish(List.of(words));
  }

  private void signIn(RegionName target, String... names) {
    String endpoints =
        Stream.of(names)
            .map("{\"interface\":\"public\",\"region_id\":\"%s\",\"url\":\"http://g\"}"::formatted)
            .collect(Collectors.joining(","));
    tokenCache.store(
        target,
        "token",
        """
        {"token":{"expires_at":"2040-01-01T00:00:00Z","project":{"id":"p1"},
          "catalog":[{"type":"image","endpoints":[%s]}]}}
        """
            .formatted(endpoints));
  }
}
