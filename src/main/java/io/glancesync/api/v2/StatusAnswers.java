package io.glancesync.api.v2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiException;
import io.glancesync.api.ApiQuery;
import io.glancesync.api.ApiRequest;
import io.glancesync.api.ProblemType;
import io.glancesync.overview.Cell;
import io.glancesync.overview.ImageMatrix;
import io.glancesync.overview.ImageRow;
import io.glancesync.overview.Overview;
import io.glancesync.overview.RegionOverview;
import io.glancesync.plan.State;
import io.glancesync.region.NearestName;
import io.glancesync.region.RegionName;
import io.glancesync.run.ImageScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state of each image in each region, as of the last comparison of the region: a letter each.
 */
public final class StatusAnswers {
  private static final List<String> WORDS = Stream.of(State.values()).map(State::text).toList();

  private final Supplier<Overview> overview;
  private final RegionAnswers regionAnswers;

  public StatusAnswers(Supplier<Overview> overview, RegionAnswers regionAnswers) {
    this.overview = overview;
    this.regionAnswers = regionAnswers;
  }

  /** The matrix, or what of it the caller asks for. */
  public ApiAnswer show(ApiRequest request) {
    ApiQuery query = request.call().query();
    query.only("region", "image", "state", "since");
    Overview now = overview.get();
    Optional<Instant> since = query.time("since");
    List<RegionOverview> regions =
        regionAnswers.asked(now, query.all("region")).stream()
            .flatMap(it -> now.region(it).stream())
            .filter(
                it ->
                    since.isEmpty() || it.comparedWhole().filter(since.get()::isBefore).isPresent())
            .toList();
    ImageScope images = ImageScope.matching(query.all("image"), List.of());
    Set<Character> letters =
        query.all("state").stream().map(StatusAnswers::letter).collect(Collectors.toSet());

    ObjectNode node = OverviewJson.object();
    ObjectNode words = node.putObject("states");
    Stream.of(State.values()).forEach(it -> words.put(String.valueOf(Cell.of(it)), it.text()));
    words.put(String.valueOf(Cell.NOT_SELECTED), "not selected here");
    words.put(String.valueOf(Cell.UNKNOWN), "not known");
    ArrayNode columns = node.putArray("regions");
    regions.forEach(
        it ->
            columns
                .addObject()
                .put("region", it.region().toString())
                .put("as_of", OverviewJson.time(it.comparedWhole()))
                .put("reachable", it.why().isEmpty()));
    ArrayNode rows = node.putArray("images");
    for (ImageRow row : now.matrix().images()) {
      String cells = cells(now.matrix(), regions, row.image());
      if (images.contains(null, row.image()) && isAsked(cells, letters)) {
        rows.addObject()
            .put("image", row.image())
            .put("size", row.size())
            .put("master_id", row.masterId().value())
            .put("cells", cells);
      }
    }
    return ApiAnswer.ok(node.toString());
  }

  private static char letter(String word) {
    return Stream.of(State.values())
        .filter(it -> it.text().equals(word))
        .findFirst()
        .map(Cell::of)
        .orElseThrow(
            () ->
                ApiException.of(
                    ProblemType.BAD_REQUEST,
                    "The parameter state is '%s', but has to be one of %s"
                        .formatted(word, String.join(", ", WORDS)),
                    NearestName.of(word, WORDS)));
  }

  private static String cells(ImageMatrix matrix, List<RegionOverview> regions, String image) {
    var cells = new StringBuilder();
    for (RegionOverview it : regions) {
      RegionName region = it.region();
      cells.append(matrix.cell(region, image));
    }
    return cells.toString();
  }

  /** An image that no region has, or no region that is asked for, is left out. */
  private static boolean isAsked(String cells, Set<Character> letters) {
    return cells
        .chars()
        .anyMatch(
            it ->
                letters.isEmpty()
                    ? it != Cell.NOT_SELECTED && it != Cell.UNKNOWN
                    : letters.contains((char) it));
  }
}
