package io.glancesync.config;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.EffectiveSettings;
import io.glancesync.config.source.Key;
import io.glancesync.config.source.Setting;
import io.glancesync.config.source.ValueReader;
import io.glancesync.plan.Rotation;
import io.glancesync.plan.Rotation.OldVisibility;
import io.glancesync.plan.Withdrawal;
import io.glancesync.plan.Withdrawal.Mode;
import io.glancesync.time.TimeText;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what becomes of a target's images that are replaced or withdrawn. */
final class LifeReader {
  private final EffectiveSettings settings;
  private final String target;

  LifeReader(EffectiveSettings settings, String target) {
    this.settings = settings;
    this.target = target;
  }

  /**
   * @throws ConfigurationException when a value cannot be read
   */
  Rotation rotation() {
    return new Rotation(
        setting(Key.KEEP_OLD).map(ValueReader::numberOrZero).orElse(Rotation.NONE.keepOld()),
        setting(Key.OLD_NAME).map(LifeReader::oldName).orElse(Rotation.NONE.oldName()),
        setting(Key.OLD_VISIBILITY)
            .map(it -> word(it, OldVisibility::of, OldVisibility.values(), OldVisibility::text))
            .orElse(Rotation.NONE.oldVisibility()));
  }

  /**
   * @throws ConfigurationException when a value cannot be read
   */
  Withdrawal withdrawal() {
    return new Withdrawal(
        setting(Key.WITHDRAWN)
            .map(it -> word(it, Mode::of, Mode.values(), Mode::text))
            .orElse(Withdrawal.REPORTED.mode()),
        setting(Key.WITHDRAWN_GRACE)
            .map(
                it ->
                    TimeText.read(it.text())
                        .orElseThrow(
                            () ->
                                it.error(
                                    "%s is not a time. Write a number and a unit (%s), for example: %s = 7d"
                                        .formatted(it.shown(), TimeText.UNITS, it.key()))))
            .orElse(Withdrawal.REPORTED.grace()));
  }

  private Optional<Setting> setting(Key key) {
    return settings.find(target, key);
  }

  private static String oldName(Setting setting) {
    String template = setting.text();
    if (!Rotation.mayBeOldName(template)) {
      throw setting.error(
          "%s cannot be the name of a kept image. Write {name} and something beside it (not at the end .old or _obsolete, which mean something else), for example: %s = %s"
              .formatted(setting.shown(), setting.key(), Rotation.NONE.oldName()));
    }
    return template;
  }

  private static <T> T word(
      Setting setting, Function<String, Optional<T>> of, T[] all, Function<T, String> text) {
    return of.apply(setting.text())
        .orElseThrow(
            () ->
                setting.error(
                    "%s is not one of %s"
                        .formatted(
                            setting.shown(),
                            Stream.of(all).map(text).collect(Collectors.joining(", ")))));
  }
}
