package io.glancesync.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a start of the service can load is refused, and goes on as it was. */
class TemplatedRoutesTest {
  private static final String TEMPLATE = "a.camel.yaml";
  private static final String USER = "b.camel.yaml";
  private static final String GREETING =
      """
      - routeTemplate:
          id: greeting
          parameters:
            - name: at
          from:
            uri: direct:{{at}}
            steps:
              - setBody:
                  constant: hello
      """;
  private static final String MADE =
      """
      - templatedRoute:
          routeTemplateRef: greeting
          routeId: made
          parameters:
            - {name: at, value: made}
      """;

  @TempDir Path home;
  private SmallService service;
  private Route before;

  @BeforeEach
  void start() throws Exception {
    var texts = Map.of(TEMPLATE, GREETING, USER, MADE + Edited.answering("beside", "one"));
    service = new SmallService(SmallService.home(home, texts), Map.of());
    before = service.context.getRoute("made");
  }

  @AfterEach
  void stop() {
    assertThat(service.context.getRoute("made")).isNotNull().isSameAs(before);
    assertThat(service.ask("made")).isEqualTo("hello");
    service.close();
  }

  @Test
  void a_template_that_one_uses() {
    service.write(TEMPLATE, GREETING.replace("hello", "hi"));

    assertThat(service.look())
        .contains(
            "edit of routes/a.camel.yaml, but b.camel.yaml, line 2: a running service cannot apply 'templatedRoute' again: start the service again");
  }

  @Test
  void what_is_in_the_same_file_as_that_template() {
    service.write(TEMPLATE, GREETING + Edited.answering("more", "x"));

    assertThat(service.look()).contains("cannot apply 'templatedRoute' again");
  }

  @Test
  void what_is_in_the_same_file_as_the_templated_route() {
    service.write(USER, MADE + Edited.answering("beside", "two"));

    assertThat(service.look())
        .contains("edit of routes/b.camel.yaml, but line 2: a running service cannot apply");
    assertThat(service.ask("beside")).isEqualTo("one");
  }

  @Test
  void another_template_may_be_edited() {
    service.write("c.camel.yaml", GREETING.replace("id: greeting", "id: other"));
    assertThat(service.look()).isEmpty();
    service.write("c.camel.yaml", GREETING.replace("id: greeting", "id: other2"));
    assertThat(service.look()).isEmpty();
  }
}
