package io.glancesync.metrics;

import static io.glancesync.metrics.Views.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.overview.RegionOverview;
import io.glancesync.overview.Totals;
import io.glancesync.region.RegionName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Names come from catalogs and files of others, and may be anything. */
class ExpositionPropertyTest {
  @Provide
  Arbitrary<Set<String>> names() {
    return Arbitraries.oneOf(
            Arbitraries.strings().ofMinLength(1).ofMaxLength(12),
            Arbitraries.strings()
                .withChars("\\\"\n{}=, #\u0000\ud800é")
                .ofMinLength(1)
                .ofMaxLength(8),
            Arbitraries.of("a\\nb", "a\nb", "region=\"x\"", "} 1\n# TYPE x counter", "\\", "\""))
        .set()
        .ofMaxSize(8);
  }

  private static Views of(Set<String> names) {
    return aView()
        .regions(names.stream().map(Views::regionOfMaster).toArray(RegionOverview[]::new))
        .totals(
            new Totals(
                Map.of(),
                names.stream()
                    .collect(
                        Collectors.toMap(
                            it -> new RegionName(RegionName.MASTER_TARGET, it), it -> 1L)),
                0,
                Map.of(),
                Map.of(),
                Map.of(),
                names.stream().collect(Collectors.toMap(it -> it, it -> 1L))));
  }

  /** What cannot be written in UTF-8, or ends a text, is replaced. */
  private static String shown(String name) {
    return name.codePoints()
        .map(
            it ->
                it == 0 || it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE
                    ? 0xFFFD
                    : it)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Property
  void a_server_reads_every_name(@ForAll("names") Set<String> names) {
    Set<String> shown =
        names.stream().map(ExpositionPropertyTest::shown).collect(Collectors.toSet());

    Exposition read = of(names).read();

    for (String metric : List.of("glancesync_region_reachable", "glancesync_sent_bytes_total")) {
      assertThat(
              read.points().stream()
                  .filter(it -> it.name().equals(metric))
                  .map(it -> it.labels().get("region")))
          .containsExactlyInAnyOrderElementsOf(shown);
    }
    assertThat(
            read.points().stream()
                .filter(it -> it.name().equals("glancesync_schedule_missed_total"))
                .map(it -> it.labels().get("schedule")))
        .containsExactlyInAnyOrderElementsOf(shown);
  }

  @Property
  void what_lasts_is_read_again_from_the_text(@ForAll("names") Set<String> names) {
    List<Sample> now = OverviewMetrics.of(of(names).build(), Views.HOST);
    String text = MetricsText.of(SnapshotFactory.snapshots(now));

    assertThat(EarlierMetrics.lasting(text).stream().collect(Collectors.toSet()))
        .isEqualTo(now.stream().filter(it -> it.metric().isLasting()).collect(Collectors.toSet()));
  }

  @Property
  void a_file_of_anything_gives_nothing(@ForAll String text) {
    assertThat(EarlierMetrics.lasting(text)).isEmpty();
  }
}
