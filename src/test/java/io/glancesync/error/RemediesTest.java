package io.glancesync.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.engine.Targets;
import io.glancesync.image.Image;
import io.glancesync.image.Images;
import io.glancesync.plan.Action;
import io.glancesync.plan.Changes;
import io.glancesync.plan.Outgoing;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No remedy speaks of what the step does not touch. */
class RemediesTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final Image MASTER = Images.anImage("ubuntu").in("v");
  private static final Image THERE = Images.anImage("ubuntu").withContent("old").in("b");
  private static final String IMAGE = "http://burgos:9292/v2/images/1";
  private static final int[] STATUSES = {
    400, 401, 403, 404, 405, 409, 410, 413, 415, 418, 429, 500, 502, 503, 507
  };
  private static final List<String> TEXTS =
      List.of("", "no", "number of allowed image properties", "exceed the limit", "too large");

  private static final List<String> OF_MASTER = List.of("master region", "select", "metadata_set");
  private static final List<String> OF_CONTENT =
      List.of("formats", "max-copies", "image quota", "image_size_cap", "store");

  private final ErrorMapper errorMapper =
      new ErrorMapper(
          () -> RegionName.of("Valladolid"),
          it -> "user ann",
          it -> Optional.of("images (p1)"),
          RetryAfterTest.UP_TO_FIVE_MINUTES,
          it -> it);

  private static Step step(Action action) {
    return switch (action) {
      case UPLOAD -> new Step.Copy(action, MASTER, MASTER, null, null, List.of());
      case REPLACE, RENAME ->
          new Step.Copy(action, MASTER, MASTER, THERE, Outgoing.DELETED, List.of());
      case METADATA, AMI -> new Step.Update(action, MASTER, THERE, Changes.NONE, List.of());
      case OBSOLETE -> new Step.Retire(MASTER, THERE, Changes.NONE);
      case HIDE, DEACTIVATE, DELETE -> new Step.Remove(action, THERE, "ubuntu", null);
    };
  }

  /** What a step does not touch, so that no remedy for it may speak of it. */
  private static List<String> untouched(Action action) {
    return switch (action) {
      case UPLOAD, REPLACE, RENAME -> List.of("by hand", "obsolete_syncprops");
      case METADATA, AMI -> OF_CONTENT;
      case OBSOLETE -> Stream.concat(OF_CONTENT.stream(), Stream.of("metadata_set")).toList();
      case HIDE, DEACTIVATE, DELETE ->
          Stream.of(OF_MASTER, OF_CONTENT, List.of("publicize_image"))
              .flatMap(List::stream)
              .toList();
    };
  }

  static Stream<Arguments> answers() {
    return Arrays.stream(Action.values())
        .flatMap(
            action -> IntStream.of(STATUSES).boxed().map(status -> Arguments.of(action, status)));
  }

  private String remedy(Action action, int status, String text) {
    var answer = new HttpOperationFailedException(IMAGE, status, "Text", null, Map.of(), text);
    return errorMapper.ofStep(step(action), BURGOS, answer).remedy();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void a_remedy_is_about_what_the_step_touches(Action action, int status) {
    assertThat(TEXTS.stream().map(text -> remedy(action, status, text)))
        .allSatisfy(it -> assertThat(it).isNotEmpty().doesNotContain(untouched(action)));
  }

  @ParameterizedTest
  @CsvSource({
    "HIDE, 400, 'the region''s image, or hide the image there by hand'",
    "DEACTIVATE, 400, or deactivate the image there by hand",
    "DELETE, 400, or delete the image there by hand",
    "HIDE, 403, policy modify_image",
    "DEACTIVATE, 403, policy deactivate",
    "DELETE, 403, policy delete_image",
    "METADATA, 413, image_property_quota",
    "UPLOAD, 400, in the master region"
  })
  void each_action_has_a_remedy_of_its_own(Action action, int status, String words) {
    assertThat(remedy(action, status, "no")).contains(words);
  }

  @Test
  void a_full_quota_names_the_project_and_what_glance_said() {
    var answer =
        new HttpOperationFailedException(
            IMAGE + "/file", 413, "Too Large", null, Map.of(), "Image exceeds the storage quota");

    ErrorReport report = errorMapper.ofStep(step(Action.UPLOAD), BURGOS, answer);

    assertThat(report.error()).contains("(Image exceeds the storage quota)");
    assertThat(report.remedy())
        .startsWith("raise the image quota of project images (p1) in Burgos, or delete images");
    assertThat(
            Targets.errorMapper(
                    Targets.current(Targets.target("master", "http://k:5000/v3")),
                    RetryAfterTest.UP_TO_FIVE_MINUTES,
                    it -> it)
                .ofStep(step(Action.UPLOAD), BURGOS, answer)
                .remedy())
        .startsWith("raise the project's image quota in Burgos");
  }
}
