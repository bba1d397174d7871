package io.glancesync.transfer;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.image.Image;
import io.glancesync.region.RegionName;
import io.glancesync.transfer.Bytes.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which images are kept on their way, and for how long. */
@Timeout(30)
class SpoolTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final RegionName CACERES = RegionName.of("Caceres");

  @TempDir Path home;
  private Path folder;
  private long limit = 1_000_000;
  private long free = 1_000_000;
  private Duration patience = Duration.ZERO;
  private Spool spool;
  private final Image ubuntu = Bytes.imageOf(Bytes.of(1000)).but().build();
  private final Image debian = anImage("debian").ofSize(1000).build();

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
    Files.writeString(folder.resolve("left"), "of a process that was killed");

    spool.begin();

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
