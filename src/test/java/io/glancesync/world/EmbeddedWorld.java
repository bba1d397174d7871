package io.glancesync.world;

import io.glancesync.embedded.EmbeddedOpenStack;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.embedded.keystone.Account;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Servers in this JVM, with the testbed's layout and accounts. */
final class EmbeddedWorld implements Backing {
  private static final String A = "keystone-a";
  private static final String B = "keystone-b";

  /** Characters that INI files, shells, URLs and lists each treat in a way of their own. */
  private static final String NASTY_PASSWORD = "sync %41$b,\"#;'\\ secret";

  private final EmbeddedOpenStack cloud = new EmbeddedOpenStack();
  private final Map<String, EmbeddedKeystone> keystones = new HashMap<>();
  private final Map<String, EmbeddedGlance> glances = new HashMap<>();
  private final Map<String, String> settings = new HashMap<>();

  EmbeddedWorld() {
    addKeystone(A);
    Account sync = addAccount(A, Account.admin("sync", "sync-secret-a", "images"));
    addAccount(A, Account.admin("partner", "partner-secret-a", "partner-images").of("Partners"));
    addApplicationCredential(sync);
    addGlance("Valladolid", A);
    addGlance("Burgos", A);
    addGlance("Caceres", A);

    addKeystone(B);
    addAccount(B, Account.admin("sync", NASTY_PASSWORD, "images"));
    addGlance("Madrid", B);
  }

  private void addKeystone(String name) {
    EmbeddedKeystone keystone = cloud.keystone(name);
    keystones.put(name, keystone);
    settings.put(name + ".url", keystone.url());
    String secret = "-secret-" + name.charAt(name.length() - 1);
    addAccount(name, Account.admin("admin", "admin" + secret, "admin"));
    addAccount(name, Account.member("member", "member" + secret, "images"));
    addAccount(name, Account.member("other", "other" + secret, "other"));
  }

  private Account addAccount(String keystone, Account account) {
    keystones.get(keystone).add(account);
    String prefix = keystone + ".user." + account.user();
    settings.put(prefix + ".password", account.password());
    settings.put(prefix + ".project", account.project());
    settings.put(prefix + ".domain", account.domain());
    return account;
  }

  private void addApplicationCredential(Account account) {
    String secret = "glancesync-application-secret-a";
    String id = keystones.get(A).addApplicationCredential(account, "glancesync", secret);
    settings.put(A + ".application_credential.name", "glancesync");
    settings.put(A + ".application_credential.id", id);
    settings.put(A + ".application_credential.secret", secret);
  }

  private void addGlance(String region, String keystone) {
    String name = "glance-" + region.toLowerCase(Locale.ROOT);
    EmbeddedGlance glance = cloud.glance(region, keystones.get(keystone));
    glance.keepIn(new CompactStorage());
    glances.put(name, glance);
    settings.put(name + ".url", glance.url());
    settings.put(name + ".region", region);
    settings.put(name + ".keystone", keystone);
  }

  @Override
  public Map<String, String> settings() {
    return settings;
  }

  @Override
  public void start(String server) {
    if (keystones.containsKey(server)) {
      keystones.get(server).open();
    } else {
      glances.get(server).open();
    }
  }

  @Override
  public void stop(String server) {
    if (keystones.containsKey(server)) {
      keystones.get(server).shut();
    } else {
      glances.get(server).shut();
    }
  }

  @Override
  public void kill(String server) {
    if (keystones.containsKey(server)) {
      keystones.get(server).shut();
    } else {
      glances.get(server).kill();
    }
  }

  @Override
  public void tokensLast(Duration lifetime) {
    keystones.values().forEach(it -> it.tokenLifetime(lifetime));
  }

  @Override
  public void uploadsTakeTheirTime() {
    cloud.faults().on(Operation.UPLOAD).then(Fault.receivingAt(100_000_000));
  }

  @Override
  public void uploadsTakeNoTime() {
    cloud.faults().clear();
  }

  @Override
  public Backstage backstage(String glance) {
    return new Insides(glances.get(glance));
  }

  private record Insides(EmbeddedGlance glance) implements Backstage {
    @Override
    public void loseContent(String id) {
      glance.loseContent(id);
    }

    @Override
    public void truncateContent(String id, long length) {
      byte[] content = content(id);
      replaceContent(id, Arrays.copyOf(content, Math.toIntExact(length)));
    }

    @Override
    public void corruptContent(String id, long position) {
      byte[] content = content(id);
      content[Math.toIntExact(position)] ^= (byte) 0xff;
      replaceContent(id, content);
    }

    private byte[] content(String id) {
      try (var content = glance.content(id).from(0)) {
        return content.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void replaceContent(String id, byte[] content) {
      glance.replaceContent(id, Content.of(content));
    }

    @Override
    public void refuseContent(String id) {
      glance.writable(false);
    }

    @Override
    public void acceptContent(String id) {
      glance.writable(true);
    }

    @Override
    public void limitRoom(long bytes) {
      glance.room(bytes);
    }

    @Override
    public void unlimitRoom() {
      glance.room(Long.MAX_VALUE);
    }

    @Override
    public void addQueued(String name, int count, String owner) {
      for (int i = 0; i < count; i++) {
        var fields = Map.of("name", name, "owner", owner, "visibility", "private");
        glance.set(glance.add(fields, Content.of(new byte[0])), "status", "queued");
      }
    }

    @Override
    public void removeNamed(String name) {
      glance.images().stream()
          .filter(it -> it.path("name").asText().equals(name))
          .forEach(it -> glance.remove(it.path("id").asText()));
    }

    @Override
    public void rename(String id, String name) {
      glance.set(id, "name", name);
    }

    @Override
    public void setProperty(String id, String property, String value) {
      glance.set(id, property, value);
    }
  }
}
