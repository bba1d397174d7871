package io.glancesync.contract;

import static io.glancesync.contract.Patch.add;
import static io.glancesync.contract.Patch.remove;
import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much an image may have of everything but content. */
@Contract
class LimitsContractIT {
  private final Api glance = Api.of(BURGOS);

  private static Object[] properties(int number) {
    return IntStream.range(0, number)
        .boxed()
        .flatMap(it -> List.<Object>of("p" + it, "v").stream())
        .toArray();
  }

  private static List<String> tags(int number) {
    return IntStream.range(0, number).mapToObj(Integer::toString).collect(Collectors.toList());
  }

  @Test
  void names_have_at_most_255_characters_and_are_strings() {
    glance.post("name", "x".repeat(256)).is(400);
    glance.post("name", 5).is(400);
  }

  @Test
  void there_are_at_most_128_properties() {
    glance.post(properties(128)).is(201);
    glance.post(properties(129)).is(413).saying("Attempted: 129, Maximum: 128");
  }

  @Test
  void there_are_at_most_128_tags() {
    glance.post("tags", tags(128)).is(201);
    glance.post("tags", tags(129)).is(413).saying("Attempted: 129, Maximum: 128");
    glance.post("tags", Collections.nCopies(129, "same")).is(413);
  }

  @Test
  void tags_and_names_of_properties_have_at_most_255_characters() {
    glance.post("tags", List.of("x".repeat(255)), "x".repeat(255), "v").is(201);
    glance.post("tags", List.of("x".repeat(256))).is(400);
    glance.post("x".repeat(256), "v").is(400);
  }

  @Test
  void a_patch_does_not_make_more_than_128_properties() {
    String full = glance.post(properties(128)).is(201).id();

    glance.patch(full, add("/p128", "v")).is(413).saying("Attempted: 129, Maximum: 128");
    glance.patch(full, add("/p0", "w")).is(200);
    glance.patch(full, remove("/p0").and(add("/p128", "v"))).is(200);
  }

  @Test
  void a_value_may_be_longer_than_anything_else() {
    String value = "v".repeat(60_000);

    String id = glance.post("custom", value).is(201).id();

    assertThat(glance.field(id, "custom").asText()).isEqualTo(value);
  }

  @Test
  void names_may_be_missing_empty_long_or_the_same() {
    String name = "ж".repeat(255);
    assertThat(glance.post("name", null).is(201).json().path("name").isNull()).isTrue();
    assertThat(glance.post("name", "").is(201).json().path("name").asText("-")).isEmpty();
    assertThat(glance.post("name", name).is(201).json().path("name").asText()).isEqualTo(name);
    assertThat(glance.post("name", name).is(201).json().path("name").asText()).isEqualTo(name);
  }
}
