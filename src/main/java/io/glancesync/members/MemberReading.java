package io.glancesync.members;

import io.glancesync.error.RefusedException;
import io.glancesync.image.Image;
import io.glancesync.openstack.request.MembersLookup;
import io.glancesync.run.Run;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whose members a run reads of one region, and what came of it.
 *
 * @param images all images that the region lists
 * @param lookups one for each image whose members have to be known
 * @param isOfAll whether an error means that all other requests would fail too
 */
public record MemberReading(
    Run run, Collection<Image> images, List<MembersLookup> lookups, Predicate<Exception> isOfAll) {

  /** How many errors in a row say that the next request fails too. */
  private static final int MOST_IN_A_ROW = 3;

  /**
   * The requests, one after the other. When an error is not about one image, the region is not
   * asked again for each: only for the next, which Camel takes before the one in hand is done.
   */
  public Iterator<MembersLookup> open() {
    return lookups.stream().takeWhile(it -> obstacle().isEmpty()).iterator();
  }

  private Optional<Exception> obstacle() {
    int inARow = 0;
    for (MembersLookup lookup : lookups) {
      Exception error = lookup.error();
      if (lookup.members() != null) {
        inARow = 0;
      } else if (error != null && !(error instanceof RefusedException)) {
        inARow++;
        if (isOfAll.test(error) || inARow == MOST_IN_A_ROW) {
          return Optional.of(error);
        }
      }
    }
    return Optional.empty();
  }

  /** Why members could not be read. */
  Map<MembersLookup, Exception> failures() {
    var failures = new LinkedHashMap<MembersLookup, Exception>();
    for (MembersLookup lookup : lookups) {
      if (lookup.members() == null) {
        Optional.ofNullable(lookup.error())
            .or(this::obstacle)
            .ifPresent(it -> failures.put(lookup, it));
      }
    }
    return failures;
  }
}
