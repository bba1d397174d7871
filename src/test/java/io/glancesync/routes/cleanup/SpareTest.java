package io.glancesync.routes.cleanup;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.routes.ScriptedAnswers.NOTHING;
import static io.glancesync.routes.ScriptedAnswers.body;
import static io.glancesync.routes.ScriptedAnswers.error;
import static io.glancesync.routes.ScriptedAnswers.inTurn;
import static io.glancesync.transfer.Transfers.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.openstack.request.ImageDeletion;
import io.glancesync.openstack.request.SingleImageRequest;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.SpareCopy;
import io.glancesync.plan.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** {@code routes/65-spare.camel.yaml}. */
class SpareTest extends CleanupTest {
  private static final Image UBUNTU = anImage("ubuntu").build();
  private static final Image DEBIAN = anImage("debian").build();

  /** Our copy of a master's image, made in that year under the id of that counter. */
  private static Image copy(Image master, int counter, int year) {
    return master
        .but()
        .id(CopyId.of(BURGOS, master, counter))
        .created(Instant.parse(year + "-01-01T00:00:00Z"))
        .build();
  }

  private static Image kept(Image master) {
    return copy(master, 0, 2024);
  }

  private static Image spare(Image master) {
    return copy(master, 1, 2025);
  }

  private static SpareCopy spareCopy(Image master) {
    return new SpareCopy(master, kept(master), spare(master));
  }

  /** The plan of a region that has both copies of these images. */
  private List<Image> planned(Image... masters) {
    List<Image> images = Stream.of(masters).flatMap(it -> Stream.of(kept(it), spare(it))).toList();
    planner().masterListed(run, List.of(UBUNTU, DEBIAN));
    planner().plan(run, BURGOS, images);
    return images;
  }

  private Exchange send(String route, Object body) {
    return send(route, body, Map.of("run", run, "region", BURGOS));
  }

  private String errorOfRegion() {
    return report().regions().get(0).error().orElse("");
  }

  @Test
  void a_region_without_spare_copies_is_not_listed() throws Exception {
    planned();
    mock("delete-spare-copies", Map.of("list-images", NOTHING));
    called("list-images").expectedMessageCount(0);

    Exchange done = send("delete-spare-copies", null);

    called("list-images").assertIsSatisfied();
    assertThat(done.getException()).isNull();
  }

  @Test
  void a_region_with_spare_copies_is_listed_anew() throws Exception {
    List<Image> images = planned(UBUNTU);
    mock(
        "delete-spare-copies",
        Map.of("list-images", body(images), "delete-unreferenced-spares", NOTHING));
    called("delete-unreferenced-spares").expectedBodiesReceived(List.of(images));

    send("delete-spare-copies", null);

    called("delete-unreferenced-spares").assertIsSatisfied();
  }

  @Test
  void a_list_that_fails_leaves_all_spare_copies_to_the_next_run() throws Exception {
    planned(UBUNTU, DEBIAN);
    mock(
        "delete-spare-copies",
        Map.of("list-images", error(503), "delete-unreferenced-spares", NOTHING));
    called("delete-unreferenced-spares").expectedMessageCount(0);

    Exchange done = send("delete-spare-copies", null);

    called("delete-unreferenced-spares").assertIsSatisfied();
    assertThat(done.getException()).isNull();
    assertThat(errorOfRegion()).contains("the second copy of debian, ubuntu could not be deleted");
  }

  @Test
  void the_later_copy_is_the_spare_one() throws Exception {
    List<Image> images = planned(UBUNTU);
    mock("delete-unreferenced-spares", Map.of("delete-spare-copy", NOTHING));
    called("delete-spare-copy").expectedMessageCount(1);
    called("delete-spare-copy").message(0).variable("spareCopy").isEqualTo(spareCopy(UBUNTU));

    send("delete-unreferenced-spares", images);

    called("delete-spare-copy").assertIsSatisfied();
  }

  @Test
  void a_spare_copy_that_an_image_refers_to_stays() throws Exception {
    planned(UBUNTU);
    Image user = anImage("user").withKernel(spare(UBUNTU).id().value()).build();
    mock("delete-unreferenced-spares", Map.of("delete-spare-copy", NOTHING));
    called("delete-spare-copy").expectedMessageCount(0);

    Exchange done = send("delete-unreferenced-spares", List.of(kept(UBUNTU), spare(UBUNTU), user));

    called("delete-spare-copy").assertIsSatisfied();
    assertThat(done.getException()).isNull();
  }

  @Test
  void a_spare_copy_that_cannot_be_deleted_stops_no_other() throws Exception {
    List<Image> images = planned(UBUNTU, DEBIAN);
    mock("delete-unreferenced-spares", Map.of("delete-spare-copy", inTurn(error(503), NOTHING)));
    called("delete-spare-copy").expectedMessageCount(2);

    Exchange done = send("delete-unreferenced-spares", images);

    called("delete-spare-copy").assertIsSatisfied();
    assertThat(done.getException()).isNull();
    Image failed =
        called("delete-spare-copy")
            .getReceivedExchanges()
            .get(0)
            .getVariable("spareCopy", SpareCopy.class)
            .master();
    assertThat(errorOfRegion())
        .contains("the second copy of %s could not".formatted(failed.name()));
  }

  private Exchange delete(Image keptNow, Image spareNow, Image stays) throws Exception {
    mock(
        "delete-spare-copy",
        Map.of(
            "glance-show",
            inTurn(body(keptNow), body(spareNow)),
            "delete-unless-in-use",
            body(stays)));
    return send(
        "delete-spare-copy",
        null,
        Map.of("run", run, "region", BURGOS, "spareCopy", spareCopy(UBUNTU)));
  }

  private int deletions() {
    return called("delete-unless-in-use").getReceivedCounter();
  }

  @Test
  void both_images_are_read_before_the_spare_copy_is_deleted() throws Exception {
    delete(kept(UBUNTU), spare(UBUNTU), null);

    assertThat(called("glance-show").getReceivedExchanges())
        .extracting(it -> it.getMessage().getBody())
        .containsExactly(
            SingleImageRequest.of(BURGOS, kept(UBUNTU).id()),
            SingleImageRequest.of(BURGOS, spare(UBUNTU).id()));
    Exchange deleted = called("delete-unless-in-use").getReceivedExchanges().get(0);
    ImageDeletion deletion = deleted.getMessage().getBody(ImageDeletion.class);
    assertThat(deletion.image()).isEqualTo(spare(UBUNTU));
    assertThat(deletion.why())
        .contains("copied it twice, and %s stays".formatted(kept(UBUNTU).id()));
  }

  @Test
  void the_only_copy_that_is_left_is_not_deleted() throws Exception {
    Exchange done = delete(null, spare(UBUNTU), null);

    assertThat(done.getException()).isNull();
    assertThat(deletions()).isZero();
  }

  @Test
  void a_spare_copy_that_somebody_changed_is_not_deleted() throws Exception {
    Exchange done = delete(kept(UBUNTU), spare(UBUNTU).but().property("mine", "1").build(), null);

    assertThat(done.getException()).isNull();
    assertThat(deletions()).isZero();
  }

  @Test
  void a_spare_copy_in_use_is_a_warning_of_the_run() throws Exception {
    planned(UBUNTU);

    Exchange done = delete(kept(UBUNTU), spare(UBUNTU), spare(UBUNTU));

    assertThat(done.getException()).isNull();
    assertThat(report().warnings()).extracting(Warning::code).contains(Warning.Code.KEPT_IN_USE);
  }
}
