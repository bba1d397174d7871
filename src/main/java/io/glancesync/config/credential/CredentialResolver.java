package io.glancesync.config.credential;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.ConfigurationFile;
import io.glancesync.config.source.ConfigurationWarnings;
import io.glancesync.config.source.EffectiveSettings;
import io.glancesync.config.source.Environment;
import io.glancesync.config.source.Ini;
import io.glancesync.config.source.Key;
import io.glancesync.config.source.Setting;
import io.glancesync.region.RegionName;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Finds a target's credential: the most specific place that says anything about it decides whether
 * it comes from {@code clouds.yaml} or from the configuration's own keys. For the target {@code
 * master}, the environment fills what is missing.
 */
public final class CredentialResolver {
  private static final List<Key> OWN_KEYS =
      Stream.concat(Stream.of(Key.CREDENTIAL), Key.PARTS.stream()).toList();

  private final EffectiveSettings settings;
  private final Environment surroundings;
  private final OsEnvironment environment;
  private final CloudsYaml cloudsYaml;
  private final ConfigurationWarnings warnings;

  public CredentialResolver(
      EffectiveSettings settings, Environment surroundings, ConfigurationWarnings warnings) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.environment = new OsEnvironment(surroundings);
    this.cloudsYaml = new CloudsYaml(surroundings);
    this.warnings = warnings;
  }

  /**
   * @throws ConfigurationException when a value of the configuration cannot be read; what is merely
   *     missing, or wrong in another place, becomes a {@link Login.Missing}
   */
  public ConnectionSettings find(String target) {
    var layers = settings.layers(target);
    var deciding = layers.stream().filter(CredentialResolver::saysSomething).findFirst();
    var cloud = deciding.flatMap(layer -> layer.find(Key.CLOUD));
    if (cloud.isPresent()) {
      warnOfKeysBeside(cloud.get(), deciding.get());
      return orMissing(
          reason -> cloud.get().error(reason).getMessage(),
          () -> ofCloud(cloud.get().text(), region(target)));
    }
    var parts = parts(target, layers);
    if (!target.equals(RegionName.MASTER_TARGET)) {
      return ofParts(target, parts, AuthValues.NOTHING);
    }
    return orMissing(
        UnaryOperator.identity(),
        () -> deciding.isEmpty() ? ofEnvironment() : ofParts(target, parts, environment.values()));
  }

  private static boolean saysSomething(EffectiveSettings.Layer layer) {
    return layer.has(Key.CLOUD) || OWN_KEYS.stream().anyMatch(layer::has);
  }

  private static ConnectionSettings orMissing(
      UnaryOperator<String> message, Supplier<ConnectionSettings> access) {
    try {
      return access.get();
    } catch (ConfigurationException e) {
      return ConnectionSettings.missing(message.apply(e.getMessage()));
    }
  }

  private void warnOfKeysBeside(Setting cloud, EffectiveSettings.Layer layer) {
    OWN_KEYS.stream()
        .flatMap(key -> layer.find(key).stream())
        .forEach(setting -> warnings.add(setting.place(), ignored(setting, cloud)));
  }

  private static String ignored(Setting setting, Setting instead) {
    return "key %s in section [%s] is ignored, because key %s is used (%s)"
        .formatted(setting.key(), setting.section(), instead.key(), instead.place());
  }

  private PasswordParts parts(String target, List<EffectiveSettings.Layer> layers) {
    return layers.stream()
        .map(
            layer -> {
              layer
                  .find(Key.CLOUD)
                  .filter(cloud -> cloud.section().equals(target))
                  .ifPresent(cloud -> warnOfCloudBehind(cloud, layers));
              return PasswordParts.of(layer, warnings);
            })
        .reduce(PasswordParts.NONE, PasswordParts::or);
  }

  private void warnOfCloudBehind(Setting cloud, List<EffectiveSettings.Layer> layers) {
    layers.stream()
        .flatMap(layer -> OWN_KEYS.stream().flatMap(key -> layer.find(key).stream()))
        .findFirst()
        .ifPresent(instead -> warnings.add(cloud.place(), ignored(cloud, instead)));
  }

  /** The region that a target is about, where that is only one. */
  private Optional<String> region(String target) {
    return Optional.of(target)
        .filter(RegionName.MASTER_TARGET::equals)
        .flatMap(it -> settings.find(Ini.MAIN, Key.MASTER_REGION))
        .map(it -> RegionName.of(it.text()).region())
        .or(
            () ->
                target.equals(RegionName.MASTER_TARGET)
                    ? environment.regionName()
                    : Optional.empty());
  }

  private ConnectionSettings ofCloud(String name, Optional<String> region) {
    var cloud = cloudsYaml.find(name).in(region);
    cloud.secretFile().ifPresent(file -> ConfigurationFile.warnIfOpen(file, warnings));
    return cloud.access(surroundings, warnings);
  }

  private ConnectionSettings ofEnvironment() {
    var cloud = environment.cloud();
    if (cloud.isPresent()) {
      return orMissing(
          reason -> "$OS_CLOUD: " + reason,
          () -> environment.connected(ofCloud(cloud.get(), region(RegionName.MASTER_TARGET))));
    }
    var values = environment.values();
    if (values.isApplicationCredential()) {
      var login = new Login.Known(values.credential(warnings));
      return environment.connected(ConnectionSettings.of(login, values.projectName()));
    }
    return ofParts(RegionName.MASTER_TARGET, PasswordParts.NONE, values);
  }

  private ConnectionSettings ofParts(String target, PasswordParts parts, AuthValues others) {
    var candidate =
        new PasswordCandidate(
            parts.authUrl().or(() -> others.authUrl(warnings)),
            parts
                .user()
                .map(name -> named(name, target, Key.USER_DOMAIN))
                .or(() -> others.user().map(user -> inDomain(user, target, Key.USER_DOMAIN))),
            parts.password().or(others::password),
            parts
                .tenant()
                .map(name -> named(name, target, Key.PROJECT_DOMAIN))
                .or(() -> others.project().map(it -> inDomain(it, target, Key.PROJECT_DOMAIN))));
    var login = candidate.login(settings.file(), target);
    var access = ConnectionSettings.of(login, parts.tenant().or(others::projectName));
    // how to connect belongs to the address
    return parts.authUrl().isPresent() || candidate.authUrl().isEmpty()
        ? access
        : environment.connected(access);
  }

  private Identity named(String name, String target, Key domain) {
    return new Identity.IdentityName(name, domain(target, domain).orElse(Domain.DEFAULT));
  }

  private Identity inDomain(Identity identity, String target, Key key) {
    return identity instanceof Identity.IdentityName named
        ? new Identity.IdentityName(named.name(), domain(target, key).orElse(named.domain()))
        : identity;
  }

  private Optional<Domain> domain(String target, Key key) {
    return settings.find(target, key).map(Setting::text).map(Domain::of);
  }
}
