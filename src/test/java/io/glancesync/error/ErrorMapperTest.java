package io.glancesync.error;

import static io.glancesync.engine.Targets.current;
import static io.glancesync.engine.Targets.target;
import static io.glancesync.error.ErrorReport.ErrorKind.CONFIGURATION;
import static io.glancesync.error.ErrorReport.ErrorKind.OTHER;
import static io.glancesync.error.ErrorReport.ErrorKind.UNREACHABLE;
import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.glancesync.config.credential.ApplicationCredential;
import io.glancesync.config.credential.Login;
import io.glancesync.config.credential.Secret;
import io.glancesync.config.credential.Tls;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.engine.Targets;
import io.glancesync.openstack.Glance;
import io.glancesync.openstack.UnexpectedAnswerException;
import io.glancesync.plan.Action;
import io.glancesync.plan.Changes;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import io.glancesync.text.Redaction;
import io.glancesync.transfer.Transfers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What went wrong, in words: what was tried, what came back, what to do. */
class ErrorMapperTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final String GLANCE = "http://burgos:9292/v2/images";
  private static final String KEYSTONE = "http://keystone:5000/v3/auth/tokens";

  private final ErrorMapper errorMapper =
      Targets.errorMapper(
          current(
              target("master", "http://keystone:5000/v3"),
              target(
                  "other",
                  new Login.Known(
                      new ApplicationCredential(
                          URI.create("http://k2/v3"),
                          new ApplicationCredential.CredentialKey.CredentialId("a1"),
                          new Secret("app-secret"))),
                  Tls.STANDARD)),
          RetryAfterTest.UP_TO_FIVE_MINUTES,
          Redaction.OF_PLACES::of);

  static Arguments[] causes() throws Exception {
    return new Arguments[] {
      Arguments.of(new ConnectException("Connection refused"), UNREACHABLE, "no connection"),
      Arguments.of(new NoRouteToHostException("No route"), UNREACHABLE, "the connection broke"),
      Arguments.of(new SocketException("Connection reset"), UNREACHABLE, "the connection broke"),
      Arguments.of(new IOException(), UNREACHABLE, "the connection broke"),
      Arguments.of(new UnknownHostException("burgos"), UNREACHABLE, "there is no host burgos"),
      Arguments.of(new SocketTimeoutException("Read timed out"), UNREACHABLE, "in time"),
      Arguments.of(new SSLHandshakeException("PKIX path"), UNREACHABLE, "check cacert"),
      Arguments.of(html(), UNREACHABLE, "HTML or XML instead of JSON"),
      Arguments.of(
          new UnreachableException(
              new ErrorReport(ErrorReport.ErrorKind.UNREACHABLE, ErrorClass.TRANSIENT, "gone", ""),
              null),
          UNREACHABLE,
          "gone"),
      Arguments.of(new ConfigurationException("wrong key"), CONFIGURATION, "wrong key"),
      Arguments.of(new UncheckedIOException("disk full", new IOException()), OTHER, "disk full"),
      Arguments.of(
          new TransferException.SourceUnusable("lost"),
          OTHER,
          "lost; see what the master region holds"),
      Arguments.of(
          new TransferException.NoIdLeft("no id", "find out why"),
          OTHER,
          "no id; find out why; nothing of it"),
      Arguments.of(new IllegalStateException("bug"), OTHER, "IllegalStateException: bug"),
    };
  }

  private static RuntimeException html() {
    try {
      new Glance().image("<html>");
      throw new AssertionError("HTML is not an image");
    } catch (RuntimeException e) {
      return e;
    }
  }

  @ParameterizedTest
  @MethodSource("causes")
  void each_cause_has_its_kind_and_its_words(
      Exception cause, ErrorReport.ErrorKind kind, String words) {
    assertThat(errorMapper.ofRegion(BURGOS, cause).kind()).isEqualTo(kind);
    assertThat(errorMapper.ofRegion(BURGOS, cause).message()).contains(words);
  }

  @ParameterizedTest
  @MethodSource("causes")
  void what_camel_wraps_is_found(Exception cause, ErrorReport.ErrorKind kind, String words)
      throws Exception {
    try (var context = new DefaultCamelContext()) {
      Exception wrapped =
          new CamelExecutionException(
              "x", new DefaultExchange(context), new RuntimeException("y", cause));
      if (!(cause instanceof IllegalStateException)) {
        assertThat(errorMapper.ofRegion(BURGOS, wrapped))
            .isEqualTo(errorMapper.ofRegion(BURGOS, cause));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | OTHER       | correct the image's name or properties",
        "401 | OTHER       | the token was refused twice",
        "403 | OTHER       | publicize_image",
        "404 | OTHER       | that is no Glance v2",
        "409 | OTHER       | somebody else works on this image",
        "410 | OTHER       | that is no Glance v2",
        "413 | OTHER       | raise the project's image quota",
        "415 | OTHER       | no Glance v2",
        "418 | OTHER       | check the address in the catalog",
        "408 | UNREACHABLE | check the address in the catalog",
        "429 | UNREACHABLE | ask for a higher limit there",
        "500 | UNREACHABLE | look into that server's log",
        "502 | UNREACHABLE | look into that server's log",
        "503 | UNREACHABLE | look into that server's log",
        "504 | UNREACHABLE | look into that server's log",
        "507 | OTHER       | look into that server's log"
      })
  void each_answer_of_glance_has_its_kind_and_its_remedy(
      int status, ErrorReport.ErrorKind kind, String remedy) {
    ErrorReport failure =
        errorMapper.ofRegion(BURGOS, answer(GLANCE, status, "Text", "why", Map.of()));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.message())
        .startsWith(
            "Tried to list the images of Burgos, but Glance at http://burgos:9292 answered "
                + status
                + " Text (why)")
        .contains(remedy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/images?limit=1000 | 400 | bad marker                  | that is no Glance v2",
        "/images?limit=1000 | 404 |                             | that is no Glance v2",
        "/images?limit=1000 | 403 |                             | policy get_images",
        "/images            | 400 | name is too long            | correct the image's name",
        "/images            | 400 | True is not of type u'string' | older than Rocky (Glance 17)",
        "/images            | 413 | number of allowed image tags. Attempted: 200 | image_tag_quota",
        "/images            | 403 | You are not authorized to complete publicize_image action. | policy publicize_image",
        "/images/1          | 403 | You are not authorized to complete communitize_image action. | policy communitize_image",
        "/images/1/members  | 403 | Not allowed to create members for image 1. | policies get_members, get_member, add_member",
        "/images/1/members  | 413 | Image member limit exceeded for image 1 | image_member_quota",
        "/images/1/members  | 403 | You are not authorized to complete add_member action. | policies get_members, get_member, add_member",
        "/images/1/members/p | 403 | You are not authorized to complete delete_member action. | delete_member",
        "/images/1/members  | 413 | nginx                       | image_member_quota",
        "/images/1/members  | 404 | no image                    | somebody deleted it meanwhile",
        "/images/1          | 404 |                             | somebody deleted it meanwhile",
        "/images/1          | 410 |                             | somebody deleted it meanwhile",
        "/images/1          | 400 | no                          | correct the image's name",
        "/images/1/file     | 400 | no                          | the image's formats",
        "/images/1/file     | 404 |                             | somebody deleted it meanwhile",
        "/images/1/file     | 413 | Image storage media is full: There is not enough disk space | make room",
        "/images/1/file     | 413 | Image exceeds the storage quota: The size of the data 5 will exceed the limit. | raise the project's image quota in Burgos",
        "/images/1/file     | 413 | Resource image_size_total is over limit of 1 | raise the project's image quota in Burgos",
        "/images/1/file     | 413 | The incoming image is too large: The provided image is too large. | raise image_size_cap",
        "/images/1/file     | 413 | nginx                       | quota or image_size_cap of that Glance, or make room in its store"
      })
  void the_remedy_fits_what_was_asked_for_and_what_the_server_says(
      String path, int status, String said, String remedy) {
    String uri = GLANCE.replace("/images", path);

    assertThat(errorMapper.ofRegion(BURGOS, answer(uri, status, "Text", said, null)).remedy())
        .contains(remedy);
  }

  @ParameterizedTest
  @CsvSource({"400", "404", "405", "410", "418"})
  void a_sign_in_that_finds_no_keystone_names_the_key_to_correct(int status) {
    assertThat(errorMapper.ofTarget(BURGOS, answer(KEYSTONE, status, "Text", "", null)).remedy())
        .contains("keystone_url", "auth_url in clouds.yaml", "OS_AUTH_URL")
        .doesNotContain("deleted", "the image");
  }

  @Test
  void a_redirection_says_where_it_leads_without_secrets_and_in_one_line() {
    String location = "https://u:hunter2@new\u001b[31m:5000/v3/auth/tokens?token=x\n2026 forged";

    String signIn = errorMapper.ofTarget(BURGOS, moved(KEYSTONE, location)).message();
    String list = errorMapper.ofRegion(BURGOS, moved(GLANCE + "?limit=1", location)).message();

    assertThat(signIn).contains("it leads to https://***@new", "correct keystone_url");
    assertThat(list).contains("it leads to https://***@new", "address in the catalog");
    assertThat(signIn + list).doesNotContain("hunter2", "token=x", "\n", "\u001b");
  }

  private static HttpOperationFailedException moved(String uri, String location) {
    return new HttpOperationFailedException(uri, 308, "Permanent Redirect", location, null, "");
  }

  @ParameterizedTest
  @CsvSource({"400, UNREACHABLE", "404, UNREACHABLE", "500, UNREACHABLE", "503, UNREACHABLE"})
  void a_keystone_that_does_not_do_its_work_is_unreachable(int status, ErrorReport.ErrorKind kind) {
    ErrorReport failure =
        errorMapper.ofTarget(BURGOS, answer(KEYSTONE, status, "Text", "why", Map.of()));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.message())
        .startsWith("Tried to sign in to target master, but Keystone at http://keystone:5000");
  }

  @ParameterizedTest
  @CsvSource({"401", "403"})
  void a_refused_credential_is_the_users_to_mend(int status) {
    ErrorReport failure =
        errorMapper.ofTarget(BURGOS, answer(KEYSTONE, status, "Unauthorized", "why", Map.of()));

    assertThat(failure.kind()).isEqualTo(CONFIGURATION);
    assertThat(failure.message())
        .contains("as user ann of project images", "refused it (" + status + ")")
        .contains("correct the credential")
        .doesNotContain(Targets.PASSWORD);
  }

  @Test
  void of_an_application_credential_nothing_is_shown() {
    RegionName madrid = RegionName.of("other:Madrid");
    ErrorReport failure = errorMapper.ofTarget(madrid, answer(KEYSTONE, 401, "", "", Map.of()));

    assertThat(failure.message())
        .contains("target other as an application credential")
        .doesNotContain("app-secret");
  }

  @Test
  void a_limit_of_members_is_no_limit_of_properties() {
    var existing = anImage("a").build();
    var step = new Step.Update(Action.METADATA, existing, existing, Changes.NONE, List.of());
    var cause = answer(GLANCE + "/1/members", 413, "Text", "too many", null);

    assertThat(errorMapper.ofStep(step, BURGOS, cause).remedy()).contains("image_member_quota");
  }

  @Test
  void of_html_only_the_words_are_shown() {
    String page =
        """
        <html><head><title>413 Request Entity Too Large</title>
        <style type="text/css">body {color: red}</style><script>alert(1)</script></head>
        <body><h1>413 Request Entity Too Large</h1>Image exceeds
           the <b>quota</b>:<br/><br/> 5 bytes</body></html>
        """;

    assertThat(text(page)).contains("413 Text (Image exceeds the quota : 5 bytes);");
  }

  @Test
  void of_an_empty_page_nothing_is_shown() {
    assertThat(text("<html><title>413</title></html>")).contains("answered 413 Text;");
    assertThat(text("")).contains("answered 413 Text;");
    assertThat(text(null)).contains("answered 413 Text;");
  }

  @Test
  void a_long_answer_is_cut() {
    assertThat(text("x".repeat(10_000))).hasSizeLessThan(600).contains("xxx);");
  }

  @Test
  void a_missing_status_text_is_left_out() {
    ErrorReport failure = errorMapper.ofRegion(BURGOS, answer(GLANCE, 413, null, "", null));

    assertThat(failure.message()).contains("answered 413;");
  }

  @ParameterizedTest
  @CsvSource({"X-Openstack-Request-Id", "x-openstack-request-id", "X-OpenStack-Request-ID"})
  void the_request_id_is_shown_so_that_it_can_be_found_in_that_servers_log(String header) {
    Map<String, String> headers = Map.of("Date", "today", header, "req-42");

    assertThat(errorMapper.ofRegion(BURGOS, answer(GLANCE, 503, "Text", "", headers)).message())
        .contains("answered 503 Text, request req-42;");
    assertThat(errorMapper.ofTarget(BURGOS, answer(KEYSTONE, 401, "Text", "", headers)).message())
        .contains("(401), request req-42;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "503 | 20      | and asks to wait 20 s; look into that server's log",
        "429 | 20      | and asks to wait 20 s; ask for a higher limit there",
        "503 | 3600    | and asks to wait 3600 s; that is longer than glancesync.retry.max-delay (300 s); come back then, or raise it",
        "413 | 3600    | answered 413 Text; raise the project's image quota",
        "503 | nonsense | answered 503 Text; look into that server's log"
      })
  void it_is_said_for_how_long_a_server_asks_to_be_left_alone(
      int status, String asked, String said) {
    var busy = answer(GLANCE, status, "Text", "", Map.of("Retry-After", asked));

    assertThat(errorMapper.ofRegion(BURGOS, busy).message()).contains(said);
  }

  @Test
  void a_transfer_says_what_was_to_be_done_to_which_image_where() {
    var transfer = Transfers.uploadOf(anImage("base_ubuntu").build());

    assertThat(
            errorMapper
                .ofStep(transfer.step(), transfer.region(), answer(GLANCE, 413, "Text", "", null))
                .message())
        .startsWith("Tried to copy base_ubuntu to Burgos, but Glance at");
    assertThat(
            errorMapper
                .ofStep(transfer.step(), transfer.region(), new ConnectException("x"))
                .message())
        .startsWith("Tried to copy base_ubuntu to Burgos, but there was no connection");
  }

  @Test
  void a_run_that_cannot_begin_says_that_it_is_the_master_region() {
    assertThat(errorMapper.ofRun(new ConnectException("x")).message())
        .startsWith("Tried to list the images of the master region Valladolid, but");
  }

  private String text(String body) {
    return errorMapper.ofRegion(BURGOS, answer(GLANCE, 413, "Text", body, Map.of())).message();
  }

  private static HttpOperationFailedException answer(
      String uri, int status, String text, String body, Map<String, String> headers) {
    return new HttpOperationFailedException(uri, status, text, null, headers, body);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void a_status_that_may_pass_is_retried(int status) {
    assertThat(errorMapper.isRetried(answer(GLANCE, status, "Text", "", null))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 403, 404, 409, 410, 413, 415, 501, 505})
  void any_other_status_is_not_retried(int status) {
    assertThat(errorMapper.isRetried(answer(GLANCE, status, "Text", "", null))).isFalse();
  }

  @Test
  void content_that_another_sender_is_still_sending_is_retried() {
    assertThat(errorMapper.isRetried(answer(GLANCE + "/1/file", 409, "Conflict", "", null)))
        .isTrue();
  }

  static Stream<Arguments> ours() {
    return Stream.of(
        Arguments.of(new ConnectException("Connection refused"), true),
        Arguments.of(new TransferException.SourceBroken("ended", "", null), true),
        Arguments.of(new TransferException.Stalled("stalled", "wait", null), true),
        Arguments.of(new TransferException.ContentDiffers("gone"), true),
        Arguments.of(new TransferException.SourceUnusable("other hash"), false),
        Arguments.of(
            new TransferException.SourceFailed(new ConnectException("refused"), List.of()), false),
        Arguments.of(
            new UnexpectedAnswerException("no JSON", new JsonParseException("<html>")), false),
        Arguments.of(new ConfigurationException("wrong key"), false),
        Arguments.of(new FileAccessException("no room", "make room", new IOException()), false));
  }

  @ParameterizedTest
  @MethodSource("ours")
  void what_did_not_come_as_an_answer_is_retried_when_it_may_pass(Exception cause, boolean is) {
    assertThat(errorMapper.isRetried(cause)).isEqualTo(is);
    assertThat(errorMapper.isRetried(new IllegalStateException("wrapped", cause))).isEqualTo(is);
  }

  @Test
  void only_the_token_of_the_request_itself_is_renewed() {
    Exception refused = answer(GLANCE, 401, "Unauthorized", "", null);

    assertThat(errorMapper.isUnauthorized(refused)).isTrue();
    assertThat(errorMapper.isUnauthorized(new TransferException.SourceFailed(refused, List.of())))
        .isFalse();
  }

  @Test
  void what_is_to_be_done_is_the_remedy_and_not_part_of_the_error() {
    var cause = new TransferException.NotStored("still saving; really", "see its store; or wait");

    ErrorReport report = errorMapper.ofRegion(BURGOS, cause);

    assertThat(report.error())
        .isEqualTo("Tried to list the images of Burgos, but still saving; really");
    assertThat(report.remedy()).isEqualTo("see its store; or wait; nothing of it is visible");
    assertThat(report.errorClass()).isEqualTo(ErrorClass.TRANSIENT);
  }
}
