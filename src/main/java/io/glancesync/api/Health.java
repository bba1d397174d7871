package io.glancesync.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the service is. A region that is down is no illness of it.
 *
 * @param checks what was looked at
 */
public record Health(List<HealthCheck> checks) {
  public Health {
    checks = List.copyOf(checks);
  }

  /**
   * One thing that was looked at.
   *
   * @param isAboutLife whether only a new start helps
   * @param problem what is wrong; empty if nothing is
   */
  public record HealthCheck(String name, boolean isAboutLife, Optional<String> problem) {}

  /** Without what a new start would not help against. */
  public Health ofLife() {
    return new Health(checks.stream().filter(HealthCheck::isAboutLife).toList());
  }

  /** Whether all is well. */
  public boolean isUp() {
    return checks.stream().allMatch(it -> it.problem().isEmpty());
  }

  /** As JSON, in the form that Camel's own health checks have. */
  public String json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("status", status(isUp()));
    json.put("checks", checks.stream().map(Health::json).toList());
    return ApiJson.text(json);
  }

  private static Map<String, Object> json(HealthCheck check) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", check.name());
    json.put("status", status(check.problem().isEmpty()));
    check.problem().ifPresent(it -> json.put("data", Map.of("error", it)));
    return json;
  }

  private static String status(boolean isUp) {
    return isUp ? "UP" : "DOWN";
  }
}
