package io.glancesync.route;

import io.glancesync.error.ErrorMapper;
import io.glancesync.error.TransferException.NotAdmitted;
import io.glancesync.event.AdmissionAnswer;
import io.glancesync.event.AdmissionQuestion;
import io.glancesync.event.EventMessage;
import io.glancesync.file.ReportJson;
import io.glancesync.run.TransferTracker;
import io.glancesync.transfer.Transfer;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;

/**
 * Asks the route {@code admit} whether the transfers of a phase may go, before they wait for a
 * permit. The question is a new message, so that whatever the route does with it changes nothing
 * but the answer.
 */
public final class Admitter {
  /** Does not wait for the route: the routes stay as they are while a run is in progress. */
  private static final String ADDRESS = "direct:admit?block=false";

  private final CamelContext context;
  private final TransferTracker transferTracker;
  private ProducerTemplate template;

  public Admitter(CamelContext context, TransferTracker transferTracker) {
    this.context = context;
    this.transferTracker = transferTracker;
  }

  /**
   * The transfers that may go. The others have ended: skipped, put off, or failed if there was no
   * answer.
   */
  public List<Transfer> admitted(List<Transfer> phase) {
    return phase.stream().filter(this::isAdmitted).toList();
  }

  private boolean isAdmitted(Transfer transfer) {
    Optional<AdmissionAnswer> companion =
        transferTracker.heldCompanion(transfer).map(Admitter::without);
    try {
      AdmissionAnswer admission = companion.isPresent() ? companion.get() : ask(transfer);
      admission.outcome().ifPresent(it -> transferTracker.held(transfer, it, admission.reason()));
      return admission.outcome().isEmpty();
    } catch (NotAdmitted e) {
      transferTracker.failed(transfer, e);
    } catch (RuntimeException e) {
      transferTracker.failed(transfer, failed(e));
    }
    return false;
  }

  /** A transfer cannot do without the kernel or ramdisk that a route held. */
  private static AdmissionAnswer without(TransferTracker.HeldCompanion held) {
    return new AdmissionAnswer(
        Optional.of(held.outcome()), "it needs %s, which was not copied".formatted(held.image()));
  }

  private AdmissionAnswer ask(Transfer transfer) throws NotAdmitted {
    EventMessage question = AdmissionQuestion.of(transfer);
    String text = ReportJson.text(question.body().get());
    Exchange answered =
        template()
            .request(
                ADDRESS,
                exchange -> {
                  exchange.getMessage().setBody(text);
                  exchange.getMessage().setHeaders(new HashMap<>(question.headers()));
                });
    if (answered.getException() != null) {
      throw failed(answered.getException());
    }
    String answer = String.valueOf(answered.getMessage().getBody(String.class));
    // a route that leaves the question as it is has nothing against it
    return answer.equals(text)
        ? new AdmissionAnswer(Optional.empty(), "")
        : AdmissionAnswer.of(answer)
            .orElseThrow(
                () -> new NotAdmitted("the route admit answered neither go, skip nor later"));
  }

  private static NotAdmitted failed(Exception error) {
    if (error instanceof DirectConsumerNotAvailableException) {
      return new NotAdmitted("no route begins at direct:admit");
    }
    Throwable cause = ErrorMapper.rootCause(error);
    String reason = FailureText.ofServer(cause).orElseGet(() -> String.valueOf(cause.getMessage()));
    return new NotAdmitted("the route admit failed (%s)".formatted(reason));
  }

  private synchronized ProducerTemplate template() {
    if (template == null) {
      template = context.createProducerTemplate();
    }
    return template;
  }
}
