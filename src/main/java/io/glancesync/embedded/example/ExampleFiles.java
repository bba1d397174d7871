package io.glancesync.embedded.example;

import io.glancesync.embedded.keystone.Account;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Texts of configuration for the example. */
final class ExampleFiles {
  private static final String CONFIGURATION =
      """
      # The example's configuration. It may be changed while the example runs.

      [main]
      master_region = Valladolid
      max_children = 4

      [DEFAULT]
      # what is kept in step besides the content
      metadata_set = type, os_distro, os_version
      # what GlanceSync copied and the master has no longer is hidden, here at once
      withdrawn = hide
      withdrawn_grace = 0

      [master]
      credential = %s
      # other content of the same name: this build is replaced, that one stays;
      # what stands in neither list is left alone until somebody decides
      replace = %s
      dontupdate = %s
      # the image that is replaced is kept, hidden
      keep_old = 1

      [%s]
      credential = %s
      # the old image stays, as NAME.old
      rename = any
      """;

  private static final String CLOUDS =
      """
      clouds:
        master:
          auth: {auth_url: "%s", %s}
          region_name: Valladolid
          # other clients refuse a region that is not listed
          regions: [Valladolid, Burgos, Caceres]
        %s:
          auth: {auth_url: "%s", %s}
          region_name: Madrid
          regions: [Madrid, Sevilla]
      """;

  private ExampleFiles() {}

  /**
   * @param old the checksum of the image that is replaced
   * @param kept the checksum of the image that stays as it is
   */
  static String configuration(String master, String partner, String old, String kept) {
    return CONFIGURATION.formatted(
        credential(ExampleCloud.OURS, master),
        old,
        kept,
        ExampleCloud.PARTNER,
        credential(ExampleCloud.AT_PARTNER, partner));
  }

  private static String credential(Account account, String url) {
    byte[] password = account.password().getBytes(StandardCharsets.UTF_8);
    String encoded = Base64.getEncoder().encodeToString(password);
    return String.join(",", account.user(), encoded, url, account.project());
  }

  static String clouds(String master, String partner) {
    return CLOUDS.formatted(
        master,
        auth(ExampleCloud.OURS),
        ExampleCloud.PARTNER,
        partner,
        auth(ExampleCloud.AT_PARTNER));
  }

  private static String auth(Account account) {
    return "username: %s, password: %s, project_name: %s, user_domain_name: %s, project_domain_name: %s"
        .formatted(
            account.user(),
            account.password(),
            account.project(),
            account.domain(),
            account.domain());
  }
}
