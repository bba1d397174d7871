package io.glancesync.cli.run;

import io.glancesync.config.Configuration;
import io.glancesync.config.Target;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.file.Backup;
import io.glancesync.region.RegionName;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Our project's id in each target, where no Keystone can be asked (specification, section 8, {@code
 * rehearse}): from the backup, else the target's key {@code tenant_id}, else its tenant name
 * followed by {@code id}.
 */
public final class ProjectIds {
  private final Configuration configuration;
  private final Backup backup;
  private final SortedMap<String, String> known = new TreeMap<>();

  public ProjectIds(Configuration configuration, Backup backup) {
    this.configuration = configuration;
    this.backup = backup;
  }

  /**
   * @throws ConfigurationException when nothing says it
   */
  public String of(RegionName region) {
    return known.computeIfAbsent(region.target(), this::find);
  }

  /** All that were asked for so far. */
  public Map<String, String> known() {
    return known;
  }

  private String find(String name) {
    Target target = configuration.target(name);
    return Optional.ofNullable(backup.projects().get(name))
        .or(target::tenantId)
        .or(() -> target.tenantName().map(tenant -> tenant + "id"))
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "Which project is ours in target %s? Neither the backup's backup.json says it,"
                            .formatted(name)
                        + " nor tenant_id or tenant in section [%s]; set tenant_id there"
                            .formatted(name)));
  }
}
