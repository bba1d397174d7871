package io.glancesync.members;

import io.glancesync.error.AnswerStatus;
import io.glancesync.error.ErrorMapper;
import io.glancesync.openstack.request.MemberRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The requests that make the members of an image right, and which of them failed. */
public final class SharingAttempt {
  private final List<MemberRequest> requests;
  private final List<Exception> errors = new ArrayList<>();

  SharingAttempt(List<MemberRequest> requests) {
    this.requests = List.copyOf(requests);
  }

  /**
   * The requests, one after the other. What is refused of one member stops no other. Of a region
   * that answers nothing, only the next is asked, which Camel takes before the one in hand is done.
   */
  public Iterator<MemberRequest> open() {
    return requests.stream().takeWhile(it -> isWorthwhile()).iterator();
  }

  private boolean isWorthwhile() {
    return errors.stream()
        .allMatch(it -> ErrorMapper.status(it).filter(AnswerStatus::isOfThisRequest).isPresent());
  }

  /** Records that a request failed. */
  public void failed(Exception error) {
    errors.add(error);
  }

  /**
   * Makes sure that none of them failed.
   *
   * @throws Exception the first error
   */
  public void requireAll() throws Exception {
    if (!errors.isEmpty()) {
      throw errors.get(0);
    }
  }
}
