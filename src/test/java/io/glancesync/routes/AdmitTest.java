package io.glancesync.routes;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.glancesync.image.Image;
import io.glancesync.plan.Companion;
import io.glancesync.plan.Role;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.route.Admitter;
import io.glancesync.run.RegionDispatcher;
import io.glancesync.run.Run;
import io.glancesync.transfer.Transfer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code routes/23-admit.camel.yaml}. */
@Timeout(60)
class AdmitTest extends RouteTest {
  private static final Image UBUNTU = anImage("ubuntu").with("os", "linux").build();

  private void answer(Processor answering) throws Exception {
    AdviceWith.adviceWith(
        context, "admit", false, advice -> advice.weaveById("*").replace().process(answering));
  }

  private void answer(Object body) throws Exception {
    answer(it -> it.getMessage().setBody(body));
  }

  private List<Transfer> admitted(Transfer... phase) {
    return bean("admitter", Admitter.class).admitted(List.of(phase));
  }

  private TransferResult only(Run run) {
    List<TransferResult> results = tracker().finish(run).transfers();
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  @Test
  void as_delivered_every_transfer_may_go() {
    Transfer transfer = queued(begun(false), uploadOf(UBUNTU));

    assertThat(admitted(transfer)).containsExactly(transfer);
    assertThat(transfers().isEnded(transfer)).isFalse();
  }

  @Test
  void the_route_is_told_what_the_transfer_is_about_and_nothing_else() throws Exception {
    var asked = new AtomicReference<Exchange>();
    answer(asked::set);
    Run run = begun(false);
    Transfer transfer = queued(run, uploadOf(UBUNTU));

    // a body that is left as it was is no objection
    assertThat(admitted(transfer)).containsExactly(transfer);

    assertThat(asked.get().getVariables()).isEmpty();
    assertThat(asked.get().getMessage().getHeaders())
        .isEqualTo(
            Map.of(
                "GlanceSyncRun", run.id(),
                "GlanceSyncRegion", "Burgos",
                "GlanceSyncImage", "ubuntu",
                "GlanceSyncAction", "upload",
                "GlanceSyncBytes", UBUNTU.size()));
    assertThat(asked.get().getMessage().getBody(String.class))
        .contains("\"visibility\": \"public\"", "\"os\": \"linux\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Skip                  | SKIPPED | The upload of ubuntu in Burgos was skipped: the route admit says so",
        "skip: larger than 5 GB | SKIPPED | The upload of ubuntu in Burgos was skipped: larger than 5 GB",
        "later: not approved   | PUT_OFF | The upload of ubuntu in Burgos was put off: not approved"
      })
  void what_may_not_go_has_an_outcome_and_is_no_failure(
      String answer, TransferOutcome outcome, String why) throws Exception {
    answer((Object) answer);
    Run run = begun(false);
    Transfer transfer = queued(run, uploadOf(UBUNTU));

    assertThat(admitted(transfer)).isEmpty();

    TransferResult result = only(run);
    assertThat(result.outcome()).isEqualTo(outcome);
    assertThat(result.error()).contains(why);
    assertThat(result.attempts()).isZero();
  }

  @Test
  void a_run_of_which_nothing_was_let_go_has_not_failed() throws Exception {
    answer((Object) "skip");
    Run run = begun(false);
    bean("regionDispatcher", RegionDispatcher.class).expect(run, List.of());
    admitted(queued(run, uploadOf(UBUNTU)));

    assertThat(tracker().finish(run).outcome()).isEqualTo(RunOutcome.IN_SYNC);
  }

  @Test
  void an_error_or_another_answer_fails_the_transfer_and_no_other() throws Exception {
    answer(
        it -> {
          if ("debian".equals(it.getMessage().getHeader("GlanceSyncImage"))) {
            it.getMessage().setBody("perhaps");
          } else if ("fedora".equals(it.getMessage().getHeader("GlanceSyncImage"))) {
            it.getMessage().setBody(null);
          } else if ("ubuntu".equals(it.getMessage().getHeader("GlanceSyncImage"))) {
            throw new IllegalStateException("no ticket");
          }
        });
    Run run = begun(false);
    Transfer ubuntu = queued(run, uploadOf(UBUNTU));
    Transfer debian = queued(run, uploadOf(anImage("debian").build()));
    Transfer rocky = queued(run, uploadOf(anImage("rocky").build()));

    Transfer fedora = queued(run, uploadOf(anImage("fedora").build()));
    assertThat(admitted(ubuntu, debian, fedora, rocky)).containsExactly(rocky);

    assertThat(tracker().finish(run).transfers())
        .extracting(TransferResult::image, TransferResult::outcome)
        .containsExactly(
            tuple("ubuntu", TransferOutcome.FAILED),
            tuple("debian", TransferOutcome.FAILED),
            tuple("fedora", TransferOutcome.FAILED));
  }

  @Test
  void an_image_whose_kernel_may_not_go_does_not_go_either() throws Exception {
    Image kernel = anImage("kernel").build();
    answer(
        it -> {
          if ("kernel".equals(it.getMessage().getHeader("GlanceSyncImage"))) {
            it.getMessage().setBody("later: not approved");
          }
        });
    Run run = begun(false);
    Transfer first = queued(run, uploadOf(kernel));
    Transfer second = queued(run, uploadOf(UBUNTU, new Companion(Role.KERNEL, kernel)));

    assertThat(admitted(first)).isEmpty();
    assertThat(admitted(second)).isEmpty();

    assertThat(tracker().finish(run).transfers())
        .extracting(TransferResult::image, TransferResult::outcome)
        .containsExactly(
            tuple("kernel", TransferOutcome.PUT_OFF), tuple("ubuntu", TransferOutcome.PUT_OFF));
  }
}
