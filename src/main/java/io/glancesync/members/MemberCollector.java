package io.glancesync.members;

import io.glancesync.config.Configuration;
import io.glancesync.error.ErrorMapper;
import io.glancesync.error.ErrorReport;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
      return reading(run, region, images, List.of());
    }
    var master = MasterImages.of(region, images, tokenCache.projectId(region));
    return reading(run, region, images, Sharing.ofMaster(master, policies));
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
            run.master(), region, images, policy(region), tokenCache.projectId(region)));
  }

  private Policy policy(RegionName region) {
    return configuration.get().targetOf(region).policy();
  }

  private MemberReading reading(
      Run run, RegionName region, Collection<Image> images, List<Image> shared) {
    return new MemberReading(
        run,
        images,
        shared.stream().map(it -> new MembersLookup(region, it)).toList(),
        errorMapper::isUnanswered);
  }

  /** Records members that were read. */
  public void found(MembersLookup lookup, Members members) {
    lookup.found(members);
  }

  /** Records why members could not be read. */
  public void failed(MembersLookup lookup, Exception cause) {
    lookup.failed(cause);
  }

  /** The images with the members that were read. Warns of those that could not be read. */
  public Collection<Image> images(MemberReading reading) {
    var read = new HashMap<ImageId, MembersLookup>();
    reading.lookups().forEach(it -> read.put(it.id(), it));
    reading.failures().forEach((lookup, cause) -> warn(reading.run(), lookup, cause));
    return read.isEmpty()
        ? reading.images()
        : reading.images().stream().map(it -> withMembers(it, read)).toList();
  }

  private static Image withMembers(Image image, Map<ImageId, MembersLookup> read) {
    MembersLookup lookup = read.get(image.id());
    return lookup == null ? image : image.but().members(lookup.members()).build();
  }

  private void warn(Run run, MembersLookup lookup, Exception cause) {
    Image image = lookup.image();
    ErrorReport report = errorMapper.ofMembers(lookup.region(), image.name(), cause);
    var warning =
        new Warning(
            Warning.Code.MEMBERS_UNKNOWN,
            lookup.region(),
            image.name(),
            "%s; until they can be read, nobody is made a member of %s, and no member is removed. %s"
                .formatted(report.error(), image.name(), report.remedy()));
    if (run.add(warning)) {
      LOG.warn("{}", Printable.of(warning.message()));
    }
  }
}
