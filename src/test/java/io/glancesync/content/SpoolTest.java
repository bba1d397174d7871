package io.glancesync.content;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.content.Bytes.Source;
import io.glancesync.error.TransferException;
import io.glancesync.error.TransferException.LocalFileUnusable;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.region.RegionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which images are kept on their way, and for how long. */
@Timeout(300)
class SpoolTest {
  private static final String UBUNTU = "855e3a1f-9d2b-4c44-8a53-0a1b2c3d4e5f";
  private static final String DEBIAN = "0c1d2e3f-1111-4222-8333-444455556666";
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final RegionName CACERES = RegionName.of("Caceres");

  @TempDir Path home;
  private Path folder;
  private long limit = 1_000_000;
  private long free = 1_000_000;
  private Duration patience = Duration.ZERO;
  private Spool spool;
  private final Image ubuntu = Bytes.imageOf(Bytes.of(1000)).but().id(new ImageId(UBUNTU)).build();
  private final Image debian = anImage("debian").withId(DEBIAN).ofSize(1000).build();

  @BeforeEach
  void begin() {
    folder = home.resolve("spool");
    spool = new Spool(folder, () -> limit, () -> patience, () -> free);
    spool.begin();
  }

  private SpooledSource open(Image image) throws InterruptedException {
    return spool.open(image, () -> {}).orElseThrow();
  }

  private void fetch(SpooledSource source) throws IOException {
    source.file().receive(new Source(Bytes.of(1000)), null, null);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(it -> it.getFileName().toString()).toList();
    }
  }

  @Test
  void an_image_takes_all_of_its_room_from_the_beginning() throws Exception {
    assertThat(spool.size()).isZero();

    open(ubuntu).close();
    SpooledSource source = open(debian);
    assertThat(spool.size()).isEqualTo(source.file().master().size());

    source.close();
    assertThat(spool.size()).isZero();
  }

  @Test
  void who_comes_first_has_it_fetched_and_all_read_the_same() throws Exception {
    SpooledSource first = open(ubuntu);
    SpooledSource second = open(ubuntu);

    assertThat(first.isFirst()).isTrue();
    assertThat(second.isFirst()).isFalse();
    assertThat(second.file()).isSameAs(first.file());
  }

  @Test
  void it_stays_until_the_last_region_that_wants_it_is_done() throws Exception {
    spool.expect(List.of(BURGOS, CACERES));
    spool.planned(BURGOS, List.of(ubuntu.id()));
    SpooledSource source = open(ubuntu);
    fetch(source);
    source.close();
    spool.ended(BURGOS, ubuntu.id());
    assertThat(files()).containsExactly(ubuntu.id().value());

    spool.planned(CACERES, List.of(ubuntu.id()));
    SpooledSource later = open(ubuntu);
    assertThat(later.isFirst()).isFalse();
    later.close();
    spool.ended(CACERES, ubuntu.id());

    assertThat(files()).isEmpty();
  }

  @Test
  void it_goes_when_the_regions_to_come_do_not_want_it() throws Exception {
    spool.expect(List.of(BURGOS, CACERES));
    spool.planned(BURGOS, List.of(ubuntu.id()));
    SpooledSource source = open(ubuntu);
    fetch(source);
    source.close();
    spool.ended(BURGOS, ubuntu.id());

    spool.ended(CACERES);

    assertThat(files()).isEmpty();
  }

  @Test
  void a_region_that_tries_again_finds_it_there() throws Exception {
    spool.expect(List.of(BURGOS));
    spool.planned(BURGOS, List.of(ubuntu.id()));
    SpooledSource source = open(ubuntu);
    fetch(source);

    source.close();

    assertThat(open(ubuntu).isFirst()).isFalse();
  }

  @Test
  void what_failed_is_fetched_anew() throws Exception {
    SpooledSource source = open(ubuntu);
    source.file().fail(new IOException("no connection"), List.of());
    source.close();

    assertThat(open(ubuntu).isFirst()).isTrue();
  }

  @Test
  void what_nobody_wants_any_more_is_given_up() throws Exception {
    SpooledSource source = open(ubuntu);
    source.close();

    assertThat(open(ubuntu).isFirst()).isTrue();
    assertThat(open(ubuntu).file()).isNotSameAs(source.file());
  }

  @Test
  void there_is_no_room_beyond_the_limit() throws Exception {
    limit = 1999;
    open(ubuntu);

    assertThat(spool.open(debian, () -> {})).isEmpty();
  }

  @Test
  void a_tenth_of_the_size_stays_free_on_the_disk() throws Exception {
    free = 1099;
    assertThat(spool.open(ubuntu, () -> {})).isEmpty();
    free = 1100;
    assertThat(spool.open(ubuntu, () -> {})).isPresent();
  }

  @Test
  void what_is_still_to_be_fetched_has_its_room_already() throws Exception {
    free = 2099;
    SpooledSource source = open(ubuntu);
    assertThat(spool.open(debian, () -> {})).isEmpty();

    fetch(source);
    free -= 1000;

    assertThat(spool.open(debian, () -> {})).isEmpty();
    free = 1100;
    assertThat(spool.open(debian, () -> {})).isPresent();
  }

  @Test
  void what_nobody_reads_at_present_makes_room() throws Exception {
    limit = 1000;
    spool.expect(List.of(BURGOS));
    spool.planned(BURGOS, List.of(ubuntu.id(), debian.id()));
    SpooledSource source = open(ubuntu);
    fetch(source);
    source.close();

    assertThat(spool.open(debian, () -> {})).isPresent();
    assertThat(files()).isEmpty();
  }

  @Test
  void an_image_waits_for_another_to_make_room() throws Exception {
    limit = 1000;
    patience = Duration.ofMinutes(1);
    SpooledSource source = open(ubuntu);
    var told = new AtomicBoolean();
    var waiting = new FutureTask<>(() -> spool.open(debian, () -> told.set(true)));
    var thread = new Thread(waiting);
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    assertThat(told).isTrue();
    source.close();

    assertThat(waiting.get()).isPresent();
  }

  @Test
  void one_that_never_fits_does_not_wait() throws Exception {
    limit = 999;
    patience = Duration.ofMinutes(1);

    assertThat(spool.open(debian, () -> {})).isEmpty();
  }

  @Test
  void what_was_left_goes_when_a_run_begins() throws Exception {
    Files.writeString(folder.resolve(UBUNTU), "of a process that was killed");

    spool.begin();

    assertThat(files()).isEmpty();
  }

  @Test
  void what_is_not_ours_is_left_alone_and_does_no_harm() throws Exception {
    Path note = Files.writeString(folder.resolve("note"), "mine");
    Path below = Files.createDirectories(folder.resolve(DEBIAN));
    Files.writeString(below.resolve("file"), "mine");
    Files.writeString(folder.resolve(UBUNTU), "left");

    spool.begin();

    assertThat(note).hasContent("mine");
    assertThat(below.resolve("file")).hasContent("mine");
    assertThat(folder.resolve(UBUNTU)).doesNotExist();
    fetch(open(ubuntu));
    assertThat(files()).contains(UBUNTU);
  }

  @Test
  void in_a_folder_that_others_use_nothing_is_deleted_that_was_there() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("note"), "mine");
    Path image = Files.writeString(folder.resolve(UBUNTU), "mine");

    spool.begin();

    assertThat(image).hasContent("mine");
    assertThatThrownBy(() -> fetch(open(ubuntu))).isInstanceOf(UncheckedIOException.class);
    assertThat(image).hasContent("mine");
    SpooledSource source = open(debian);
    source.file().delete();
    assertThat(files()).containsExactlyInAnyOrder("note", UBUNTU);
    assertThat(Files.getPosixFilePermissions(folder))
        .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void a_link_in_the_spool_is_left_alone() throws Exception {
    Path victim = Files.writeString(home.resolve("victim"), "mine");
    Files.createSymbolicLink(folder.resolve(UBUNTU), victim);

    spool.begin();

    assertThat(folder.resolve(UBUNTU)).isSymbolicLink();
    assertThatThrownBy(() -> fetch(open(ubuntu)))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(FileAlreadyExistsException.class);
    assertThat(victim).hasContent("mine");
  }

  @Test
  void a_link_in_place_of_the_folder_is_not_followed() throws Exception {
    Path other = Files.createDirectories(home.resolve("other"));
    Files.writeString(other.resolve(UBUNTU), "mine");
    Files.delete(folder);
    Files.createSymbolicLink(folder, other);

    spool.begin();

    assertThat(other.resolve(UBUNTU)).hasContent("mine");
    assertThat(spool.open(debian, () -> {})).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../victim", "/tmp/victim", "..", ".", "a/b", "", "ubuntu"})
  void an_id_that_cannot_be_one_is_never_a_file_name(String id) throws Exception {
    Image odd = anImage("odd").withId(id).ofSize(10).build();

    assertThat(spool.open(odd, () -> {})).isEmpty();
  }

  @Test
  void only_its_owner_can_read_what_is_kept() throws Exception {
    fetch(open(ubuntu));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(UBUNTU))))
        .isEqualTo("rw-------");
  }

  @Test
  void what_nobody_wants_is_not_made_after_it_was_deleted() throws Exception {
    SpooledSource source = open(ubuntu);
    source.close();

    assertThatThrownBy(() -> fetch(source)).hasMessageContaining("nobody wants");
    assertThat(files()).isEmpty();
  }

  @Test
  void all_goes_when_a_run_ends() throws Exception {
    spool.expect(List.of(BURGOS));
    spool.planned(BURGOS, List.of(ubuntu.id()));
    SpooledSource source = open(ubuntu);
    fetch(source);
    source.close();

    spool.end();

    assertThat(files()).isEmpty();
  }

  @Test
  void a_file_of_images_dir_takes_no_room_and_is_left_alone() throws Exception {
    limit = 0;
    Path there = Files.write(home.resolve("there"), Bytes.of(1000));

    SpooledSource source = spool.local(ubuntu, there);
    source.file().receive(Files.newInputStream(there), null, null);
    source.close();
    spool.end();

    assertThat(there).exists();
  }

  @Test
  void a_file_of_images_dir_that_is_no_use_is_not_read_again_in_this_run() throws Exception {
    SpooledSource source = spool.local(ubuntu, Files.write(home.resolve("there"), Bytes.of(1000)));

    spool.refuse(source.file());

    assertThatThrownBy(source::awaitBegin).isInstanceOf(LocalFileUnusable.class);
    source.close();
    assertThat(spool.mayBeLocal(ubuntu)).isFalse();
    assertThat(spool.open(ubuntu, () -> {})).get().matches(SpooledSource::isFirst);
    spool.end();
    assertThat(spool.mayBeLocal(ubuntu)).isTrue();
  }

  @Test
  void a_disk_that_refuses_is_left_alone_until_the_next_run() throws Exception {
    spool.spoilt("keep it", new IOException("read-only"));
    assertThat(spool.open(ubuntu, () -> {})).isEmpty();

    spool.begin();
    assertThat(spool.open(ubuntu, () -> {})).isPresent();
  }

  @Test
  void a_folder_that_cannot_be_made_is_no_reason_to_copy_nothing() throws Exception {
    Files.delete(folder);
    Files.writeString(folder, "no folder");

    spool.begin();

    assertThat(spool.open(ubuntu, () -> {})).isEmpty();
  }

  @Test
  void what_is_not_what_the_master_says_is_not_fetched_again_in_the_same_run() throws Exception {
    SpooledSource first = open(ubuntu);
    first.file().fail(new TransferException.SourceUnusable("it differs"), List.of());
    first.close();

    SpooledSource later = open(ubuntu);

    assertThat(later.isFirst()).isFalse();
    assertThatThrownBy(later::awaitBegin).hasMessage("it differs");
    later.close();
    assertThat(files()).isEmpty();

    spool.begin();
    assertThat(open(ubuntu).isFirst()).isTrue();
  }
}
