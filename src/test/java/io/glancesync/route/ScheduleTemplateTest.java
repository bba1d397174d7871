package io.glancesync.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the cron expressions of schedules are in use. */
class ScheduleTemplateTest {
  private static boolean isByCron(String from, String to) throws Exception {
    String file = Files.readString(Path.of("routes/05-schedule.camel.yaml"));
    String text = file.substring(0, file.indexOf("\n- route:"));
    assertThat(text).contains(from);
    try (var context = new DefaultCamelContext()) {
      context.setAutoStartup(false);
      context.start();
      var resource = ResourceHelper.fromString("file:x.yaml", text.replace(from, to));
      PluginHelper.getRoutesLoader(context)
          .findRoutesBuilders(resource)
          .iterator()
          .next()
          .addRoutesToCamelContext(context);
      return new ScheduleTemplate(context).isByCron();
    }
  }

  @Test
  void the_delivered_one_uses_them() throws Exception {
    assertThat(isByCron("id: schedule", "id: schedule")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "quartz:glancesync/{{schedule}}, timer:{{schedule}}",
    "cron: \"{{cron}}\", cron: \"0 0 * * * ?\"",
    "id: schedule, id: other"
  })
  void an_edited_one_may_not(String from, String to) throws Exception {
    assertThat(isByCron(from, to)).isFalse();
  }
}
