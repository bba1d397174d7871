package io.glancesync.contract;

import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which images a listing has, and in which order. */
@Contract
class FiltersContractIT {
  private static final String MD5 = "5d41402abc4b2a76b9719d911017c592";

  private final Api glance = Api.of(BURGOS);
  private String first;
  private String second;

  @BeforeAll
  void four_images() {
    first =
        glance.active(
            "hello",
            "name",
            "b",
            "tags",
            List.of("x", "y"),
            "os_distro",
            "debian",
            "kernel_id",
            null);
    second = glance.queued("name", "a,\"1\"", "tags", List.of("x"), "disk_format", "iso");
    glance.queued("name", "c ö&/+", "os_hidden", false, "protected", false, "min_disk", 2);
    glance.queued("name", "hidden", "os_hidden", true, "os_distro", "debian");
  }

  private List<String> names(String query) {
    return glance.list("?" + query).names();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name=b                            | b",
        "name=B                            |",
        "name=                             |",
        "name=a%2C%221%22                  | a,\"1\"",
        "name=c+%C3%B6%26%2F%2B            | c ö&/+",
        "name=c%20%C3%B6%26/%2B            | c ö&/+",
        "name=%F0%9F%98%80                 |",
        "name=in:b,nothing                 | b",
        "name=in:krn                       |",
        "name=eq:b                         | b",
        "name=eq:                          |",
        "name=eq:a%2C%221%22               | a,\"1\"",
        "name=eq:2026-01-01T00:00:00Z      |",
        "status=active                     | b",
        "status=in:active                  | b",
        "status=in:active,deactivated      | b",
        "status=nothing                    |",
        "tag=y                             | b",
        "tag=x&tag=y                       | b",
        "tag=nothing                       |",
        "checksum=" + MD5 + "              | b",
        "checksum=nothing                  |",
        "os_hash_algo=sha512               | b",
        "os_distro=debian                  | b",
        "os_distro=nothing                 |",
        "unheard_of=x                      |",
        "disk_format=iso                   | a,\"1\"",
        "size_min=1                        | b",
        "size_max=4                        |",
        "min_disk=2                        | c ö&/+",
        "os_hidden=true                    | hidden",
        "os_hidden=True                    | hidden",
        "os_hidden=true&os_distro=debian   | hidden",
        "owner=nobody                      |",
        "name=b&status=active              | b",
        "name=b&status=queued              |",
        "updated_at=lt:2020-01-01T00:00:00Z |",
        "updated_at=gt:2090-01-01T00:00:00Z |",
        "created_at=lt:2020-01-01T00:00:00Z |"
      },
      quoteCharacter = '\'')
  void a_filter_leaves_only_what_it_names(String query, String name) {
    assertThat(names(query)).isEqualTo(name == null ? List.of() : List.of(name));
  }

  @Test
  void filters_that_name_all_leave_all() {
    List<String> all = List.of("c ö&/+", "a,\"1\"", "b");
    assertThat(names("")).isEqualTo(all);
    assertThat(names("os_hidden=false")).isEqualTo(all);
    assertThat(names("status=in:active,queued")).isEqualTo(all);
    assertThat(names("protected=false")).isEqualTo(all);
    assertThat(names("owner=" + BURGOS.project())).isEqualTo(all);
    assertThat(names("updated_at=gt:2020-01-01T00:00:00Z")).isEqualTo(all);
    assertThat(names("created_at=gt:2020-01-01T00:00:00Z")).isEqualTo(all);
    assertThat(names("tag=x")).containsExactly("a,\"1\"", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "in:krn   | in:krn               | 200 |",
        "in:krn   | eq:in:krn            | 200 | in:krn",
        "in:krn   | eq%3Ain%3Akrn        | 200 | in:krn",
        "in:krn   | in:%22in:krn%22      | 200 | in:krn",
        "krn:1    | krn:1                | 400 |",
        "krn:1    | eq:krn:1             | 200 | krn:1",
        "eq:krn   | eq:eq:krn            | 200 | eq:krn",
        "k,\"r\":n | eq:k%2C%22r%22%3An   | 200 | k,\"r\":n",
        "k\\\"r\" | eq:k%5C%22r%22       | 200 | k\\\"r\""
      })
  void a_name_with_a_colon_is_found_behind_an_operator(
      String name, String filter, int status, String found) {
    String id = glance.queued("name", name);
    try {
      Answer answer = glance.list("?name=" + filter).is(status);
      if (status == 200) {
        assertThat(answer.names()).isEqualTo(found == null ? List.of() : List.of(found));
      }
    } finally {
      glance.delete(id);
    }
  }

  @Test
  void images_can_be_found_by_id_and_by_hash() {
    String hash = glance.field(first, "os_hash_value").asText();

    assertThat(names("id=" + first)).containsExactly("b");
    assertThat(names("id=in:" + first + "," + second)).containsExactly("a,\"1\"", "b");
    assertThat(names("id=nothing")).isEmpty();
    assertThat(names("os_hash_value=" + hash)).containsExactly("b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os_hidden=1",
        "name=krn:in",
        "name=IN:krn",
        "os_hidden=nothing",
        "visibility=nothing",
        "updated_at=gt:nothing",
        "updated_at=nothing:2020-01-01T00:00:00Z",
        "sort=nothing",
        "sort_key=nothing",
        "sort_key=os_distro",
        "sort=name:up",
        "sort_dir=up",
        "sort=name:asc&sort_key=name"
      })
  void a_filter_or_order_that_makes_no_sense_is_refused_with_400(String query) {
    glance.list("?" + query).is(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "                                                         | c,a,b",
        "sort=name:asc                                            | a,b,c",
        "sort=name:desc                                           | c,b,a",
        "sort=name                                                | c,b,a",
        "sort_key=name&sort_dir=asc                               | a,b,c",
        "sort_key=name                                            | c,b,a",
        "sort_dir=asc                                             | b,a,c",
        "sort_key=created_at&sort_dir=asc                         | b,a,c",
        "sort=status:asc,name:desc                                | b,c,a",
        "sort_key=status&sort_key=name&sort_dir=asc&sort_dir=desc | b,c,a",
        "sort_key=status&sort_key=name&sort_dir=asc               | b,a,c"
      })
  void images_come_newest_first_or_in_the_order_asked_for(String query, String order) {
    List<String> initials =
        names(query == null ? "" : query).stream().map(it -> it.substring(0, 1)).toList();

    assertThat(String.join(",", initials)).isEqualTo(order);
  }
}
