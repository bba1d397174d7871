package io.glancesync.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A fault may be an answer: then nothing else happens. */
class AnsweredFaultTest {
  private final Burgos burgos = new Burgos();

  @AfterEach
  void close() {
    burgos.close();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
  void each_operation_can_be_answered_with_any_status(Operation operation) {
    String id = burgos.add("a", new byte[1]);
    burgos.faults().on(operation).then(Fault.status(418));

    HttpResponse<byte[]> answer =
        switch (operation) {
          case SIGN_IN -> burgos.signIn();
          case LIST -> burgos.get("/v2/images?limit=1");
          case SHOW -> burgos.get("/v2/images/" + id);
          case CREATE -> burgos.post("b");
          case CHANGE -> burgos.rename(id, "b");
          case DELETE -> burgos.delete(id);
          case UPLOAD -> burgos.upload(id, new byte[1]);
          case DOWNLOAD -> burgos.download(id);
          case MEMBERS -> burgos.get("/v2/images/" + id + "/members");
          case OTHER -> throw new AssertionError();
        };

    assertThat(answer.statusCode()).isEqualTo(418);
    assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    assertThat(burgos.glance.images()).hasSize(1);
    assertThat(burgos.image(id).path("name").asText()).isEqualTo("a");
  }

  @Test
  void other_requests_go_well() {
    burgos.faults().on(Operation.LIST, Operation.CREATE).then(Fault.status(500));

    assertThat(burgos.get("/v2/images").statusCode()).isEqualTo(500);
    assertThat(burgos.post("a").statusCode()).isEqualTo(500);
    assertThat(burgos.get("/versions").statusCode()).isEqualTo(200);
  }

  @Test
  void a_status_may_say_when_to_come_back() {
    burgos.faults().on(Operation.LIST).then(Fault.status(429, Duration.ofMinutes(2)));

    HttpResponse<byte[]> answer = burgos.get("/v2/images");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("120");
  }

  @Test
  void a_proxy_s_page_is_answered_as_it_is() {
    burgos.faults().on(Operation.LIST).then(Fault.answer(200, "text/html", "<h1>Welcome</h1>"));

    HttpResponse<byte[]> answer = burgos.get("/v2/images");

    assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
    assertThat(Burgos.text(answer)).isEqualTo("<h1>Welcome</h1>");
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304, 599})
  void it_may_be_a_status_that_has_no_content(int status) {
    burgos.faults().on(Operation.LIST).then(Fault.status(status));

    assertThat(burgos.get("/v2/images").statusCode()).isEqualTo(status);
  }

  @Test
  void a_refused_upload_leaves_the_image_queued() {
    String id = burgos.create("a");
    burgos.faults().on(Operation.UPLOAD).times(1).then(Fault.status(503));

    assertThat(burgos.upload(id, new byte[100_000]).statusCode()).isEqualTo(503);
    assertThat(burgos.status(id)).isEqualTo("queued");
    assertThat(burgos.upload(id, new byte[100_000]).statusCode()).isEqualTo(204);
  }

  @Test
  void nothing_goes_wrong_any_more_when_the_faults_are_cleared() {
    burgos.faults().on(Operation.LIST).then(Fault.status(500));
    burgos.faults().clear();

    assertThat(burgos.get("/v2/images").statusCode()).isEqualTo(200);
  }
}
