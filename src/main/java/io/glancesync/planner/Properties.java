package io.glancesync.planner;

import io.glancesync.image.Image;
import io.glancesync.image.UserProperties;
import io.glancesync.plan.Attribute;
import io.glancesync.plan.Role;
import io.glancesync.planner.Companionship.None;
import io.glancesync.planner.Companionship.Present;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which properties an image has in a region (specification, section 5, "Properties written"). */
record Properties(RegionView view) {

  /** The master's image as a new copy is to appear in the region. */
  Image onCopy(Image master) {
    var written = new TreeMap<>(master.properties());
    Set<String> metadataSet = view.policy().metadataSet();
    written.keySet().removeIf(UserProperties::refersToImage);
    if (!metadataSet.isEmpty()) {
      written.keySet().retainAll(metadataSet);
    }
    for (Role role : Role.values()) {
      if (view.companionship(master, role) instanceof Present present) {
        written.put(role.property(), present.id().value());
      }
    }
    var copy = master.but().owner("").properties(written);
    copy.members(view.sharing().onCopy(master, view.counterparts().of(master)));
    copy.tags(Set.of()).minDisk(0).minRam(0).hidden(false).isProtected(false);
    return withAttributes(copy, master, master.hidden());
  }

  /** The region's image with all that it should have beside its content. */
  Image onUpdate(Image master, Image existing) {
    var properties = new TreeMap<>(existing.properties());
    compared(master, existing).forEach(name -> take(properties, name, master));
    for (Role role : Role.values()) {
      link(properties, role, master);
    }
    // who hides an image in a region and protects it does not want it to appear
    boolean staysHidden = existing.hidden() && ChecksumRule.isProtectedThere(master, existing);
    Image.Builder updated = view.sharing().onUpdate(master, existing).but().properties(properties);
    return withAttributes(updated, master, master.hidden() || staysHidden);
  }

  private Image withAttributes(Image.Builder image, Image master, boolean isHidden) {
    for (Attribute attribute : view.policy().syncAttributes()) {
      switch (attribute) {
        case TAGS -> image.tags(master.tags());
        case MIN_DISK -> image.minDisk(master.minDisk());
        case MIN_RAM -> image.minRam(master.minRam());
        case OS_HIDDEN -> image.hidden(isHidden);
        case PROTECTED -> {
          // who protects an image in a region has a reason
          if (master.isProtected()) {
            image.isProtected(true);
          }
        }
      }
    }
    return image.build();
  }

  private Set<String> compared(Image master, Image existing) {
    var names = new TreeSet<>(view.policy().metadataSet());
    if (names.isEmpty()) {
      names.addAll(master.properties().keySet());
      names.addAll(existing.properties().keySet());
    }
    names.removeIf(UserProperties::refersToImage);
    return names;
  }

  private static void take(SortedMap<String, String> properties, String name, Image master) {
    String value = master.property(name);
    if (value == null) {
      properties.remove(name);
    } else {
      properties.put(name, value);
    }
  }

  private void link(SortedMap<String, String> properties, Role role, Image master) {
    Companionship companionship = view.companionship(master, role);
    if (companionship instanceof Present present) {
      properties.put(role.property(), present.id().value());
    } else if (companionship instanceof None
        && !properties.getOrDefault(role.property(), "").isEmpty()) {
      properties.remove(role.property());
    }
  }
}
