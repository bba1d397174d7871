package io.glancesync.config.credential;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.ConfigurationWarnings;
import io.glancesync.config.source.Setting;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Reads {@code credential = user,base64(password),keystone_url,tenant}. */
final class CredentialLine {
  private static final String FORM = "user,base64(password),keystone_url,tenant";

  private CredentialLine() {}

  /**
   * @throws ConfigurationException when it has another form; the message shows nothing of the value
   */
  static PasswordParts read(Setting setting, ConfigurationWarnings warnings) {
    var parts = Arrays.stream(setting.text().split(",", -1)).map(String::strip).toList();
    if (parts.size() != 4) {
      throw setting.error(
          "the value (not shown here) has %d part%s between commas, but must have 4: %s"
              .formatted(parts.size(), parts.size() == 1 ? "" : "s", FORM));
    }
    if (parts.contains("")) {
      throw setting.error(
          "the %s part of the value (not shown here) is empty; the parts are: %s"
              .formatted(ordinal(parts.indexOf("")), FORM));
    }
    var url = AuthUrl.of(parts.get(2)).orElseThrow(() -> noUrl(setting, parts.get(2)));
    if (url.wasV2()) {
      warnings.addKeystoneV2(setting.place());
    }
    return new PasswordParts(
        Optional.of(parts.get(0)),
        Optional.of(password(setting, parts.get(1))),
        Optional.of(url.uri()),
        Optional.of(parts.get(3)));
  }

  private static ConfigurationException noUrl(Setting setting, String text) {
    return setting.error(
        "the third part of the value (not shown here) is not Keystone's address; the parts are: "
            + FORM
            + AuthUrl.hostAdvice(text).map(it -> ". " + it).orElse(""));
  }

  private static Secret password(Setting setting, String encoded) {
    var digits = encoded.replaceAll("\\s", "").replaceAll("=+$", "");
    try {
      return new Secret(text(Base64.getDecoder().decode(digits)));
    } catch (IllegalArgumentException e) {
      throw setting.error(
          "the second part of the value (not shown here) is not base64. Make it with:"
              + " printf %s 'PASSWORD' | base64 -w0");
    }
  }

  // the older tool passed the bytes on as they were, and its own example is not UTF-8
  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static String ordinal(int index) {
    return new String[] {"first", "second", "third", "fourth"}[index];
  }
}
