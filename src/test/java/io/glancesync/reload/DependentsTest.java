package io.glancesync.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** What depends on an edit, also through others. */
class DependentsTest {
  private static Revision revision(String type) {
    return Revision.of(
        Map.of(
            "1.camel.yaml", "- beans: [{name: one, type: %s}]".formatted(type),
            "2.camel.yaml", "- beans: [{name: two, type: x.Y, properties: {of: '#one'}}]",
            "3.camel.yaml", "- from: {uri: direct:x, steps: [{bean: {ref: two}}]}",
            "4.camel.yaml", "- from: {uri: direct:y, steps: [{bean: {ref: three}}]}"));
  }

  @Test
  void a_bean_reaches_what_uses_it_through_another_bean() {
    var dependents = new Dependents(new DefaultCamelContext(), revision("a.B"));

    assertThat(dependents.of(Edit.none(revision("c.D"))))
        .containsExactly("1.camel.yaml", "2.camel.yaml", "3.camel.yaml");
  }
}
