package io.glancesync.engine;

import static io.glancesync.planner.Policies.aPolicy;

import io.glancesync.config.Configuration;
import io.glancesync.config.CurrentConfiguration;
import io.glancesync.config.Target;
import io.glancesync.config.credential.Domain;
import io.glancesync.config.credential.Identity;
import io.glancesync.config.credential.Login;
import io.glancesync.config.credential.Password;
import io.glancesync.config.credential.Secret;
import io.glancesync.config.credential.Tls;
import io.glancesync.error.ErrorMapper;
import io.glancesync.error.RetryAfter;
import io.glancesync.plan.Policy;
import io.glancesync.region.RegionName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Configurations as tests speak of them: the master region is Valladolid. */
public final class Targets {
  public static final String PASSWORD = "the-password";

  private Targets() {}

  public static Configuration configuration(Target... targets) {
    return configuration(Path.of("no-images-here"), targets);
  }

  public static Configuration configuration(Path imagesDir, Target... targets) {
    var byName = new TreeMap<String, Target>();
    for (Target target : targets) {
      byName.put(target.name(), target);
    }
    return new Configuration(RegionName.of("Valladolid"), List.of(), 1, imagesDir, byName);
  }

  public static CurrentConfiguration current(Target... targets) {
    return new CurrentConfiguration(configuration(targets));
  }

  public static Target target(String name, String keystone) {
    return target(name, keystone, Tls.STANDARD);
  }

  public static Target target(String name, String keystone, Tls tls, String... ignoredRegions) {
    var login =
        new Login.Known(
            new Password(
                URI.create(keystone),
                new Identity.IdentityName("ann", Domain.DEFAULT),
                new Secret(PASSWORD),
                new Identity.IdentityName("images", Domain.DEFAULT)));
    return target(name, login, tls, ignoredRegions);
  }

  public static Target target(String name, Login login, Tls tls, String... ignoredRegions) {
    return new Target(
        name,
        login,
        aPolicy().build(),
        Set.of(ignoredRegions),
        Duration.ofSeconds(30),
        Optional.empty(),
        Optional.empty(),
        tls,
        "public");
  }

  /** The target, with rules of its own. */
  public static Target under(Policy policy, Target target) {
    return new Target(
        target.name(),
        target.login(),
        policy,
        target.ignoreRegions(),
        target.listImagesTimeout(),
        target.tenantId(),
        target.tenantName(),
        target.tls(),
        target.interfaceName());
  }

  /** An error mapper for a configuration. */
  public static ErrorMapper errorMapper(
      Supplier<Configuration> configuration, RetryAfter retryAfter, UnaryOperator<String> hiding) {
    return new ErrorMapper(
        () -> configuration.get().masterRegion(),
        it -> configuration.get().targetOf(it).credential().shown(),
        it -> Optional.empty(),
        retryAfter,
        hiding);
  }
}
