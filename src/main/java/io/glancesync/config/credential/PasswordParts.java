package io.glancesync.config.credential;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.ConfigurationWarnings;
import io.glancesync.config.source.EffectiveSettings;
import io.glancesync.config.source.Key;
import io.glancesync.config.source.Setting;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What one place says about a user's password; several places may each give a part.
 *
 * @param authUrl Keystone's address, ending in {@code /v3}
 */
record PasswordParts(
    Optional<String> user,
    Optional<Secret> password,
    Optional<URI> authUrl,
    Optional<String> tenant) {

  static final PasswordParts NONE =
      new PasswordParts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** These, and of another place what is missing here. */
  PasswordParts or(PasswordParts others) {
    return new PasswordParts(
        user.or(() -> others.user),
        password.or(() -> others.password),
        authUrl.or(() -> others.authUrl),
        tenant.or(() -> others.tenant));
  }

  /**
   * Those of one place: of {@code credential}, unless all four stand there one by one, as the older
   * tool had it.
   *
   * @throws ConfigurationException when a value cannot be read
   */
  static PasswordParts of(EffectiveSettings.Layer layer, ConfigurationWarnings warnings) {
    var single = Key.PARTS.stream().filter(layer::has).toList();
    if (!layer.has(Key.CREDENTIAL)) {
      return oneByOne(layer, warnings);
    }
    boolean complete = single.size() == Key.PARTS.size();
    var ignored = complete ? Stream.of(Key.CREDENTIAL) : single.stream();
    Supplier<String> reason =
        () ->
            complete
                ? "user, password, keystone_url and tenant are there too, and are used"
                : "credential is there too, and is used";
    ignored.forEach(
        key -> {
          var setting = layer.settings().get(key);
          warnings.add(
              setting.place(),
              "key %s in section [%s] is ignored, because %s"
                  .formatted(key.text(), setting.section(), reason.get()));
        });
    return complete
        ? oneByOne(layer, warnings)
        : CredentialLine.read(layer.settings().get(Key.CREDENTIAL), warnings);
  }

  private static PasswordParts oneByOne(
      EffectiveSettings.Layer layer, ConfigurationWarnings warnings) {
    return new PasswordParts(
        layer.find(Key.USER).map(Setting::text),
        layer.find(Key.PASSWORD).map(Setting::text).map(Secret::new),
        layer.find(Key.KEYSTONE_URL).map(setting -> url(setting, warnings)),
        layer.find(Key.TENANT).map(Setting::text));
  }

  private static URI url(Setting setting, ConfigurationWarnings warnings) {
    var url =
        AuthUrl.of(setting.text())
            .orElseThrow(
                () ->
                    setting.error(
                        setting.shown()
                            + " is not Keystone's address. "
                            + AuthUrl.advice(setting.text())));
    if (url.wasV2()) {
      warnings.addKeystoneV2(setting.place());
    }
    return url.uri();
  }
}
