package io.glancesync.config.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.ConfigurationWarnings;
import io.glancesync.config.source.Setting;
import io.glancesync.config.source.ValueLine;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialLineTest {
  private final ConfigurationWarnings warnings = new ConfigurationWarnings();

  private PasswordParts read(String... lines) {
    var valueLines = List.of(lines).stream().map(line -> new ValueLine(7, line)).toList();
    return CredentialLine.read(
        new Setting("x.conf", 7, "other", "credential", valueLines), warnings);
  }

  @Test
  void it_has_four_parts() {
    assertThat(read("user,ZmFrZXBhc3N3b3JkLG9mY291cnNl,http://server:4730/v3,tenant1"))
        .isEqualTo(
            new PasswordParts(
                Optional.of("user"),
                Optional.of(new Secret("fakepassword,ofcourse")),
                Optional.of(URI.create("http://server:4730/v3")),
                Optional.of("tenant1")));
  }

  @Test
  void it_may_have_blanks_and_line_breaks_around_and_within_its_parts() {
    assertThat(
            read("user ,", "ZmFrZXBhc3N3b3Jk", "LG9mY291cnNl , http://server:4730/v3", ", tenant1"))
        .isEqualTo(read("user,ZmFrZXBhc3N3b3JkLG9mY291cnNl,http://server:4730/v3,tenant1"));
  }

  @ParameterizedTest
  @CsvSource({"cGFzcw==, pass", "cGFzcw, pass", "w6Q=, ä", "w6Q, ä", "5A==, ä", "5A, ä"})
  void the_password_may_lack_its_padding_and_be_no_utf8(String encoded, String password) {
    assertThat(read("u," + encoded + ",http://x/v3,t").password()).contains(new Secret(password));
  }

  @Test
  void the_example_of_the_older_tool_can_be_read() {
    var encoded = "W91c2x5X2RpZF95b3VfdGhpbmtfdGhpc193YXNfdGhlX3JlYWxfcGFzc3dvcmQ/";

    assertThat(encoded).hasSize(63);
    assertThat(read("user," + encoded + ",http://server:4730/v2.0,tenantid1").password())
        .map(Secret::reveal)
        .hasValueSatisfying(password -> assertThat(password).hasSize(47).startsWith("[\u00DD"));
  }

  @Test
  void a_url_of_version_2_is_noted() {
    read("user,cGFzcw==,http://server:4730/v2.0,tenant1");

    assertThat(warnings.all())
        .containsExactly(
            "x.conf:7: Keystone v2 no longer exists, so v3 is always used: use_keystone_v3 has no"
                + " effect, and a URL that ends in /v2.0 is read as /v3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hunter2 | the value (not shown here) has 1 part between commas, but must have 4:"
            + " user,base64(password),keystone_url,tenant",
        "u,hunter2,http://x,a,b | the value (not shown here) has 5 parts between commas, but must"
            + " have 4: user,base64(password),keystone_url,tenant",
        "u,,http://hunter2,t | the second part of the value (not shown here) is empty; the parts"
            + " are: user,base64(password),keystone_url,tenant",
        "u,hunter2!,http://x,t | the second part of the value (not shown here) is not base64. Make"
            + " it with: printf %s 'PASSWORD' | base64 -w0",
        "u,cGFzc,http://x,t | the second part of the value (not shown here) is not base64. Make it"
            + " with: printf %s 'PASSWORD' | base64 -w0",
        "u,http://x,hunter2,t | the third part of the value (not shown here) is not Keystone's"
            + " address; the parts are: user,base64(password),keystone_url,tenant",
        "u,cGFzcw==,http://hunter2_1:5000/v3,t | address; the parts are:"
            + " user,base64(password),keystone_url,tenant. In the name of its host letters, digits,"
            + " hyphens and dots are allowed, and no underscore",
      },
      ignoreLeadingAndTrailingWhitespace = true,
      quoteCharacter = '\0')
  void any_other_form_is_an_error_that_shows_nothing_of_it(String value, String message) {
    assertThatThrownBy(() -> read(value))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("x.conf:7: section [other], key credential: ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }
}
