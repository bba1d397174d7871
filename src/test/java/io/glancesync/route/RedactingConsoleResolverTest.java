package io.glancesync.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsole.MediaType;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Camel's consoles say has no secret in it. */
class RedactingConsoleResolverTest {
  private final CamelContext context = new DefaultCamelContext();
  private final Map<String, Object> said = new JsonObject();
  private String text = "";

  @AfterEach
  void close() throws Exception {
    context.close();
  }

  /** Says what a test wants it to. */
  private final class Talker extends AbstractDevConsole {
    Talker() {
      super("group", "talker", "Talker", "Talks");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
      return text;
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
      return said;
    }
  }

  private DevConsole console() {
    context.getRegistry().bind("talker-dev-console", new Talker());
    var consoles = new RedactingConsoleResolver(it -> it.replace("hunter2-hunter2", "***"));
    consoles.setCamelContext(context);
    return consoles.resolveDevConsole("talker");
  }

  private String json() {
    return ((JsonObject) console().call(MediaType.JSON)).toJson();
  }

  @Test
  void a_secret_that_is_in_use_is_hidden_wherever_it_is() {
    said.put("list", List.of(Map.of("body", "a hunter2-hunter2 b"), 3, true));
    text = "a hunter2-hunter2 b";

    assertThat(json()).isEqualTo("{\"list\":[{\"body\":\"a *** b\"},3,true]}");
    assertThat(console().call(MediaType.TEXT)).isEqualTo("a *** b");
  }

  @Test
  void so_is_a_value_whose_name_says_that_it_is_secret() {
    said.put("OS_PASSWORD", "short");
    said.put("headers", List.of(Map.of("key", "X-Auth-Token", "value", "x", "size", 1)));
    text = "  glancesync.notify.webhook = http://x/y z\n  other = 1";

    assertThat(json())
        .contains("\"OS_PASSWORD\":\"***\"", "\"X-Auth-Token\"", "\"value\":\"***\"", "\"size\":1");
    assertThat(console().call(MediaType.TEXT))
        .isEqualTo("  glancesync.notify.webhook = ***\n  other = 1");
  }

  @Test
  void what_is_not_secret_is_said_as_it_is() {
    said.put("routes", List.of(Map.of("routeId", "copy-image", "from", "direct://copy-image")));

    assertThat(console().call(MediaType.JSON)).isSameAs(said);
    assertThat(console().getId()).isEqualTo("talker");
  }

  @Test
  void a_console_that_does_not_exist_stays_missing() {
    var consoles = new RedactingConsoleResolver(it -> it);
    consoles.setCamelContext(context);

    assertThat(consoles.resolveDevConsole("nothing")).isNull();
  }
}
