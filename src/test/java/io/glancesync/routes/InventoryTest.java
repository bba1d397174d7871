package io.glancesync.routes;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.BURGOS;
import static io.glancesync.transfer.Transfers.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.Target;
import io.glancesync.image.Image;
import io.glancesync.image.Images;
import io.glancesync.openstack.GlanceRequest;
import io.glancesync.openstack.Inventory;
import io.glancesync.openstack.ListingFailure;
import io.glancesync.openstack.RegionImages;
import io.glancesync.openstack.RegionList;
import io.glancesync.region.RegionName;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;

/** {@code routes/15-inventory.camel.yaml}. */
class InventoryTest extends RouteTest {
  private static final RegionName SEVILLA = RegionName.of("partner:Sevilla");
  private static final Image UBUNTU = anImage("ubuntu").build();

  @Override
  protected Target[] targets() {
    return new Target[] {target("master"), target("partner")};
  }

  private void mockSignIn(Processor partner) throws Exception {
    mock(
        "sign-in-targets",
        Map.of(
            "ensure-signed-in",
            it -> {
              if (it.getMessage().getBody(GlanceRequest.class).region().isInMasterTarget()) {
                signedIn("master", "Valladolid", "Burgos");
              } else {
                partner.process(it);
              }
            }));
  }

  private static void refuse(Exchange exchange) throws ConnectException {
    throw new ConnectException("refused");
  }

  @Test
  void the_regions_of_all_targets_are_listed_in_order() throws Exception {
    mockSignIn(it -> signedIn("partner", "Sevilla"));

    Exchange done = send("list-regions", null, Map.of());

    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody())
        .isEqualTo(new RegionList(List.of(BURGOS, VALLADOLID, SEVILLA), List.of()));
  }

  @Test
  void a_target_that_cannot_be_reached_is_told_beside_the_regions_of_the_others() throws Exception {
    mockSignIn(InventoryTest::refuse);

    RegionList list = send("list-regions", null, Map.of()).getMessage().getBody(RegionList.class);

    assertThat(list.regions()).containsExactly(BURGOS, VALLADOLID);
    assertThat(list.errors())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.cause()).isEqualTo(ListingFailure.Cause.UNREACHABLE);
              assertThat(it.text()).contains("target partner");
            });
  }

  private Inventory inventory(String... words) {
    Exchange done = send("take-inventory", List.of(words), Map.of());
    assertThat(done.getException()).isNull();
    return done.getMessage().getBody(Inventory.class);
  }

  @Test
  void the_inventory_has_the_master_and_each_region_once() throws Exception {
    mockSignIn(it -> signedIn("partner", "Sevilla"));
    mock("take-inventory", Map.of("list-images", it -> it.getMessage().setBody(List.of(UBUNTU))));

    Inventory inventory = inventory("partner:", "Valladolid", "Burgos");

    assertThat(inventory.regions())
        .containsExactly(images(VALLADOLID), images(SEVILLA), images(BURGOS));
    assertThat(inventory.errors()).isEmpty();
  }

  private static RegionImages images(RegionName region) {
    return new RegionImages(region, Images.US, List.of(UBUNTU));
  }

  @Test
  void a_region_that_cannot_be_listed_is_told_and_hides_no_other() throws Exception {
    mockSignIn(it -> signedIn("partner", "Sevilla"));
    mock(
        "take-inventory",
        Map.of(
            "list-images",
            it -> {
              if (it.getMessage().getBody().equals(SEVILLA)) {
                refuse(it);
              }
              it.getMessage().setBody(List.of(UBUNTU));
            }));

    Inventory inventory = inventory("partner:Sevilla", "Burgos");

    assertThat(inventory.regions()).containsExactly(images(VALLADOLID), images(BURGOS));
    assertThat(inventory.errors())
        .singleElement()
        .satisfies(it -> assertThat(it.text()).contains("partner:Sevilla"));
  }

  @Test
  void so_are_the_regions_of_a_target_that_cannot_be_reached() throws Exception {
    mockSignIn(InventoryTest::refuse);
    mock("take-inventory", Map.of("list-images", it -> it.getMessage().setBody(List.of(UBUNTU))));
    called("list-images").expectedMessageCount(2);

    Inventory inventory = inventory("partner:Sevilla", "Burgos");

    called("list-images").assertIsSatisfied();
    assertThat(inventory.regions()).containsExactly(images(VALLADOLID), images(BURGOS));
    assertThat(inventory.errors()).hasSize(1);
  }
}
