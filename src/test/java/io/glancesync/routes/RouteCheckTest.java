package io.glancesync.routes;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.BURGOS;
import static io.glancesync.transfer.Transfers.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.glancesync.check.TargetChecks;
import io.glancesync.check.TargetChecks.Checkup;
import io.glancesync.config.Target;
import io.glancesync.region.RegionName;
import io.glancesync.report.Check;
import io.glancesync.report.Check.CheckStatus;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

/** {@code routes/17-check.camel.yaml}. */
class RouteCheckTest extends RouteTest {
  private static final RegionName MASTER_TARGET = new RegionName("master", "");
  private static final RegionName PARTNER = new RegionName("partner", "");
  private static final String ID = "6d1ea9a4-7a0d-4c4e-9d2b-0a5b6f1d2c3e";
  private static final String SCHEMA =
      """
      {"properties": {"visibility": {}, "os_hidden": {}}}""";

  @Override
  protected Target[] targets() {
    return new Target[] {target("partner"), target("master")};
  }

  private Checkup checkup(boolean trying) {
    return bean("targetChecks", TargetChecks.class).begin(trying);
  }

  private Exchange send(String route, Checkup checkup, RegionName region) {
    return send(route, region, Map.of("targetChecks", checkup, "region", region));
  }

  private static Processor refusing() {
    return it -> {
      throw new ConnectException("refused");
    };
  }

  private void mockRegion(Processor listing, String schema) throws Exception {
    mock(
        "check-region",
        Map.of(
            "list-images",
            listing,
            "glance-schema",
            it -> it.getMessage().setBody(schema),
            "check-publishing",
            it -> {}));
  }

  private static Processor listing() {
    return it -> it.getMessage().setBody(List.of(anImage("ubuntu").withId(ID).build()));
  }

  @Test
  void each_target_is_checked_the_masters_first_and_then_this_host() throws Exception {
    var asked = Check.ok("a target", "answers");
    mock(
        "check",
        Map.of("check-target", it -> it.getVariable("targetChecks", Checkup.class).add(asked)));
    called("check-target").expectedMessageCount(2);
    called("check-target").message(0).body().isEqualTo(MASTER_TARGET);
    called("check-target").message(1).body().isEqualTo(PARTNER);

    Exchange done = send("check", false, Map.of());

    called("check-target").assertIsSatisfied();
    List<?> checks = done.getMessage().getBody(List.class);
    assertThat(checks.subList(0, 2)).isEqualTo(List.of(asked, asked));
    assertThat(checks)
        .extracting(it -> ((Check) it).subject())
        .contains("this host", "dead letters", "routes", "settings");
  }

  @Test
  void each_region_of_a_target_that_accepts_the_sign_in_is_checked() throws Exception {
    Checkup checkup = checkup(false);
    mock(
        "check-target",
        Map.of(
            "ensure-signed-in",
            it -> signedIn("master", "Burgos", "Valladolid"),
            "check-region",
            it -> {}));
    called("check-region").expectedMessageCount(2);
    called("check-region").message(0).body().isEqualTo(VALLADOLID);
    called("check-region").message(1).body().isEqualTo(BURGOS);

    send("check-target", checkup, MASTER_TARGET);

    called("check-region").assertIsSatisfied();
    assertThat(checkup.checks())
        .extracting(Check::text)
        .anySatisfy(it -> assertThat(it).contains("signed in"))
        .anySatisfy(it -> assertThat(it).contains("Valladolid (master), Burgos"));
  }

  @Test
  void a_target_that_does_not_answer_is_one_line() throws Exception {
    Checkup checkup = checkup(false);
    mock("check-target", Map.of("ensure-signed-in", refusing(), "check-region", it -> {}));
    called("check-region").expectedMessageCount(0);

    Exchange done = send("check-target", checkup, PARTNER);

    called("check-region").assertIsSatisfied();
    assertThat(done.getException()).isNull();
    assertThat(checkup.checks())
        .extracting(Check::verdict, Check::subject)
        .containsExactly(tuple(CheckStatus.UNREACHABLE, "partner"));
  }

  @Test
  void publishing_is_tried_on_request_and_never_in_the_master_region() throws Exception {
    signedIn("master", "Valladolid", "Burgos");
    Checkup checkup = checkup(true);
    mockRegion(listing(), SCHEMA);
    called("check-publishing").expectedMessageCount(1);
    called("check-publishing").message(0).variable("region").isEqualTo(BURGOS);

    send("check-region", checkup, VALLADOLID);
    send("check-region", checkup, BURGOS);
    send("check-region", checkup(false), BURGOS);

    called("check-publishing").assertIsSatisfied();
    assertThat(checkup.checks())
        .extracting(Check::verdict, Check::subject)
        .containsExactly(tuple(CheckStatus.OK, "Valladolid"), tuple(CheckStatus.OK, "Burgos"));
  }

  @Test
  void a_region_that_cannot_be_listed_is_one_line_and_is_asked_nothing_else() throws Exception {
    Checkup checkup = checkup(true);
    mockRegion(refusing(), SCHEMA);
    called("glance-schema").expectedMessageCount(0);
    called("check-publishing").expectedMessageCount(0);

    Exchange done = send("check-region", checkup, BURGOS);

    MockEndpoint.assertIsSatisfied(context);
    assertThat(done.getException()).isNull();
    assertThat(checkup.checks())
        .extracting(Check::verdict, Check::subject)
        .containsExactly(tuple(CheckStatus.UNREACHABLE, "Burgos"));
  }

  @Test
  void a_glance_that_does_not_know_hidden_images_fails_the_check() throws Exception {
    Checkup checkup = checkup(false);
    mockRegion(listing(), SCHEMA.replace("os_hidden", "size"));

    send("check-region", checkup, BURGOS);

    assertThat(checkup.checks())
        .extracting(Check::verdict)
        .containsExactly(CheckStatus.OK, CheckStatus.FAILED);
  }
}
