package io.glancesync.reload;

import static java.util.stream.Collectors.toMap;

import io.glancesync.run.RunLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** A sequence of made-up edits that a seed decides, while runs send messages. */
final class RandomEdits {
  private static final int EDITS_BETWEEN_CHECKS = 8;

  private final long seed;
  private final Path home;
  private final Duration patience;
  private final Random random;
  private final FileMaker maker;
  private final Ledger ledger = new Ledger();
  private final EditModel model;
  private final EditedDisk disk;
  private final SmallService service;
  private final List<Map<String, MadeFile>> past = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final Semaphore mayRun = new Semaphore(1);
  private volatile boolean isOver;
  private int sent;

  RandomEdits(long seed, Path home, ReloadFault fault) throws Exception {
    this.seed = seed;
    this.home = home;
    patience = Duration.ofSeconds(fault == ReloadFault.NONE ? 60 : 3);
    random = new Random(seed);
    maker = new FileMaker(random);
    model = new EditModel(first(maker));
    disk = new EditedDisk(home, seed % 2 == 0, model.disk());
    service = new SmallService(home, Map.of("ledger", ledger), fault);
  }

  /** Files with which a service can start. */
  static Map<String, MadeFile> first(FileMaker maker) {
    var files = new TreeMap<String, MadeFile>();
    Stream.of(FileMaker.TRANSFER, FileMaker.OTHERS)
        .flatMap(List::stream)
        .forEach(it -> files.put(file(it), maker.sound(it)));
    do {
      files.put(SettingsText.FILE, maker.sound(SettingsText.FILE));
    } while (!MadeFile.areValid(files.values()));
    return files;
  }

  static String file(String name) {
    return name + ".camel.yaml";
  }

  /** What was wrong, each with the seed. */
  List<String> play(int edits) throws Exception {
    var runs = new Thread(this::run, "runs");
    runs.start();
    try {
      for (int i = 1; i <= edits && violations.isEmpty(); i++) {
        edit();
        if (i % EDITS_BETWEEN_CHECKS == 0 || i == edits) {
          check(i);
        }
      }
    } finally {
      isOver = true;
      runs.join();
      service.close();
    }
    return violations;
  }

  private void edit() throws Exception {
    Map<String, MadeFile> changes = changes();
    if (random.nextInt(10) == 0) {
      half();
    }
    if (changes.values().stream().anyMatch(RandomEdits::isUnstartable)) {
      // what waits and is edited again would be refused with it
      awaitApplied();
    }
    model.edit(changes);
    disk.write(changes, model.disk());
    poll(300);
    poll(1000);
    if (model.disk().values().stream().anyMatch(RandomEdits::isUnstartable)) {
      awaitApplied();
    }
  }

  private static boolean isUnstartable(MadeFile file) {
    return file != null && file.text().contains(FileMaker.UNSTARTABLE);
  }

  private void awaitApplied() throws Exception {
    mayRun.acquire();
    try {
      for (int i = 0; i < 1000 && service.reload.isWaiting(); i++) {
        poll(1000);
        Thread.sleep(3);
      }
    } finally {
      mayRun.release();
    }
  }

  /** A clock is written slowly; its first piece is valid. */
  private void half() throws Exception {
    String name = file("k0");
    var half = new HashMap<>(model.disk());
    half.put(name, new MadeFile(maker.half(), Set.of(), Set.of(), true));
    disk.write(Map.of(name, half.get(name)), half);
    for (int i = 0; i < 9; i++) {
      poll(100);
      Thread.sleep(3);
    }
    if (service.context.getRoute("half") != null) {
      violations.add("what was half written is applied, seed " + seed);
    }
    disk.write(singleton(name, model.disk().get(name)), model.disk());
  }

  private static Map<String, MadeFile> singleton(String name, MadeFile file) {
    var changes = new HashMap<String, MadeFile>();
    changes.put(name, file);
    return changes;
  }

  private Map<String, MadeFile> changes() {
    if (random.nextInt(12) == 0 && !past.isEmpty()) {
      return back(past.get(random.nextInt(past.size())));
    }
    if (random.nextInt(6) == 0) {
      return back(model.accepted());
    }
    var changes = new HashMap<String, MadeFile>();
    int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 9 : 3);
    for (int i = 0; i < count; i++) {
      change(changes);
    }
    return changes;
  }

  /** As if somebody had checked out what was there at another time. */
  private Map<String, MadeFile> back(Map<String, MadeFile> to) {
    var changes = new HashMap<String, MadeFile>(to);
    model.disk().keySet().stream()
        .filter(it -> !to.containsKey(it))
        .forEach(it -> changes.put(it, null));
    return changes;
  }

  private void change(Map<String, MadeFile> changes) {
    boolean isOther = random.nextInt(5) > 0;
    List<String> names = isOther ? FileMaker.OTHERS : FileMaker.TRANSFER;
    String name = names.get(random.nextInt(names.size()));
    if (random.nextInt(12) == 0) {
      changes.put(SettingsText.FILE, maker.sound(SettingsText.FILE));
    } else if (random.nextInt(8) == 0) {
      changes.put(file(name), maker.broken(name));
    } else if (isOther && random.nextInt(5) == 0) {
      changes.put(file(name), null);
    } else if (isOther && random.nextInt(10) == 0) {
      changes.put(file(name), null);
      changes.put(file(name + "-moved"), maker.sound(name));
    } else {
      changes.put(file(name), maker.sound(name));
      if (isOther && random.nextInt(3) > 0) {
        changes.put(file(name + "-moved"), null);
      }
    }
  }

  private void poll(int millis) throws Exception {
    service.after(millis);
    new Portrait(service.context).arrange();
  }

  private void run() {
    try (ProducerTemplate template = service.context.createProducerTemplate()) {
      for (int run = 0; !isOver; run++) {
        mayRun.acquire();
        RunLock.Handle handle = service.runLock.acquire();
        if (run % 5 == 0) {
          service.reload.pollBeforeRun();
        }
        // edits pile up during a long one
        for (int i = run % 4 == 0 ? -40 : 0; i < 4; i++) {
          template.requestBody("direct:transfer", ++sent);
        }
        ledger.endRun();
        service.runLock.release(handle);
        mayRun.release();
        Thread.sleep(5);
      }
    } catch (Exception e) {
      ledger.violations.add("a run broke off: " + e);
      mayRun.release();
    }
  }

  /** No run is under way and no edit waits: what runs is what the last accepted files say. */
  private void check(int edits) throws Exception {
    mayRun.acquire();
    try {
      checkNow(edits);
    } finally {
      mayRun.release();
    }
  }

  private void checkNow(int edits) throws Exception {
    var running = new Portrait(service.context);
    try (var fresh = new DefaultCamelContext()) {
      fresh.getRegistry().bind("ledger", new Ledger());
      Map<String, MadeFile> accepted = model.accepted();
      Path settings = SmallService.home(home.resolve("fresh"), texts(accepted));
      SmallService.start(fresh, settings.resolve(SettingsText.FILE), texts(accepted));
      var wanted = new Portrait(fresh);
      wanted.arrange();
      long end = System.nanoTime() + patience.toNanos();
      while ((service.reload.isWaiting() || !running.structure().equals(wanted.structure()))
          && System.nanoTime() < end) {
        poll(1000);
        Thread.sleep(2);
      }
      compare(edits, "has", running.structure(), wanted.structure());
      ledger.failures();
      compare(edits, "answers", running.answers(), wanted.answers());
    }
    messages();
    refusals(edits);
    past.add(Map.copyOf(model.accepted()));
  }

  private static Map<String, String> texts(Map<String, MadeFile> files) {
    return files.entrySet().stream().collect(toMap(Map.Entry::getKey, it -> it.getValue().text()));
  }

  private void compare(int edits, String what, List<String> is, List<String> wanted) {
    if (!is.equals(wanted)) {
      var missing = new ArrayList<>(wanted);
      missing.removeAll(is);
      var surplus = new ArrayList<>(is);
      surplus.removeAll(wanted);
      violations.add(
          "seed %d, edit %d: the service %s %s%n instead of %s%n problems %s"
              .formatted(seed, edits, what, surplus, missing, service.problems()));
    }
  }

  private void messages() throws InterruptedException {
    for (int i = 0; i < 500 && ledger.events.size() < sent; i++) {
      Thread.sleep(10);
    }
    for (List<Integer> seen : List.of(ledger.begun, ledger.ended, ledger.events)) {
      if (seen.size() != sent || new HashSet<>(seen).size() != sent) {
        violations.add("seed %d: %d messages instead of %d".formatted(seed, seen.size(), sent));
      }
    }
    violations.addAll(ledger.violations);
  }

  /** Each edit that is refused is named, and no other. */
  private void refusals(int edits) {
    Set<String> named = new HashSet<>();
    service.reload.problems().forEach(it -> it.files().forEach(named::add));
    boolean isEach = model.refused().stream().allMatch(it -> it.stream().anyMatch(named::contains));
    boolean isNoOther =
        named.stream().allMatch(it -> model.refused().stream().anyMatch(edit -> edit.contains(it)));
    if (!isEach || !isNoOther) {
      violations.add(
          "seed %d, edit %d: refused are %s instead of %s%n problems %s"
              .formatted(seed, edits, named, model.refused(), service.problems()));
    }
  }
}
