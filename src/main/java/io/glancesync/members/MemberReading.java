package io.glancesync.members;

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
import java.util.stream.Stream;

/**
 * Whose members a run reads of one region, and what came of it.
 *
 * @param images all images that the region lists
 * @param lookups one for each image whose members have to be known
 * @param isDown whether an error means that the region does not answer
 */
public record MemberReading(
    Run run, Collection<Image> images, List<MembersLookup> lookups, Predicate<Exception> isDown) {

  /**
   * The requests, one after the other. A region that is down is not asked again for each image:
   * only for the next, which Camel takes before the one in hand is done.
   */
  public Iterator<MembersLookup> open() {
    return lookups.stream().takeWhile(it -> outage().isEmpty()).iterator();
  }

  private Optional<Exception> outage() {
    return errors().filter(isDown).findFirst();
  }

  private Stream<Exception> errors() {
    return lookups.stream().map(MembersLookup::error).flatMap(Stream::ofNullable);
  }

  /** Why members could not be read. */
  Map<MembersLookup, Exception> failures() {
    var failures = new LinkedHashMap<MembersLookup, Exception>();
    for (MembersLookup lookup : lookups) {
      if (lookup.members() == null) {
        Optional.ofNullable(lookup.error())
            .or(this::outage)
            .ifPresent(it -> failures.put(lookup, it));
      }
    }
    return failures;
  }
}
