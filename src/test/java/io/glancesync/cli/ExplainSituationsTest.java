package io.glancesync.cli;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterStore;
import io.glancesync.error.ErrorMapper;
import io.glancesync.error.ErrorReport;
import io.glancesync.error.RetryAfter;
import io.glancesync.image.Images.AnImage;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.Transfers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Why an image is not in a region: what {@code explain} says in each case, and what to do. Who
 * reads nothing but that has to know it.
 */
class ExplainSituationsTest {
  @TempDir Path folder;
  private final FakeEngine engine = new FakeEngine();
  private String[] rules = {};

  private static AnImage ubuntu() {
    return anImage("ubuntu").ofSize(2_100_000_000).withContent("new");
  }

  private Shell shell() {
    return new Shell(folder, engine)
        .configuration(rules)
        .file("home/conf/application.properties", "glancesync.var=v");
  }

  /** Holds what is said in each case, and that the JSON ends with the same advice. */
  private void isExplained(String text) {
    assertThat(explained().replaceAll(" by \\S+@\\S+ ", " by ana@host ")).isEqualTo(text);
    String next = text.lines().reduce((first, last) -> last).orElseThrow();
    assertThat(explained("--format", "json"))
        .contains("\"next\": \"%s\"".formatted(next.substring("  next      ".length())));
  }

  private String explained(String... more) {
    return shell()
        .run(
            Stream.concat(Stream.of("explain", "ubuntu", "Burgos"), Stream.of(more))
                .toArray(String[]::new))
        .out();
  }

  private void rules(String... lines) {
    rules = lines;
  }

  @Test
  void the_condition_does_not_select_it() {
    rules(
        "[DEFAULT]",
        "metadata_condition = image.is_public and (image.user_properties.get('type') == 'base' or 'nid' in image.user_properties)");
    engine.region("Valladolid", ubuntu().with("type", "test").in("v")).region("Burgos");

    isExplained(
        """
        ubuntu in Burgos: not selected
          selected  no: in metadata_condition each of these is false: image.user_properties.get('type') == 'base'; 'nid' in image.user_properties
          master    v-ubuntu, 2.1 GB, public, checksum new
          region    no image of that name
          next      nothing, if no region is to have it; otherwise write in section [master] of work/conf/glancesync.conf: forcesyncs = v-ubuntu
        """);
  }

  @Test
  void metadata_set_does_not_select_it() {
    rules("[DEFAULT]", "metadata_set = nid, type");
    engine.region("Valladolid", ubuntu().with("os", "linux").in("v")).region("Burgos");

    isExplained(
        """
        ubuntu in Burgos: not selected
          selected  no: it is public, but has none of the properties in metadata_set (nid, type); set one of them on it in Valladolid, or add its id to forcesyncs
          master    v-ubuntu, 2.1 GB, public, checksum new
          region    no image of that name
          next      nothing, if no region is to have it; otherwise set nid or type on it in Valladolid: openstack image set --property nid=VALUE v-ubuntu
        """);
  }

  @Test
  void it_is_not_public() {
    engine.region("Valladolid", ubuntu().isPrivate().in("v")).region("Burgos");

    isExplained(
        """
        ubuntu in Burgos: not selected
          selected  no: it is private, not public; set it to public, add its id to forcesyncs, or write a metadata_condition
          master    v-ubuntu, 2.1 GB, private, checksum new
          region    no image of that name
          next      nothing, if no region is to have it; otherwise write in section [master] of work/conf/glancesync.conf: forcesyncs = v-ubuntu
        """);
  }

  @Test
  void its_name_is_ambiguous() {
    engine
        .region("Valladolid", ubuntu().withId("v1").build(), ubuntu().withId("v2").build())
        .region("Burgos");

    isExplained(
        """
        ubuntu in Burgos: not selected
          selected  no: 2 images of Valladolid are called ubuntu (v1, v2), so none of them is copied; rename or delete all but one
          region    no image of that name
          next      in Valladolid, rename or delete all but one of the images called ubuntu
        """);
  }

  @Test
  void it_is_deactivated() {
    engine.region("Valladolid", ubuntu().withStatus("deactivated").in("v")).region("Burgos");

    isExplained(
        """
        ubuntu in Burgos: not selected
          selected  no: the master's image is deactivated, and only active ones are copied
          master    v-ubuntu, 2.1 GB, public, checksum new
          region    no image of that name
          note      ubuntu (v-ubuntu) is not brought to Burgos because its status in Valladolid is deactivated, and what Burgos has of it stays as it is; make it active again, or delete it there
          next      nothing, if no region is to have it; otherwise make it active in Valladolid: openstack image set --activate v-ubuntu
        """);
  }

  @Test
  void the_region_has_other_content() {
    engine
        .region("Valladolid", ubuntu().in("v"))
        .region("Burgos", ubuntu().withContent("old").in("b"));

    isExplained(
        """
        ubuntu in Burgos: error_checksum
          selected  yes: it is public, and metadata_set is empty
          master    v-ubuntu, 2.1 GB, public, checksum new
          region    b-ubuntu, 2.1 GB, public, checksum old
          differs   checksum: new → old (master → region)
          because   other content, and neither dontupdate, rename nor replace speaks of it
          a run     does nothing
          note      ubuntu in Burgos has other content (checksum old); add that checksum to replace, rename or dontupdate: replace deletes it once the master's is there, rename makes it ubuntu.old and private, dontupdate leaves it as it is
          next      decide, and write one of these lines in section [master] of work/conf/glancesync.conf: replace = old | rename = old | dontupdate = old
        """);
  }

  @Test
  void its_kernel_is_not_selected() {
    engine
        .region(
            "Valladolid",
            ubuntu().withKernel("v-kernel").in("v"),
            anImage("kernel").isPrivate().withId("v-kernel").build())
        .region("Burgos");

    isExplained(
        """
        ubuntu in Burgos: error_ami
          selected  yes: it is public, and metadata_set is empty
          master    v-ubuntu, 2.1 GB, public, checksum new
          region    no image of that name
          because   its kernel or ramdisk is not among what is copied
          a run     does nothing
          note      the kernel of ubuntu is kernel, which is not selected; select it too, or correct kernel_id in Valladolid
          next      select the kernel too; this tells how: glancesync explain kernel Burgos
        """);
  }

  @Test
  void a_guard_holds_it_back() {
    rules("[DEFAULT]", "replace = any");
    engine
        .region("Valladolid", ubuntu().in("v"))
        .region("Burgos", ubuntu().withContent("old").in("b"))
        .mostReplaced(0);

    isExplained(
        """
        ubuntu in Burgos: pending_replace
          selected  yes: it is public, and metadata_set is empty
          master    v-ubuntu, 2.1 GB, public, checksum new
          region    b-ubuntu, 2.1 GB, public, checksum old
          differs   checksum: new → old (master → region)
          because   replace contains any
          a run     does nothing now, because a guard holds it back
          note      Tried to replace ubuntu in Burgos, but glancesync.guard.max-replacements is 0, so that a run replaces or renames no image; to let some pass, set glancesync.guard.max-replacements in conf/application.properties to how many
          next      to let some pass, set glancesync.guard.max-replacements in conf/application.properties to how many
        """);
  }

  @Test
  void the_region_is_paused() {
    engine.region("Valladolid", ubuntu().in("v")).region("Burgos");
    shell().run("pause", "Burgos", "--reason", "new storage");

    isExplained(
        """
        ubuntu in Burgos: pending_upload
          selected  yes: it is public, and metadata_set is empty
          master    v-ubuntu, 2.1 GB, public, checksum new
          region    no image of that name
          because   Burgos has no image of that name
          a run     does nothing now, because Burgos is paused
          note      Burgos is paused since 2026-03-01T10:00:00Z by ana@host until it is resumed: new storage
          next      nothing until it is resumed; to go on now: glancesync resume Burgos
        """);
  }

  @Test
  void its_transfer_failed_for_good() {
    engine.region("Valladolid", ubuntu().in("v")).region("Burgos");
    var errorMapper =
        new ErrorMapper(
            () -> Transfers.VALLADOLID,
            it -> "user ann",
            it -> Optional.of("images (p1)"),
            new RetryAfter(Clock.systemUTC(), () -> Duration.ZERO),
            it -> it);
    Transfer upload = Transfers.uploadOf(ubuntu().in("v"));
    ErrorReport report =
        errorMapper.ofStep(
            upload.step(),
            Transfers.BURGOS,
            new HttpOperationFailedException(
                "http://burgos:9292/v2/images/1/file",
                413,
                "Too Large",
                null,
                Map.of(),
                "Image exceeds the storage quota"));
    new DeadLetterStore(folder.resolve("home/v"), Clock.systemUTC())
        .put(
            new DeadLetter(
                Instant.EPOCH,
                Instant.EPOCH,
                report.errorClass(),
                report.error(),
                report.remedy(),
                List.of(),
                Optional.empty(),
                upload),
            10);

    isExplained(
        """
        ubuntu in Burgos: pending_upload
          selected  yes: it is public, and metadata_set is empty
          master    v-ubuntu, 2.1 GB, public, checksum new
          region    no image of that name
          because   Burgos has no image of that name
          a run     copies it
          failed    Tried to copy ubuntu to Burgos, but Glance at http://burgos:9292 answered 413 Too Large (Image exceeds the storage quota) (dead letter 9b60c123)
          next try  by the next run
          next      raise the image quota of project images (p1) there, or delete images of the project; then: glancesync dead-letters retry 9b60c123
        """);
  }
}
