package io.glancesync.members;

import io.glancesync.config.Configuration;
import io.glancesync.error.ErrorMapper;
import io.glancesync.error.ErrorReport;
import io.glancesync.error.RefusedException;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Members;
import io.glancesync.openstack.TokenCache;
import io.glancesync.openstack.request.MembersLookup;
import io.glancesync.plan.Policy;
import io.glancesync.plan.Warning;
import io.glancesync.planner.MasterImages;
import io.glancesync.planner.Sharing;
import io.glancesync.region.RegionName;
import io.glancesync.run.Run;
import io.glancesync.text.Printable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects who the images are shared with that a run compares. What cannot be read is compared
 * without, so that nobody loses an image because of it.
 */
public final class MemberCollector {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.sync");

  private final Supplier<Configuration> configuration;
  private final TokenCache tokenCache;
  private final ErrorMapper errorMapper;

  public MemberCollector(
      Supplier<Configuration> configuration, TokenCache tokenCache, ErrorMapper errorMapper) {
    this.configuration = configuration;
    this.tokenCache = tokenCache;
    this.errorMapper = errorMapper;
  }

  /**
   * What is to be asked of the master region, once for all regions of a run.
   *
   * @param images its images, as it lists them
   */
  public MemberReading ofMaster(Run run, Collection<Image> images) {
    RegionName region = configuration.get().masterRegion();
    List<Policy> policies = run.expected().stream().map(this::policy).toList();
    if (policies.stream().noneMatch(Policy::syncMembers)) {
      return reading(run, region, images, List.of(), List.of());
    }
    var master = MasterImages.of(region, images, tokenCache.projectId(region));
    return reading(
        run, region, images, Sharing.ofMaster(master, policies), run.about(run.expected(), images));
  }

  /**
   * What is to be asked of a region.
   *
   * @param images its images, as it lists them
   */
  public MemberReading ofRegion(Run run, RegionName region, Collection<Image> images) {
    return reading(
        run,
        region,
        images,
        Sharing.ofRegion(
            run.master(), region, images, policy(region), tokenCache.projectId(region)),
        run.about(List.of(region), run.master().all()));
  }

  private Policy policy(RegionName region) {
    return configuration.get().targetOf(region).policy();
  }

  /**
   * @param shared those whose members matter
   * @param about the master's images that the run is about; the region's have their names
   */
  private MemberReading reading(
      Run run,
      RegionName region,
      Collection<Image> images,
      Collection<Image> shared,
      Collection<Image> about) {
    Set<String> names = about.stream().map(Image::name).collect(Collectors.toSet());
    return new MemberReading(
        run,
        images,
        shared.stream()
            .filter(it -> names.contains(it.name()))
            .map(it -> new MembersLookup(region, it))
            .toList(),
        errorMapper::isOfAllRequests);
  }

  /** Records members that were read. */
  public void found(MembersLookup lookup, Members members) {
    if (isComplete(lookup)) {
      lookup.found(members);
    } else {
      lookup.failed(
          new RefusedException(
              "Tried to read the members of %s in %s, but the image belongs to no project, so that only an administrator sees them all"
                  .formatted(lookup.image().name(), lookup.region()),
              "give the image to our project (owner), or give our user the role admin"));
    }
  }

  /** Whether we see all members. Who neither owns an image nor is an administrator sees itself. */
  private boolean isComplete(MembersLookup lookup) {
    RegionName region = lookup.region();
    return lookup.image().owner().equals(tokenCache.projectId(region))
        || tokenCache.holder(region).roles().stream().anyMatch("admin"::equalsIgnoreCase);
  }

  /** Records why members could not be read. */
  public void failed(MembersLookup lookup, Exception cause) {
    lookup.failed(cause);
  }

  /** The images with the members that were read. Warns of those that could not be read. */
  public Collection<Image> images(MemberReading reading) {
    var read = new HashMap<ImageId, MembersLookup>();
    reading.lookups().forEach(it -> read.put(it.id(), it));
    warn(reading.run(), reading.failures());
    return read.isEmpty()
        ? reading.images()
        : reading.images().stream().map(it -> withMembers(it, read)).toList();
  }

  private static Image withMembers(Image image, Map<ImageId, MembersLookup> read) {
    MembersLookup lookup = read.get(image.id());
    return lookup == null ? image : image.but().members(lookup.members()).build();
  }

  /** One warning for all images that cannot be read for the same cause. */
  private void warn(Run run, Map<MembersLookup, Exception> failures) {
    var byCause = new LinkedHashMap<String, List<MembersLookup>>();
    failures.forEach(
        (lookup, cause) ->
            byCause.computeIfAbsent(kind(cause), it -> new ArrayList<>()).add(lookup));
    byCause
        .values()
        .forEach(some -> warn(run, some.get(0), some.size() - 1, failures.get(some.get(0))));
  }

  private static String kind(Exception cause) {
    return ErrorMapper.status(cause)
        .map(it -> "" + it.code())
        .orElseGet(() -> ErrorMapper.rootCause(cause).getClass().getName());
  }

  private void warn(Run run, MembersLookup lookup, int more, Exception cause) {
    Image image = lookup.image();
    ErrorReport report = errorMapper.ofMembers(lookup.region(), image.name(), cause);
    String all = more == 0 ? image.name() : "%s and %d more".formatted(image.name(), more);
    var warning =
        new Warning(
            Warning.Code.MEMBERS_UNKNOWN,
            lookup.region(),
            image.name(),
            "%s; until they can be read, nobody is made a member of %s, and no member is removed. %s"
                .formatted(report.error(), all, report.remedy()));
    if (run.add(warning)) {
      LOG.warn("{}", Printable.of(warning.message()));
    }
  }
}
