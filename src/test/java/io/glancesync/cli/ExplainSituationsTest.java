package io.glancesync.cli;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.deadletter.BackOff;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.error.ErrorMapper;
import io.glancesync.error.ErrorReport;
import io.glancesync.error.RetryAfter;
import io.glancesync.image.Images.AnImage;
import io.glancesync.plan.Stop;
import io.glancesync.store.RuntimeStores;
import io.glancesync.store.RuntimeStores.StoreSettings;
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
        "forcesyncs = other",
        "metadata_condition = image.is_public and (image.user_properties.get('type') == 'base' or 'nid' in image.user_properties)");
    engine.region("Valladolid", ubuntu().with("type", "test").in("v")).region("Burgos");

    isExplained(
        """
        ubuntu in Burgos: not selected
          selected  no: in metadata_condition each of these is false: image.user_properties.get('type') == 'base'; 'nid' in image.user_properties
          master    v-ubuntu, 2.1 GB, public, checksum new
          region    no image of that name
          next      nothing, if no region is to have it; to have it copied by the next run, give it in Valladolid what the condition asks for, or write in section [master] of work/conf/glancesync.conf, so that the line reads: forcesyncs = other, v-ubuntu
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
          next      nothing, if no region is to have it; to have it copied by the next run, set nid or type (to any value) on it in Valladolid: openstack --os-region-name Valladolid image set --property nid=VALUE v-ubuntu
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
          next      nothing, if no region is to have it; to have it copied by the next run, make it public in Valladolid: openstack --os-region-name Valladolid image set --public v-ubuntu | or leave it private, and write in section [master] of work/conf/glancesync.conf, so that the line reads: forcesyncs = v-ubuntu
        """);
  }

  @Test
  void its_name_is_ambiguous() {
    var created = Instant.parse("2026-02-01T08:00:00Z");
    engine
        .region(
            "Valladolid",
            ubuntu().withId("v1").build().but().created(created).build(),
            ubuntu().withId("v2").withContent("newer").build())
        .region("Burgos");

    isExplained(
        """
        ubuntu in Burgos: not selected
          selected  no: 2 images of Valladolid are called ubuntu (v1, v2), so none of them is copied; rename or delete all but one
          master    v1, 2.1 GB, public, checksum new, created 2026-02-01T08:00:00Z
          master    v2, 2.1 GB, public, checksum newer
          region    no image of that name
          next      keep one of v1, v2, and rename or delete the other: openstack --os-region-name Valladolid image set --name NEWNAME ID
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
          note      ubuntu (v-ubuntu) is deactivated in Valladolid, so it is not copied to Burgos; reactivate it or delete it in Valladolid
          next      nothing, if no region is to have it; to have it copied by the next run, make it active in Valladolid: openstack --os-region-name Valladolid image set --activate v-ubuntu
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
          because   other content, and none of dontupdate, rename and replace lists its checksum
          a run     does nothing
          note      ubuntu in Burgos has other content (checksum old); add that checksum to replace, rename or dontupdate: replace deletes it once the master's image is there, rename makes it ubuntu.old and private, dontupdate leaves it as it is
          next      decide, and write in section [master] of work/conf/glancesync.conf, so that one of the lines reads: replace = old | rename = old | dontupdate = old
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
          because   its kernel is not selected
          a run     does nothing
          note      the kernel of ubuntu is "kernel" (v-kernel), which is not selected; select it too, or correct kernel_id in Valladolid
          next      select the kernel too; this tells how: glancesync explain v-kernel Burgos
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
          note      a run would replace ubuntu in Burgos, but glancesync.guard.max-replacements is 0, so that a run replaces or renames no image
          next      nothing, if it is to stay as it is; to allow it, write in home/conf/application.properties how many images a run may replace or rename: glancesync.guard.max-replacements = 1
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
          note      Burgos has been paused since 2026-03-01T10:00:00Z by ana@host until it is resumed: new storage
          next      nothing until it is resumed; the next run then copies it; to resume it now: glancesync resume Burgos
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
    Instant failed = FakeEngine.BEGIN.minus(Duration.ofMinutes(30));
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
    RuntimeStores.inFiles(folder.resolve("home/v"), Clock.systemUTC(), StoreSettings.NONE)
        .letters()
        .put(
            new DeadLetter(
                failed,
                failed,
                report.errorClass(),
                report.error(),
                report.remedy(),
                List.of(),
                Optional.of(BackOff.after(1, failed, Duration.ofDays(1), "0a1b")),
                upload),
            10);
    engine.waiting(
        step ->
            Optional.of(
                new Stop(
                    "it failed for good at 2026-03-01T09:30:00Z (dead letter 9b60c123)",
                    "wait",
                    Optional.of(new Stop.NextTry(failed.plus(Duration.ofHours(1)))))));

    isExplained(
        """
        ubuntu in Burgos: pending_upload
          selected  yes: it is public, and metadata_set is empty
          master    v-ubuntu, 2.1 GB, public, checksum new
          region    no image of that name
          because   Burgos has no image of that name
          a run     does nothing now, because it failed for good and is left out until 2026-03-01T10:30:00Z
          note      a run would copy ubuntu to Burgos, but it failed for good at 2026-03-01T09:30:00Z (dead letter 9b60c123)
          failed    Tried to copy ubuntu to Burgos, but Glance at http://burgos:9292 answered 413 Too Large (Image exceeds the storage quota) (dead letter 9b60c123)
          next try  2026-03-01T10:30:00Z
          next      raise the image quota of project images (p1) in Burgos, or delete images of that project that nobody needs; then: glancesync dead-letters retry 9b60c123
        """);
  }
}
