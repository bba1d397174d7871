package io.glancesync.check;

import io.glancesync.config.Configuration;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.error.ErrorMapper;
import io.glancesync.error.ErrorReport;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Visibility;
import io.glancesync.openstack.Glance;
import io.glancesync.openstack.TokenCache;
import io.glancesync.openstack.TokenOwner;
import io.glancesync.openstack.request.SingleImageRequest;
import io.glancesync.planner.MasterImages;
import io.glancesync.region.RegionName;
import io.glancesync.report.Check;
import io.glancesync.report.Check.CheckStatus;
import io.glancesync.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Evaluates the answers of targets and regions for the command {@code check}. */
public final class TargetChecks {
  private static final String TRIAL = "glancesync-check";

  /** The role that Glance's policy {@code publicize_image} demands by default. */
  private static final String PUBLISHER = "admin";

  /**
   * The tolerance for clocks. Keystone drops fractions of a second, and a request takes its time.
   */
  private static final Duration SAME_TIME = Duration.ofSeconds(2);

  private static final Duration MOST = Duration.ofSeconds(60);

  private final Supplier<Configuration> configuration;
  private final TokenCache tokenCache;
  private final ErrorMapper errorMapper;
  private final Ticker ticker;
  private final Predicate<RegionName> isLeftOut;
  private final Glance glance = new Glance();

  /**
   * @param isLeftOut whether nobody is to contact a region, or any region of a target
   */
  public TargetChecks(
      Supplier<Configuration> configuration,
      TokenCache tokenCache,
      ErrorMapper errorMapper,
      Ticker ticker,
      Predicate<RegionName> isLeftOut) {
    this.configuration = configuration;
    this.tokenCache = tokenCache;
    this.errorMapper = errorMapper;
    this.ticker = ticker;
    this.isLeftOut = isLeftOut;
  }

  /** The results so far, in the order in which they are reported. */
  public static final class Checkup {
    private final List<Check> checks = new ArrayList<>();
    private final boolean trying;
    private long began;
    private ImageId trial;
    private Optional<MasterImages> master = Optional.empty();

    private Checkup(boolean trying) {
      this.trying = trying;
    }

    public List<Check> checks() {
      return List.copyOf(checks);
    }

    public void add(Check check) {
      checks.add(check);
    }

    /** What the master region has; empty as long as it was not listed. */
    Optional<MasterImages> master() {
      return master;
    }

    void master(MasterImages images) {
      master = Optional.of(images);
    }
  }

  /**
   * Begins a check; there are no results yet.
   *
   * @param trying whether regions may be changed for a moment
   */
  public Checkup begin(boolean trying) {
    return new Checkup(trying);
  }

  /**
   * The targets to sign in to, the master's first, each as a region without a name. Paused ones are
   * left out, but for the master's, which each run needs.
   */
  public List<RegionName> targets() {
    var targets = new ArrayList<>(List.of(RegionName.MASTER_TARGET));
    configuration.get().targets().keySet().stream()
        .filter(target -> !target.equals(RegionName.MASTER_TARGET))
        .forEach(targets::add);
    return targets.stream()
        .map(target -> new RegionName(target, ""))
        .filter(it -> it.isInMasterTarget() || !isLeftOut.test(it))
        .toList();
  }

  /**
   * Records a sign-in. The answer also says who the user is, which regions exist, and what time it
   * is.
   */
  public void signedIn(Checkup checkup, RegionName at) {
    checkup.add(identity(at));
    checkup.add(catalog(at));
    if (!tokenCache.nameless(at).isEmpty()) {
      checkup.add(
          Check.warning(
              at.target(),
              "%d regions of the catalog are left out, as their names cannot be written here (the log tells them)"
                  .formatted(tokenCache.nameless(at).size())));
    }
    shared(at).forEach(checkup::add);
    if (!checkup.trying) {
      checkup.add(right(at));
    }
    checkup.add(time(at));
  }

  private Check identity(RegionName at) {
    TokenOwner owner = tokenCache.holder(at);
    return Check.ok(
        at.target(),
        "signed in to %s as %s of project %s"
            .formatted(tokenCache.keystone(at), owner.user(), owner.project()));
  }

  private Check catalog(RegionName at) {
    List<RegionName> regions = allRegions(at);
    if (at.isInMasterTarget()) {
      try {
        tokenCache.images(configuration.get().masterRegion());
      } catch (ConfigurationException e) {
        return Check.failed(at.target(), e.getMessage());
      }
    }
    if (regions.isEmpty()) {
      return Check.failed(
          at.target(),
          "no region: Keystone has no %s image endpoint in its catalog; check interface and the catalog"
              .formatted(configuration.get().targetOf(at).interfaceName()));
    }
    return Check.ok(
        at.target(),
        "regions " + regions.stream().map(this::described).collect(Collectors.joining(", ")));
  }

  /**
   * Reports regions that share one Glance under several names, of this target and those before it.
   */
  private List<Check> shared(RegionName at) {
    var byAddress = new TreeMap<String, List<RegionName>>();
    tokenCache.regions().keySet().stream()
        .flatMap(target -> regions(new RegionName(target, "")).stream())
        .forEach(
            it ->
                byAddress
                    .computeIfAbsent(tokenCache.address(it), key -> new ArrayList<>())
                    .add(it));
    return byAddress.entrySet().stream()
        .filter(it -> it.getValue().size() > 1)
        .filter(
            it -> it.getValue().stream().anyMatch(region -> region.target().equals(at.target())))
        .map(it -> shared(at, it.getKey(), it.getValue()))
        .toList();
  }

  private static Check shared(RegionName at, String address, List<RegionName> regions) {
    return Check.warning(
        at.target(),
        "%s have one image endpoint, %s, so that what is done for one of them is done for all, one after the other; leave out all but one (ignore_regions), or correct the catalog"
            .formatted(
                regions.stream().map(RegionName::toString).collect(Collectors.joining(" and ")),
                address));
  }

  private String described(RegionName region) {
    if (region.equals(configuration.get().masterRegion())) {
      return region.region() + " (master)";
    }
    return region.region()
        + (isIgnored(region) ? " (ignored)" : "")
        + (tokenCache.refused(region).isPresent() ? " (its address cannot be used)" : "");
  }

  /**
   * Reports whether the user has the right to publish images. Only the default can be checked:
   * Glance does not reveal the policy in effect.
   */
  private Check right(RegionName at) {
    Set<String> roles = tokenCache.holder(at).roles();
    if (roles.stream().anyMatch(PUBLISHER::equalsIgnoreCase)) {
      return Check.ok(
          at.target(), "may publish public images, judging by its role admin (--try proves it)");
    }
    return Check.warning(
        at.target(),
        "may not publish public images, judging by our roles: %s (needs the role admin, or the policy publicize_image; --try proves it)"
            .formatted(roles.isEmpty() ? "none" : String.join(", ", new TreeSet<>(roles))));
  }

  private Check time(RegionName at) {
    Optional<Duration> ahead = tokenCache.ahead(at);
    if (ahead.isEmpty()) {
      return Check.warning(
          at.target(),
          "Keystone does not tell when it issued the token, or its clock and ours are more than a day apart");
    }
    Duration difference = ahead.get().abs();
    if (difference.compareTo(SAME_TIME) <= 0) {
      return Check.ok(at.target(), "clock within %d s of ours".formatted(SAME_TIME.toSeconds()));
    }
    String text =
        "clock %d s %s ours"
            .formatted(difference.toSeconds(), ahead.get().isNegative() ? "behind" : "ahead of");
    return difference.compareTo(MOST) <= 0
        ? Check.ok(at.target(), text)
        : Check.warning(
            at.target(),
            text
                + (ahead.get().isNegative()
                    ? ", so that tokens seem to expire early"
                    : ", so that tokens expire before we expect it")
                + "; have both set by NTP");
  }

  /** Records that the sign-in to a target failed. */
  public void closed(Checkup checkup, RegionName at, Throwable cause) {
    checkup.add(check(at.target(), errorMapper.ofTarget(at, cause)));
  }

  /** The regions of a target that a run would work with, the master region first. */
  public List<RegionName> regions(RegionName at) {
    return allRegions(at).stream().filter(region -> !isIgnored(region)).toList();
  }

  /** The same, without those that are paused: nobody contacts them. The master region stays. */
  public List<RegionName> openRegions(RegionName at) {
    return regions(at).stream()
        .filter(it -> it.equals(configuration.get().masterRegion()) || !isLeftOut.test(it))
        .toList();
  }

  private List<RegionName> allRegions(RegionName at) {
    var regions = new ArrayList<>(tokenCache.regions().getOrDefault(at.target(), List.of()));
    if (regions.remove(configuration.get().masterRegion())) {
      regions.add(0, configuration.get().masterRegion());
    }
    return regions;
  }

  private boolean isIgnored(RegionName region) {
    return !region.equals(configuration.get().masterRegion())
        && configuration.get().targetOf(region).ignoreRegions().contains(region.region());
  }

  /** Begins to measure the time for the list of a region. */
  public void listing(Checkup checkup) {
    checkup.began = ticker.nanos();
  }

  /** Records the list of a region. */
  public void listed(Checkup checkup, RegionName region, Collection<Image> images) {
    Duration time = ticker.since(checkup.began);
    checkup.add(
        Check.ok(
            region.toString(),
            "%d %s listed in %s s"
                .formatted(
                    images.size(),
                    images.size() == 1 ? "image" : "images",
                    String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0))));
  }

  /**
   * Records the image schema of a region's Glance, or its refusal. Only a valid answer is
   * evaluated. The master region is skipped, as its images are only read.
   */
  public void schema(Checkup checkup, RegionName region, String schema) {
    if (!region.equals(configuration.get().masterRegion()) && glance.isBeforeHidden(schema)) {
      checkup.add(
          Check.failed(
              region.toString(),
              "its Glance does not know os_hidden: it is older than Rocky (Glance 17), the oldest that images are copied to; upgrade it, or leave the region out (ignore_regions)"));
    }
  }

  /** Records that a region could not be listed. */
  public void unlisted(Checkup checkup, RegionName region, Throwable cause) {
    checkup.add(check(region.toString(), errorMapper.ofRegion(region, cause)));
  }

  /**
   * Whether to try publishing in the region. Nothing is ever written to the master region, not even
   * for a moment.
   */
  public boolean isToTry(Checkup checkup, RegionName region) {
    return checkup.trying && !region.equals(configuration.get().masterRegion());
  }

  /**
   * The request that creates a public but hidden image, under a new id. Glance never accepts a used
   * id again.
   */
  public SingleImageRequest trial(Checkup checkup, RegionName region) {
    var id = new ImageId(UUID.randomUUID().toString());
    checkup.trial = id;
    Image wanted =
        Image.builder(id)
            .name(TRIAL)
            .status("queued")
            .visibility(Visibility.PUBLIC)
            .formats("raw", "bare")
            .build();
    return SingleImageRequest.of(region, id).with(glance.createRequest(wanted, id));
  }

  /** Records that the region accepted a public image. */
  public void published(Checkup checkup, RegionName region) {
    checkup.add(Check.ok(region.toString(), "may publish public images, as was tried"));
  }

  /** Records that the region refused a public image. */
  public void unpublished(Checkup checkup, RegionName region, Throwable cause) {
    checkup.add(
        ErrorMapper.isForbidden(cause)
            ? Check.warning(
                region.toString(),
                "may not publish public images, as was tried (needs the role admin, or the policy publicize_image)")
            : check(region.toString(), errorMapper.ofTrial(region, cause)));
  }

  /** The request that deletes that image. */
  public SingleImageRequest endOfTrial(Checkup checkup, RegionName region) {
    return SingleImageRequest.of(region, checkup.trial);
  }

  /** Records that the image made for the check could not be deleted. */
  public void leftBehind(Checkup checkup, RegionName region, Throwable cause) {
    checkup.add(check(region.toString(), errorMapper.ofTrialsEnd(region, checkup.trial, cause)));
  }

  private static Check check(String subject, ErrorReport failure) {
    return switch (failure.kind()) {
      case UNREACHABLE -> new Check(CheckStatus.UNREACHABLE, subject, failure.message());
      case CONFIGURATION, OTHER -> Check.failed(subject, failure.message());
    };
  }
}
