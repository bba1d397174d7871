package io.glancesync.embedded.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Other clients read the example's clouds.yaml as well, and they refuse a region it lacks. */
class ExampleFilesTest {
  private final Map<?, ?> clouds =
      (Map<?, ?>)
          ((Map<?, ?>)
                  new Yaml()
                      .load(ExampleFiles.clouds("http://127.0.0.1:1/v3", "http://127.0.0.1:2/v3")))
              .get("clouds");

  @Test
  void every_region_of_a_cloud_is_listed() {
    assertThat(regions("master")).isEqualTo(List.of("Valladolid", "Burgos", "Caceres"));
    assertThat(regions("partner")).isEqualTo(List.of("Madrid", "Sevilla"));
  }

  @Test
  void the_first_of_them_is_the_one_that_is_meant_without_a_word() {
    for (String cloud : List.of("master", "partner")) {
      assertThat(((Map<?, ?>) clouds.get(cloud)).get("region_name"))
          .isEqualTo(regions(cloud).get(0));
    }
  }

  private List<?> regions(String cloud) {
    return (List<?>) ((Map<?, ?>) clouds.get(cloud)).get("regions");
  }
}
