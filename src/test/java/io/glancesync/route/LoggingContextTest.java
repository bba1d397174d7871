package io.glancesync.route;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.log.LogScope;
import io.glancesync.transfer.Transfer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LoggingContextTest {
  private static final Transfer TRANSFER = uploadOf(anImage("ubuntu").in("v"));

  private final CamelContext context = new DefaultCamelContext();
  private final Map<String, Map<String, String>> seen = new ConcurrentHashMap<>();

  @BeforeEach
  void start() throws Exception {
    context.getCamelContextExtension().addInterceptStrategy(new LoggingContext());
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:go")
                .process(it -> note("here"))
                .threads(1)
                .process(it -> note(Thread.currentThread().getName()))
                .removeVariable("transfer")
                .process(it -> note("after"));
          }
        });
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
    MDC.clear();
  }

  private void note(String place) {
    seen.put(place, Map.copyOf(MDC.getCopyOfContextMap()));
  }

  private void send(Transfer transfer) {
    Exchange exchange = context.getEndpoint("direct:go").createExchange();
    exchange.setVariable("transfer", transfer);
    exchange.setVariable("region", transfer.region());
    context.createProducerTemplate().send("direct:go", exchange);
  }

  @Test
  void every_step_of_a_transfer_is_marked_on_whichever_thread() {
    send(TRANSFER);

    var marks =
        Map.of("run", TRANSFER.run(), "region", TRANSFER.region().toString(), "image", "ubuntu");
    assertThat(seen).hasSize(3).containsEntry("here", marks);
    assertThat(seen.keySet()).doesNotContain(Thread.currentThread().getName());
    assertThat(seen.get("after")).isEqualTo(Map.of("region", TRANSFER.region().toString()));
    assertThat(seen.values()).filteredOn(marks::equals).hasSize(2);
  }

  @Test
  void the_marks_of_who_asked_are_what_they_were() {
    MDC.put("image", "mine");

    send(TRANSFER);

    assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("image", "mine"));
  }

  @Test
  void what_is_said_of_another_region_is_marked_so_and_nothing_after_it() {
    MDC.put("region", "Burgos");

    LogScope.inRegion(TRANSFER.source(), () -> note("within"));

    assertThat(seen.get("within")).containsEntry("region", TRANSFER.source().toString());
    assertThat(MDC.get("region")).isEqualTo("Burgos");
  }
}
