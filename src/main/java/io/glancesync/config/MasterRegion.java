package io.glancesync.config;

import io.glancesync.config.credential.ConnectionSettings;
import io.glancesync.config.credential.Login;
import io.glancesync.config.credential.OsEnvironment;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.EffectiveSettings;
import io.glancesync.config.source.Environment;
import io.glancesync.config.source.Ini;
import io.glancesync.config.source.Key;
import io.glancesync.config.source.Setting;
import io.glancesync.region.RegionName;

/** Finds out where images come from. */
final class MasterRegion {
  private static final String WAYS =
      "Write the region where the images come from, for example: master_region = RegionOne."
          + " Or set $OS_REGION_NAME";

  private final EffectiveSettings settings;
  private final OsEnvironment environment;

  MasterRegion(EffectiveSettings settings, Environment surroundings) {
    this.settings = settings;
    this.environment = new OsEnvironment(surroundings);
  }

  /**
   * The configuration's {@code master_region}, else {@code $OS_REGION_NAME}, else what the master's
   * entry of {@code clouds.yaml} says.
   *
   * @throws ConfigurationException when nothing says it, or it is of another target
   */
  RegionName read(ConnectionSettings master) {
    return settings
        .find(Ini.MAIN, Key.MASTER_REGION)
        .map(MasterRegion::named)
        .or(() -> environment.regionName().or(master::regionName).map(MasterRegion::inMaster))
        .orElseThrow(() -> settings.file().exists() ? missing() : nothingAtAll(master));
  }

  private static RegionName inMaster(String region) {
    return new RegionName(RegionName.MASTER_TARGET, region);
  }

  private static RegionName named(Setting setting) {
    var region = RegionName.of(setting.text());
    if (!region.isInMasterTarget() || region.region().isBlank()) {
      throw setting.error(
          "%s is not a region of the target master. Write its name alone, for example: %s"
              .formatted(setting.shown(), "master_region = RegionOne"));
    }
    return region;
  }

  private ConfigurationException nothingAtAll(ConnectionSettings master) {
    if (environment.cloud().isPresent() && master.login() instanceof Login.Missing login) {
      return new ConfigurationException(login.reason());
    }
    return new ConfigurationException(
        "There is no configuration: no file (looked for: %s; --conf or $GLANCESYNC_CONFIG can name"
                .formatted(settings.file().source())
            + " another), and $OS_REGION_NAME is not set. The shortest way: set $OS_REGION_NAME to"
            + " the region where the images come from, and $OS_CLOUD to an entry of clouds.yaml (or"
            + " $OS_AUTH_URL, $OS_USERNAME, $OS_PASSWORD and $OS_PROJECT_NAME, as an openrc file"
            + " does)");
  }

  private ConfigurationException missing() {
    return new ConfigurationException(
        "%s: section [%s], key %s: it is missing. %s"
            .formatted(settings.file().source(), Ini.MAIN, Key.MASTER_REGION.text(), WAYS));
  }
}
