package io.glancesync.config;

import io.glancesync.config.credential.ConnectionSettings;
import io.glancesync.config.credential.CredentialResolver;
import io.glancesync.config.credential.Login;
import io.glancesync.config.credential.Tls;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.ConfigurationWarnings;
import io.glancesync.config.source.EffectiveSettings;
import io.glancesync.config.source.Environment;
import io.glancesync.config.source.Ini;
import io.glancesync.config.source.InterfaceName;
import io.glancesync.config.source.Key;
import io.glancesync.config.source.Setting;
import io.glancesync.config.source.ValueReader;
import io.glancesync.plan.Policy;
import io.glancesync.region.RegionName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes the configuration of the settings. */
final class ConfigurationReader {
  private static final Path IMAGES_DIR = Path.of("/var/lib/glance/images");
  private static final int LIST_IMAGES_TIMEOUT_SECONDS = 30;

  private final EffectiveSettings settings;
  private final Environment environment;
  private final ConfigurationWarnings warnings;
  private final CredentialResolver accesses;

  ConfigurationReader(
      EffectiveSettings settings, Environment environment, ConfigurationWarnings warnings) {
    this.settings = settings;
    this.environment = environment;
    this.warnings = warnings;
    this.accesses = new CredentialResolver(settings, environment, warnings);
  }

  /**
   * @throws ConfigurationException when a value cannot be read, or the master region is missing
   */
  Configuration read() {
    var targets = new TreeMap<String, Target>();
    Map<String, ConnectionSettings> found = new HashMap<>();
    for (var name : settings.targets()) {
      found.put(name, accesses.find(name));
    }
    for (var name : settings.targets()) {
      targets.put(name, target(name, found.get(name), found.get(RegionName.MASTER_TARGET)));
    }
    return new Configuration(
        new MasterRegion(settings, environment).read(found.get(RegionName.MASTER_TARGET)),
        main(Key.PREFERABLE_ORDER).map(ConfigurationReader::regions).orElse(List.of()),
        main(Key.MAX_CHILDREN).map(ValueReader::number).orElse(1),
        main(Key.IMAGES_DIR).map(it -> ValueReader.path(it, environment)).orElse(IMAGES_DIR),
        targets);
  }

  private Optional<Setting> main(Key key) {
    return settings.find(Ini.MAIN, key);
  }

  private static List<String> regions(Setting setting) {
    return ValueReader.list(setting).stream().map(name -> RegionName.of(name).toString()).toList();
  }

  private Target target(
      String name, ConnectionSettings connectionSettings, ConnectionSettings ofMaster) {
    settings.find(name, Key.USE_KEYSTONE_V3).ifPresent(this::noteKeystoneVersion);
    return new Target(
        name,
        connectionSettings.login(),
        policy(name, connectionSettings.login(), ofMaster.login()),
        settings.find(name, Key.IGNORE_REGIONS).map(it -> ignored(it, name)).orElse(Set.of()),
        timeout(name),
        settings.find(name, Key.TENANT_ID).map(Setting::text),
        connectionSettings.tenantName(),
        tls(name, connectionSettings.tls()),
        interfaceName(name, connectionSettings));
  }

  /** Members are ids of projects, which mean something in one Keystone only. */
  private Policy policy(String target, Login login, Login ofMaster) {
    Policy policy = new PolicyReader(settings, target, warnings).read();
    boolean isElsewhere =
        login instanceof Login.Known here
            && ofMaster instanceof Login.Known master
            && !here.credential().isOfSameKeystone(master.credential());
    if (!policy.syncMembers() || !isElsewhere) {
      return policy;
    }
    settings
        .find(target, Key.SYNC_MEMBERS)
        .ifPresent(
            setting ->
                warnings.add(
                    setting.place(),
                    "key %s in section [%s] has no effect on target %s: members are projects of the master's Keystone, and %s has another one. If both are the same, give both the same keystone_url"
                        .formatted(setting.key(), setting.section(), target, target)));
    return policy.withoutMembers();
  }

  // whichever it says, it must be readable
  private void noteKeystoneVersion(Setting setting) {
    ValueReader.flag(setting);
    warnings.addKeystoneV2(setting.place());
  }

  private static Set<String> ignored(Setting setting, String target) {
    return ValueReader.list(setting).stream()
        .map(region -> region.startsWith(target + ":") ? RegionName.of(region).region() : region)
        .collect(Collectors.toSet());
  }

  private Duration timeout(String target) {
    return Duration.ofSeconds(
        settings
            .find(target, Key.LIST_IMAGES_TIMEOUT)
            .map(ValueReader::number)
            .orElse(LIST_IMAGES_TIMEOUT_SECONDS));
  }

  private Tls tls(String target, Tls otherwise) {
    return new Tls(
        settings
            .find(target, Key.CACERT)
            .map(setting -> ValueReader.path(setting, environment))
            .or(otherwise::cacert),
        settings.find(target, Key.INSECURE).map(ValueReader::flag).orElse(otherwise.insecure()));
  }

  private String interfaceName(String target, ConnectionSettings connectionSettings) {
    return settings
        .find(target, Key.INTERFACE)
        .map(
            setting ->
                InterfaceName.of(setting.text())
                    .orElseThrow(
                        () ->
                            setting.error(
                                "%s is not an interface. %s"
                                    .formatted(setting.shown(), InterfaceName.EXAMPLE))))
        .or(connectionSettings::interfaceName)
        .orElse(InterfaceName.USUAL);
  }
}
