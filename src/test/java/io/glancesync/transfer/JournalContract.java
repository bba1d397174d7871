package io.glancesync.transfer;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.BURGOS;
import static io.glancesync.transfer.Transfers.begun;
import static io.glancesync.transfer.Transfers.replaceOf;
import static io.glancesync.transfer.Transfers.to;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.error.TransferException.Unsettled;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every journal does, wherever it keeps its entries. */
public abstract class JournalContract {
  private static final RegionName MADRID = RegionName.of("other:Madrid");

  private Journal journal;

  /**
   * The journal of a process that starts now; what earlier ones of the same test noted is there.
   */
  protected abstract Journal journal();

  @BeforeEach
  void open() {
    journal = journal();
  }

  @Test
  void before_anything_was_begun_nothing_is_open() {
    assertThat(journal.open(BURGOS)).isEmpty();
    assertThat(journal.left()).isEmpty();
    assertThat(journal.unsettled(BURGOS)).isEmpty();
    assertThat(journal.problems()).isEmpty();
    journal.end(begun("a", "1"));
  }

  @Test
  void what_was_begun_is_open_until_it_ends() throws Exception {
    journal.begin(begun("a", "1"));
    journal.begin(begun("b", "2"));

    assertThat(journal().open(BURGOS)).containsExactly(begun("a", "1"), begun("b", "2"));

    journal.end(begun("a", "1"));

    assertThat(journal.open(BURGOS)).containsExactly(begun("b", "2"));
    assertThat(journal().left()).containsExactly(begun("b", "2"));
  }

  @Test
  void what_is_begun_once_more_replaces_what_was_noted() throws Exception {
    journal.begin(begun("a", "1"));
    journal.begin(begun("a", "2"));

    assertThat(journal.open(BURGOS)).containsExactly(begun("a", "2"));

    journal.end(begun("a", "3"));

    assertThat(journal.open(BURGOS)).isEmpty();
  }

  @Test
  void what_another_run_left_open_is_not_overwritten() throws Exception {
    Transfer earlier = begun("a", "1");
    journal.begin(earlier);
    Transfer later = ofAnotherRun(earlier);

    assertThatThrownBy(() -> journal.begin(later))
        .isInstanceOf(Unsettled.class)
        .hasMessageContaining("not settled yet");
    assertThatThrownBy(() -> journal.beginAt(later, new ImageId("2")))
        .isInstanceOf(Unsettled.class);
    assertThat(journal.open(BURGOS)).containsExactly(earlier);
  }

  /** Nobody knows how long an old image is in use, and its copy may be withdrawn meanwhile. */
  @ParameterizedTest
  @CsvSource({
    "old image in use, same, true",
    "old image in use, another, false",
    "old image in use, none, false",
    "published, same, false",
    "nothing, same, false",
  })
  void who_replaces_an_image_in_use_again_takes_it_over(
      String left, String replaced, boolean isTakenOver) throws Exception {
    Image master = anImage("a").in("master");
    Image old = anImage("a").withId("old").in("region");
    Transfer begun = replaceOf(master, old);
    Transfer earlier =
        switch (left) {
          case "old image in use" -> begun.leavingOld();
          case "published" -> begun.asPublished();
          default -> begun;
        };
    Transfer later =
        ofAnotherRun(
            switch (replaced) {
              case "same" -> begun;
              case "another" -> replaceOf(master, anImage("a").withId("another").in("region"));
              default -> uploadOf(master);
            });
    journal.begin(earlier);

    if (isTakenOver) {
      journal.begin(later);
    } else {
      assertThatThrownBy(() -> journal.begin(later)).isInstanceOf(Unsettled.class);
    }

    assertThat(journal.open(BURGOS)).containsExactly(isTakenOver ? later : earlier);
  }

  @Test
  void a_later_run_goes_on_with_a_copy_that_was_kept_for_it() throws Exception {
    Transfer kept = begun("a", "1").held().asVerified().leavingCopy();
    journal.begin(kept);

    Transfer later = journal.beginAt(ofAnotherRun(uploadOf(kept.master())), new ImageId("1"));

    assertThat(later.run()).isEqualTo("run-2");
    assertThat(later.copyId()).isEqualTo(new ImageId("1"));
    assertThat(later.verified()).isTrue();
    assertThat(later.tentative()).isFalse();
    assertThat(journal().open(BURGOS)).containsExactly(later);
  }

  @Test
  void of_a_copy_under_another_id_nothing_is_known() throws Exception {
    Transfer kept = begun("a", "1").held().asVerified().leavingCopy();
    journal.begin(kept);

    Transfer later = journal.beginAt(ofAnotherRun(uploadOf(kept.master())), new ImageId("2"));

    assertThat(later.verified()).isFalse();
    assertThat(later.tentative()).isTrue();
    assertThat(journal.open(BURGOS)).containsExactly(later);
  }

  @Test
  void what_was_left_on_purpose_is_open_but_not_unsettled() throws Exception {
    Transfer open = begun("a", "1");
    Transfer copy = begun("b", "2").leavingCopy();
    Transfer old = begun("c", "3").leavingOld();
    for (Transfer each : List.of(open, copy, old)) {
      journal.begin(each);
    }

    assertThat(journal.open(BURGOS)).containsExactlyInAnyOrder(open, copy, old);
    assertThat(journal.unsettled(BURGOS)).containsExactly(open);
    assertThat(journal.unsettled(MADRID)).isEmpty();
  }

  @Test
  void each_region_sees_only_its_own() throws Exception {
    journal.begin(begun("a", "1"));
    journal.begin(to(MADRID, begun("a", "1")));

    assertThat(journal.open(BURGOS)).containsExactly(begun("a", "1"));
    assertThat(journal.open(MADRID)).containsExactly(to(MADRID, begun("a", "1")));

    journal.end(begun("a", "1"));

    assertThat(journal.open(MADRID)).hasSize(1);
  }

  @Test
  void regions_whose_names_look_alike_are_kept_apart() throws Exception {
    for (String region :
        List.of("other:Madrid", "other-Madrid", "other_Madrid", "other:Madrid_a", "other:madrid")) {
      journal.begin(to(RegionName.of(region), begun("a", "1")));
    }

    assertThat(journal.left()).hasSize(5);
  }

  @Test
  void a_copy_that_waits_to_be_published_is_not_counted_among_the_images_of_its_region()
      throws Exception {
    Transfer waiting = begun("a", "1").leavingCopy();
    journal.begin(waiting);
    journal.begin(begun("b", "2"));
    Image copy = anImage("a").isHidden().in("v").but().id(waiting.copyId()).build();
    Image other = anImage("b").isHidden().in("v").but().id(begun("b", "2").copyId()).build();
    Image shown = copy.but().hidden(false).build();

    assertThat(journal.published(BURGOS, List.of(copy, other))).containsExactly(other);
    assertThat(journal.published(MADRID, List.of(copy))).containsExactly(copy);
    assertThat(journal.published(BURGOS, List.of(shown))).containsExactly(shown);
  }

  @Test
  void two_images_of_one_name_are_kept_apart() throws Exception {
    Transfer one = uploadOf(anImage("a").withId("1").build()).withCopyId(new ImageId("x"));
    Transfer two = uploadOf(anImage("a").withId("2").build()).withCopyId(new ImageId("y"));
    journal.begin(one);
    journal.begin(two);

    assertThat(journal.open(BURGOS)).containsExactlyInAnyOrder(one, two);
  }

  public static Stream<String> oddNames() {
    return Stream.of(
        "",
        " ",
        ".",
        "..",
        "../../../etc/passwd",
        "/etc/passwd",
        "a/b\\c:d*e?f\"g<h>i|j",
        "line\nbreak\ttab\0nul",
        "Ünïcödé 中文",
        "\uD83D\uDE00",
        "-rf",
        "a.json",
        "x".repeat(255),
        "é".repeat(255));
  }

  @ParameterizedTest
  @MethodSource("oddNames")
  void an_odd_name_comes_back(String name) throws Exception {
    Transfer transfer = begun(name, "1");
    journal.begin(transfer);

    assertThat(journal.open(BURGOS)).containsExactly(transfer);

    journal.end(transfer);

    assertThat(journal.open(BURGOS)).isEmpty();
  }

  @Test
  void a_region_of_an_odd_name_comes_back() throws Exception {
    Transfer transfer = to(RegionName.of("../" + "x".repeat(300)), begun("a", "1"));
    journal.begin(transfer);

    assertThat(journal.open(transfer.region())).containsExactly(transfer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../up", "no UUID", "\uD83D\uDE00"})
  void a_master_id_that_is_no_uuid_comes_back(String id) throws Exception {
    Transfer transfer = uploadOf(anImage("a").withId(id).build());
    journal.begin(transfer);

    assertThat(journal.open(BURGOS)).containsExactly(transfer);
  }

  @Test
  @Timeout(300)
  void several_may_write_at_once() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      var writers = new ArrayList<Future<?>>();
      for (int i = 0; i < 4; i++) {
        String name = "image" + i;
        writers.add(
            threads.submit(
                () -> {
                  for (int round = 0; round < 30; round++) {
                    Transfer transfer = begun(name, "" + round);
                    journal.begin(transfer);
                    assertThat(journal.open(BURGOS)).contains(transfer);
                    journal.end(transfer);
                  }
                  journal.begin(begun(name, "last"));
                  return null;
                }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(journal().open(BURGOS))
        .containsExactly(
            begun("image0", "last"),
            begun("image1", "last"),
            begun("image2", "last"),
            begun("image3", "last"));
  }

  protected static Transfer ofAnotherRun(Transfer it) {
    return new Transfer("run-2", it.source(), it.region(), it.step(), 0, it.placed());
  }
}
