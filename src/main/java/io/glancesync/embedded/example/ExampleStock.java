package io.glancesync.embedded.example;

import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.EmbeddedGlance;
import java.util.Map;

/** Which images are where before anything is done. */
final class ExampleStock {
  private static final int MB = 1_000_000;

  private static final ExampleImage KERNEL =
      image("base_debian_12_kernel").format("aki").content(content(1, 1));
  private static final ExampleImage INITRD =
      image("base_debian_12_initrd").format("ari").content(content(2, 3));
  private static final ExampleImage DEBIAN =
      image("base_debian_12").format("ami").of("debian", "12").content(content(3, 2));
  private static final ExampleImage ROCKY =
      image("base_rocky_9").of("rocky", "9").content(content(4, 5));
  private static final ExampleImage FEDORA =
      image("base_fedora_42").of("fedora", "42").content(content(5, 7));
  private static final ExampleImage UBUNTU =
      image("base_ubuntu_24.04").of("ubuntu", "24.04").content(content(6, 12));
  private static final ExampleImage CENTOS =
      image("base_centos_7").of("centos", "7").content(content(7, 1));

  private final Map<String, EmbeddedGlance> glances;
  private final String ours;
  private final String atPartner;

  /**
   * @param ours the id of our project at the Keystone of the master
   * @param atPartner the same at the partner's
   */
  ExampleStock(Map<String, EmbeddedGlance> glances, String ours, String atPartner) {
    this.glances = glances;
    this.ours = ours;
    this.atPartner = atPartner;
  }

  private static ExampleImage image(String name) {
    return ExampleImage.named(name);
  }

  private static Content content(long seed, int megabytes) {
    return Content.synthetic(seed, (long) megabytes * MB);
  }

  void add() {
    valladolid();
    burgos();
    caceres();
    madrid();
    sevilla();
  }

  private void valladolid() {
    var region = new Region(glances.get("Valladolid"), ours);
    region.addDebian(region.add(KERNEL), region.add(INITRD));
    region.add(ROCKY);
    region.add(FEDORA);
    region.add(UBUNTU);
    region.add(CENTOS.renamed("base_centos_7_obsolete"));
  }

  /** Much is missing, and something is out of date. */
  private void burgos() {
    var region = new Region(glances.get("Burgos"), ours);
    region.add(ROCKY.content(content(41, 4)));
    region.add(FEDORA.of("fedora", "42 beta"));
    region.add(UBUNTU);
    region.add(CENTOS);
  }

  /** Somebody has a rocky that must stay, and made a fedora of their own. */
  private void caceres() {
    var region = new Region(glances.get("Caceres"), ours);
    region.addDebian(region.add(KERNEL), region.add(INITRD));
    region.add(ROCKY.content(content(42, 4)));
    region.add(FEDORA.content(content(51, 6)));
    region.add(CENTOS);
  }

  /** The kernel was lost, and with it an id that meant something. */
  private void madrid() {
    var region = new Region(glances.get("Madrid"), atPartner);
    region.addDebian("5d0ab3f8-7c1e-4b6e-9a53-2f3d8f1c6b70", region.add(INITRD));
    region.add(ROCKY.content(content(43, 4)));
  }

  /** Only the largest image is missing, and there is no room for it. */
  private void sevilla() {
    EmbeddedGlance sevilla = glances.get("Sevilla");
    var region = new Region(sevilla, atPartner);
    region.addDebian(region.add(KERNEL), region.add(INITRD));
    region.add(ROCKY);
    region.add(FEDORA);
    sevilla.room(23L * MB);
  }

  private record Region(EmbeddedGlance glance, String project) {
    String add(ExampleImage image) {
      return glance.add(image.fields(project), image.content());
    }

    void addDebian(String kernel, String ramdisk) {
      add(DEBIAN.with("kernel_id", kernel).with("ramdisk_id", ramdisk));
    }
  }
}
