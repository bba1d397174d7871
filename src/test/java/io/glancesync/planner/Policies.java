package io.glancesync.planner;

import io.glancesync.condition.Condition;
import io.glancesync.plan.Attribute;
import io.glancesync.plan.Policy;
import io.glancesync.plan.Rotation;
import io.glancesync.plan.Withdrawal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A target's rules as tests speak of them; unless told otherwise those of an empty file. */
public final class Policies {
  private Policies() {}

  public static APolicy aPolicy() {
    return new APolicy();
  }

  /** Rules that are still being written down. */
  public static final class APolicy {
    private Set<String> forcesyncs = Set.of();
    private Optional<Condition> condition = Optional.empty();
    private Set<String> metadataSet = Set.of();
    private Set<Attribute> syncAttributes = Attribute.ALL;
    private boolean syncMembers;
    private Set<String> replace = Set.of();
    private Set<String> rename = Set.of();
    private Set<String> dontupdate = Set.of();
    private boolean onlyTenantImages = true;
    private boolean supportObsoleteImages = true;
    private Set<String> obsoleteSyncprops = Set.of();
    private Rotation rotation = Rotation.NONE;
    private Withdrawal withdrawal = Withdrawal.REPORTED;

    private APolicy() {}

    public APolicy forcesyncs(String... ids) {
      forcesyncs = Set.of(ids);
      return this;
    }

    public APolicy condition(String expression) {
      condition = Optional.of(Condition.parse(expression));
      return this;
    }

    public APolicy metadataSet(String... properties) {
      metadataSet = Set.of(properties);
      return this;
    }

    public APolicy syncAttributes(Attribute... attributes) {
      syncAttributes = Set.of(attributes);
      return this;
    }

    public APolicy syncMembers() {
      syncMembers = true;
      return this;
    }

    public APolicy replace(String... checksums) {
      replace = Set.of(checksums);
      return this;
    }

    public APolicy rename(String... checksums) {
      rename = Set.of(checksums);
      return this;
    }

    public APolicy dontupdate(String... checksums) {
      dontupdate = Set.of(checksums);
      return this;
    }

    public APolicy imagesOfAllTenants() {
      onlyTenantImages = false;
      return this;
    }

    public APolicy noSupportOfObsoleteImages() {
      supportObsoleteImages = false;
      return this;
    }

    public APolicy obsoleteSyncprops(String... properties) {
      obsoleteSyncprops = Set.of(properties);
      return this;
    }

    public APolicy keepOld(int images) {
      return rotation(images, Rotation.NONE.oldName(), Rotation.NONE.oldVisibility());
    }

    public APolicy rotation(int keepOld, String oldName, Rotation.OldVisibility oldVisibility) {
      rotation = new Rotation(keepOld, oldName, oldVisibility);
      return this;
    }

    public APolicy withdrawn(Withdrawal.Mode mode, Duration grace) {
      withdrawal = new Withdrawal(mode, grace);
      return this;
    }

    public Policy build() {
      return new Policy(
          forcesyncs,
          condition,
          metadataSet,
          syncAttributes,
          syncMembers,
          replace,
          rename,
          dontupdate,
          onlyTenantImages,
          supportObsoleteImages,
          obsoleteSyncprops,
          rotation,
          withdrawal);
    }
  }
}
