package io.glancesync.routes;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.glancesync.config.Target;
import io.glancesync.openstack.GlanceRequest;
import io.glancesync.planner.Policies;
import io.glancesync.report.Check;
import io.glancesync.report.Check.CheckStatus;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** {@code routes/18-names.camel.yaml}. */
class RouteNamesTest extends RouteTest {
  @Override
  protected Target[] targets() {
    Target partner = target("partner");
    return new Target[] {
      target("master"),
      new Target(
          partner.name(),
          partner.login(),
          Policies.aPolicy().forcesyncs("forced").build(),
          Set.of("Sevilla"),
          partner.listImagesTimeout(),
          partner.tenantId(),
          partner.tenantName(),
          partner.tls(),
          partner.interfaceName())
    };
  }

  @Override
  protected Map<String, String> settings() {
    Map<String, String> settings = super.settings();
    settings.put("glancesync.schedule.hourly.cron", "0 5 * ? * *");
    settings.put("glancesync.schedule.hourly.regions", "Burgos");
    return settings;
  }

  /** Everybody accepts the sign-in; these are the regions and the images of the master region. */
  private void mockAnswers(List<String> master, List<String> partner, String... images)
      throws Exception {
    mock(
        "sign-in-targets",
        Map.of(
            "ensure-signed-in",
            it -> {
              String target = it.getMessage().getBody(GlanceRequest.class).region().target();
              List<String> regions = target.equals("master") ? master : partner;
              if (regions.isEmpty()) {
                throw new ConnectException("refused");
              }
              signedIn(target, regions.toArray(String[]::new));
            }));
    mock(
        "check-names",
        Map.of(
            "list-images",
            it ->
                it.getMessage()
                    .setBody(
                        List.of(images).stream().map(image -> anImage(image).build()).toList())));
  }

  private List<?> checks() {
    Exchange done = send("check-names", null, Map.of());
    assertThat(done.getException()).isNull();
    return done.getMessage().getBody(List.class);
  }

  @Test
  void names_that_exist_give_no_line() throws Exception {
    mockAnswers(List.of("Burgos", "Valladolid"), List.of("Sevilla"), "forced");
    called("list-images").expectedMessageCount(1);
    called("list-images").message(0).body().isEqualTo(VALLADOLID);

    assertThat(checks()).isEmpty();

    called("list-images").assertIsSatisfied();
  }

  @Test
  void a_region_or_an_image_that_exists_nowhere_is_warned_of() throws Exception {
    mockAnswers(List.of("Leon", "Valladolid"), List.of("Cordoba"), "ubuntu");

    assertThat(checks())
        .extracting(it -> ((Check) it).subject(), it -> ((Check) it).verdict())
        .containsExactly(
            tuple("ignore_regions", CheckStatus.WARNING),
            tuple("schedule hourly", CheckStatus.WARNING),
            tuple("forcesyncs", CheckStatus.WARNING));
  }

  @Test
  void the_names_of_a_target_that_cannot_be_reached_are_not_judged() throws Exception {
    mockAnswers(List.of("Burgos", "Valladolid"), List.of(), "forced");

    assertThat(checks()).isEmpty();
  }

  @Test
  void without_the_master_there_is_no_answer() throws Exception {
    mockAnswers(List.of(), List.of("Sevilla"), "forced");
    called("list-images").expectedMessageCount(0);

    Exchange done = send("check-names", null, Map.of());

    called("list-images").assertIsSatisfied();
    assertThat(done.getException()).hasRootCauseInstanceOf(ConnectException.class);
  }
}
