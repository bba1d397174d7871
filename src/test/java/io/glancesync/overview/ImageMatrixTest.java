package io.glancesync.overview;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.plan.ImageState;
import io.glancesync.plan.State;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImageMatrixTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final RegionName MADRID = RegionName.of("other:Madrid");

  private static ImageState state(String name, State state) {
    return new ImageState(state, anImage(name).in(name));
  }

  private static List<ImageState> all(State state, String... names) {
    return Stream.of(names).map(it -> state(it, state)).toList();
  }

  private static List<String> lines(ImageMatrix matrix) {
    return IntStream.range(0, matrix.images().size())
        .mapToObj(row -> matrix.images().get(row).image() + " " + matrix.cells(row))
        .sorted()
        .toList();
  }

  @Test
  void each_state_has_a_letter_of_its_own() {
    List<Character> letters = Stream.of(State.values()).map(Cell::of).toList();

    assertThat(letters).doesNotHaveDuplicates().doesNotContain(Cell.NOT_SELECTED, Cell.UNKNOWN);
    assertThat(Stream.of(State.values()))
        .allMatch(it -> Cell.state(Cell.of(it)).orElseThrow() == it);
    assertThat(Cell.state(Cell.UNKNOWN)).isEmpty();
  }

  @Test
  void a_region_that_was_compared_before_an_image_came_does_not_know_it() {
    ImageMatrix matrix =
        ImageMatrix.EMPTY
            .compared(MADRID, all(State.OK, "debian"), true)
            .compared(
                BURGOS,
                List.of(state("debian", State.OK), state("rocky", State.PENDING_UPLOAD)),
                true);

    assertThat(matrix.regions()).containsExactly(BURGOS, MADRID);
    assertThat(lines(matrix)).containsExactly("debian oo", "rocky u?");
    assertThat(matrix.cell(RegionName.of("Nowhere"), "debian")).isEqualTo(Cell.UNKNOWN);
    assertThat(matrix.cell(BURGOS, "nothing")).isEqualTo(Cell.UNKNOWN);
  }

  @Test
  void what_a_whole_comparison_leaves_out_is_not_selected() {
    ImageMatrix matrix =
        ImageMatrix.EMPTY
            .compared(BURGOS, all(State.OK, "debian", "rocky"), true)
            .compared(BURGOS, all(State.ERROR_CHECKSUM, "rocky"), true);

    assertThat(lines(matrix)).containsExactly("debian -", "rocky c");
    assertThat(matrix.counts(BURGOS)).isEqualTo(Map.of(State.ERROR_CHECKSUM, 1));
  }

  @Test
  void what_a_comparison_of_some_images_leaves_out_is_as_it_was() {
    ImageMatrix matrix =
        ImageMatrix.EMPTY
            .compared(BURGOS, all(State.PENDING_UPLOAD, "debian", "rocky"), true)
            .compared(BURGOS, all(State.OK, "rocky", "new"), false);

    assertThat(lines(matrix)).containsExactly("debian u", "new o", "rocky o");
    assertThat(matrix.isInStep(BURGOS)).isFalse();
    assertThat(matrix.changed(BURGOS, "debian", State.OK).isInStep(BURGOS)).isTrue();
  }

  @Test
  void an_earlier_matrix_stays_as_it_was() {
    ImageMatrix before = ImageMatrix.EMPTY.compared(BURGOS, all(State.OK, "debian"), true);

    before.changed(BURGOS, "debian", State.PENDING_UPLOAD);
    before.compared(BURGOS, all(State.PENDING_METADATA, "debian", "rocky"), true);

    assertThat(lines(before)).containsExactly("debian o");
  }

  @Test
  void a_row_tells_the_newest_size() {
    ImageMatrix matrix =
        ImageMatrix.EMPTY
            .compared(BURGOS, all(State.OK, "debian"), true)
            .compared(
                BURGOS,
                List.of(new ImageState(State.OK, anImage("debian").ofSize(7).in("d"))),
                true);

    assertThat(matrix.images()).singleElement().extracting(ImageRow::size).isEqualTo(7L);
  }

  @Test
  void images_that_come_and_go_do_not_add_up() {
    ImageMatrix matrix = ImageMatrix.EMPTY;
    var today = new ArrayList<ImageState>();
    for (int day = 0; day < 1000; day++) {
      today.clear();
      today.addAll(all(State.OK, "always", "of day " + day));
      matrix = matrix.compared(BURGOS, today, true).compared(MADRID, today, true);
    }

    assertThat(matrix.images()).hasSizeLessThan(100);
    assertThat(matrix.counts(BURGOS)).isEqualTo(Map.of(State.OK, 2));
    assertThat(matrix.cell(MADRID, "always")).isEqualTo('o');
    assertThat(matrix.cell(MADRID, "of day 999")).isEqualTo('o');
  }
}
