package io.glancesync.store.file;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.BURGOS;
import static io.glancesync.transfer.Transfers.begun;
import static io.glancesync.transfer.Transfers.to;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.file.Pipe;
import io.glancesync.file.Sparse;
import io.glancesync.plan.EarlierCopyId;
import io.glancesync.region.RegionName;
import io.glancesync.transfer.JournalContract;
import io.glancesync.transfer.Transfer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a crash leaves behind is known to the next run: in files, and in no others. */
class FileJournalTest extends JournalContract {
  @TempDir Path home;
  private Path folder;
  private FileJournal journal;

  @BeforeEach
  void begin() {
    folder = home.resolve("var/in-flight");
    journal = journal();
  }

  @Override
  protected FileJournal journal() {
    return new FileJournal(home.resolve("var/in-flight"));
  }

  @Test
  void before_anything_was_begun_no_folder_is_needed() throws Exception {
    assertThat(journal.open(BURGOS)).isEmpty();
    journal.end(begun("a", "1"));
    assertThat(folder).doesNotExist();
  }

  @Test
  void what_an_earlier_release_began_is_open_until_it_ends() throws Exception {
    Transfer begun = begun("a", "1");
    journal.begin(begun);
    String earlier = EarlierCopyId.of(BURGOS, begun.master(), 0).value();
    try (Stream<Path> files = Files.list(folder)) {
      Files.move(files.findFirst().orElseThrow(), folder.resolve("Burgos_a_" + earlier + ".json"));
    }

    assertThat(journal.open(BURGOS)).containsExactly(begun);
    assertThatThrownBy(() -> journal.begin(ofAnotherRun(begun)))
        .hasMessageContaining("is not settled yet");

    journal.end(begun);

    assertThat(journal.open(BURGOS)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("oddNames")
  void an_odd_name_stays_in_the_folder(String name) throws Exception {
    Transfer transfer = begun(name, "1");
    journal.begin(transfer);

    assertThat(files()).hasSize(1).allMatch(it -> it.matches("[A-Za-z0-9._%-]{1,250}\\.json"));
    try (Stream<Path> all = Files.walk(home)) {
      assertThat(all.filter(Files::isRegularFile)).hasSize(1);
    }

    journal.end(transfer);

    assertThat(files()).isEmpty();
  }

  @Test
  void a_region_of_an_odd_name_stays_in_the_folder_too() throws Exception {
    Transfer transfer = to(RegionName.of("../" + "x".repeat(300)), begun("a", "1"));
    journal.begin(transfer);

    assertThat(files()).hasSize(1);
  }

  @Test
  void a_master_id_that_is_no_uuid_stays_in_the_folder_too() throws Exception {
    Transfer transfer = uploadOf(anImage("a").withId("../../up").build());
    journal.begin(transfer);

    assertThat(files()).hasSize(1);
  }

  @Test
  void an_image_has_one_file_until_its_transfer_ends() throws Exception {
    journal.begin(begun("a", "1"));
    journal.begin(begun("a", "2"));

    assertThat(files()).hasSize(1);

    journal.end(begun("a", "3"));

    assertThat(files()).isEmpty();
  }

  @Test
  void the_file_name_tells_region_and_image() throws Exception {
    journal.begin(begun("base_ubuntu", "1"));

    assertThat(files().get(0)).startsWith("Burgos_base_ubuntu_");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "garbage", "\0\0\0", "\u00fc"})
  void a_file_that_cannot_be_read_is_set_aside_and_kept(String text) throws Exception {
    journal.begin(begun("a", "1"));
    // not UTF-8, so that one of them is not text at all
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve("broken.json"), bytes);

    assertThat(journal.open(BURGOS)).containsExactly(begun("a", "1"));
    assertThat(setAside()).hasSize(1);
    assertThat(Files.readAllBytes(folder.resolve(setAside().get(0)))).isEqualTo(bytes);
    assertThat(journal.open(BURGOS)).containsExactly(begun("a", "1"));
    assertThat(setAside()).hasSize(1);
  }

  @Test
  void who_only_looks_is_told_of_a_broken_file_and_leaves_it_there() throws Exception {
    journal.begin(begun("a", "1"));
    assertThat(journal.problems()).isEmpty();
    Files.write(folder.resolve("broken.json"), new byte[20]);

    assertThat(journal.problems())
        .containsExactly(
            folder.resolve("broken.json")
                + ", which says what an interrupted run had begun, cannot be understood (it is not a transfer: it holds nothing but zeros, as after a power failure); the next run sets it aside");
    assertThat(journal.left()).containsExactly(begun("a", "1"));
    assertThat(journal.unsettled(BURGOS)).containsExactly(begun("a", "1"));
    assertThat(setAside()).isEmpty();
  }

  @Test
  void a_second_unreadable_file_of_that_name_is_set_aside_as_well() throws Exception {
    Files.createDirectories(folder);
    for (String text : List.of("first", "second")) {
      Files.writeString(folder.resolve("broken.json"), text);
      assertThat(journal.open(BURGOS)).isEmpty();
    }

    var kept = new ArrayList<String>();
    for (String name : setAside()) {
      kept.add(Files.readString(folder.resolve(name)));
    }
    assertThat(kept).containsExactlyInAnyOrder("first", "second");
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 5000, 100_000})
  void a_file_nested_that_deep_is_set_aside(int depth) throws Exception {
    journal.begin(begun("a", "1"));
    Files.writeString(folder.resolve("deep.json"), "[".repeat(depth));
    Files.writeString(folder.resolve("deeper.json"), "{\"step\":".repeat(depth));

    assertThat(journal.open(BURGOS)).containsExactly(begun("a", "1"));
    assertThat(setAside()).hasSize(2);
  }

  @Test
  void a_huge_file_is_set_aside_unread() throws Exception {
    journal.begin(begun("a", "1"));
    Sparse.file(folder.resolve("huge.json"), 3L << 30);

    assertThat(journal.open(BURGOS)).containsExactly(begun("a", "1"));
    assertThat(setAside()).hasSize(1);
  }

  @Test
  void a_broken_file_whose_name_is_as_long_as_can_be_is_set_aside() throws Exception {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("x".repeat(250) + ".json"), "garbage");
    Files.writeString(folder.resolve("\u00e9".repeat(125) + ".json"), "garbage");

    assertThat(journal.open(BURGOS)).isEmpty();
    assertThat(setAside()).hasSize(2);
  }

  @Test
  void a_broken_file_in_place_of_an_entry_does_not_keep_its_copy_from_beginning() throws Exception {
    journal.begin(begun("a", "1"));
    Files.writeString(folder.resolve(files().get(0)), "");

    journal.begin(begun("a", "1"));

    assertThat(journal.open(BURGOS)).containsExactly(begun("a", "1"));
    assertThat(setAside()).hasSize(1);
  }

  @Test
  @Timeout(300)
  void links_folders_and_pipes_are_left_alone() throws Exception {
    journal.begin(begun("a", "1"));
    Path victim = Files.writeString(home.resolve("victim.json"), "garbage");
    Files.createSymbolicLink(folder.resolve("link.json"), victim);
    Files.createDirectories(folder.resolve("folder.json"));
    Pipe.at(folder.resolve("pipe.json"));

    assertThat(journal.open(BURGOS)).containsExactly(begun("a", "1"));
    assertThat(setAside()).isEmpty();
    assertThat(files()).contains("link.json", "folder.json", "pipe.json");
  }

  @Test
  void a_link_in_place_of_the_folder_is_refused() throws Exception {
    Path other = Files.createDirectories(home.resolve("other"));
    new FileJournal(other).begin(begun("a", "1"));
    Files.createDirectories(folder.getParent());
    Files.createSymbolicLink(folder, other);

    for (ThrowingCallable use :
        List.<ThrowingCallable>of(
            () -> journal.begin(begun("b", "2")),
            () -> journal.open(BURGOS),
            () -> journal.end(begun("a", "1")))) {
      assertThatThrownBy(use)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(folder + ": this is a symbolic link");
    }
    assertThat(new FileJournal(other).open(BURGOS)).containsExactly(begun("a", "1"));
  }

  @Test
  void what_could_not_be_read_again_is_not_begun() {
    Transfer huge = uploadOf(anImage("a").with("nid", "x".repeat(1 << 20)).build());

    assertThatThrownBy(() -> journal.begin(huge))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("too many properties");
  }

  @Test
  void only_its_owner_can_read_it() throws Exception {
    journal.begin(begun("a", "1"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve(files().get(0)))))
        .isEqualTo("rw-------");
  }

  @Test
  void what_a_crash_left_half_written_is_no_transfer() throws Exception {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("Burgos_a_1.json.part"), "{\"run");

    assertThat(journal.open(BURGOS)).isEmpty();
    assertThat(setAside()).isEmpty();
  }

  @Test
  void a_folder_that_cannot_be_made_is_an_error_that_says_what_to_do() throws Exception {
    Files.writeString(home.resolve("var"), "a file where the folder should be");

    assertThatThrownBy(() -> journal.begin(begun("a", "1")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("make it writable");
  }

  @Test
  @Timeout(300)
  void several_regions_may_look_at_once_while_others_write() throws Exception {
    Files.createDirectories(folder);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 30; round++) {
        Files.writeString(folder.resolve("broken.json"), "garbage");
        var looks = new ArrayList<Future<?>>();
        for (int i = 0; i < 4; i++) {
          Transfer transfer = begun("image" + i, "1");
          looks.add(
              threads.submit(
                  () -> {
                    journal.begin(transfer);
                    assertThat(journal.open(BURGOS)).contains(transfer);
                    journal.end(transfer);
                    return null;
                  }));
        }
        for (Future<?> look : looks) {
          look.get();
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(setAside()).hasSize(30);
  }

  private List<String> files() {
    return names(".json");
  }

  private List<String> setAside() {
    return names(".unreadable");
  }

  private List<String> names(String suffix) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(it -> it.getFileName().toString())
          .filter(it -> it.endsWith(suffix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
