package io.glancesync.plan;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.glancesync.image.Image;
import io.glancesync.image.Members;
import io.glancesync.image.Visibility;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is changed of an image that a region has: only what differs, so that applying it twice does
 * no harm.
 *
 * @param tags all that it has afterwards
 * @param minDisk GiB
 * @param minRam MiB
 * @param set user properties and their new values
 * @param remove user properties to take away
 * @param members who a shared image is shared with afterwards. They are no field of the image, so
 *     that requests of their own change them, and an image that was asked for does not show them
 */
public record Changes(
    Optional<String> name,
    Optional<Visibility> visibility,
    Optional<Boolean> hidden,
    Optional<Boolean> isProtected,
    Optional<SortedSet<String>> tags,
    Optional<Long> minDisk,
    Optional<Long> minRam,
    SortedMap<String, String> set,
    SortedSet<String> remove,
    Optional<Members> members) {

  /** Nothing to change. */
  public static final Changes NONE =
      new Changes(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          new TreeMap<>(),
          new TreeSet<>(),
          Optional.empty());

  public Changes {
    requireNonNull(name, "name");
    requireNonNull(visibility, "visibility");
    requireNonNull(hidden, "hidden");
    requireNonNull(isProtected, "isProtected");
    // what an earlier release noted says nothing of these
    tags = requireNonNullElse(tags, Optional.empty());
    minDisk = requireNonNullElse(minDisk, Optional.empty());
    minRam = requireNonNullElse(minRam, Optional.empty());
    members = requireNonNullElse(members, Optional.empty());
    set = Collections.unmodifiableSortedMap(new TreeMap<>(set));
    remove = Collections.unmodifiableSortedSet(new TreeSet<>(remove));
  }

  /** What turns the first image into the second, as far as an image can be changed at all. */
  public static Changes between(Image now, Image wanted) {
    var set = new TreeMap<String, String>();
    wanted.properties().forEach((key, value) -> addIfOther(set, now, key, value));
    var remove = new TreeSet<>(now.properties().keySet());
    remove.removeAll(wanted.properties().keySet());
    return new Changes(
        ifOther(now.name(), wanted.name()),
        ifOther(now.visibility(), wanted.visibility()),
        ifOther(now.hidden(), wanted.hidden()),
        ifOther(now.isProtected(), wanted.isProtected()),
        ifOther(now.tags(), wanted.tags()),
        ifOther(now.minDisk(), wanted.minDisk()),
        ifOther(now.minRam(), wanted.minRam()),
        set,
        remove,
        otherMembers(now, wanted));
  }

  /**
   * Only the member itself decides about its status, so that a status makes no difference. What was
   * not shared before may have members that Glance remembers.
   */
  private static Optional<Members> otherMembers(Image now, Image wanted) {
    boolean isShown =
        wanted.visibility() == Visibility.SHARED && now.visibility() != Visibility.SHARED;
    return Optional.ofNullable(wanted.members())
        .filter(
            it ->
                isShown
                    || now.knownMembers()
                        .filter(known -> !known.projects().equals(it.projects()))
                        .isPresent());
  }

  private static void addIfOther(Map<String, String> set, Image now, String key, String value) {
    if (!value.equals(now.property(key))) {
      set.put(key, value);
    }
  }

  private static <T> Optional<T> ifOther(T now, T wanted) {
    return now.equals(wanted) ? Optional.empty() : Optional.of(wanted);
  }

  public boolean isEmpty() {
    return equals(NONE);
  }

  /** The image as it is after the change. */
  public Image applyTo(Image image) {
    var properties = new TreeMap<>(image.properties());
    properties.keySet().removeAll(remove);
    properties.putAll(set);
    return image
        .but()
        .name(name.orElse(image.name()))
        .visibility(visibility.orElse(image.visibility()))
        .hidden(hidden.orElse(image.hidden()))
        .isProtected(isProtected.orElse(image.isProtected()))
        .tags(tags.orElse(image.tags()))
        .minDisk(minDisk.orElse(image.minDisk()))
        .minRam(minRam.orElse(image.minRam()))
        .properties(properties)
        .members(members.orElse(image.members()))
        .build();
  }

  /**
   * What of it an image does not show.
   *
   * @param now the image as it is after it was asked for
   */
  public Changes remaining(Image now) {
    return between(now, applyTo(now));
  }

  /** Whether it is about properties, and nothing else. */
  public boolean isOfProperties() {
    return new Changes(
            name,
            visibility,
            hidden,
            isProtected,
            tags,
            minDisk,
            minRam,
            NONE.set,
            NONE.remove,
            members)
        .isEmpty();
  }

  /** The fields that it is about, as Glance calls them; what shows the image is last. */
  public List<String> names() {
    var names = new ArrayList<String>();
    name.ifPresent(it -> names.add("name"));
    visibility.ifPresent(it -> names.add("visibility"));
    isProtected.ifPresent(it -> names.add("protected"));
    tags.ifPresent(it -> names.add("tags"));
    minDisk.ifPresent(it -> names.add("min_disk"));
    minRam.ifPresent(it -> names.add("min_ram"));
    names.addAll(set.keySet());
    names.addAll(remove);
    hidden.ifPresent(it -> names.add("os_hidden"));
    return names;
  }

  /**
   * What it changes of an image.
   *
   * @param now the image before the change
   */
  public List<Difference> differences(Image now) {
    Image wanted = applyTo(now);
    var differences = new ArrayList<Difference>();
    names().forEach(it -> differences.add(new Difference(it, value(wanted, it), value(now, it))));
    if (members.isPresent() && !members(wanted).equals(members(now))) {
      differences.add(new Difference("members", members(wanted), members(now)));
    }
    return List.copyOf(differences);
  }

  private static String members(Image image) {
    return String.join(", ", image.knownMembers().orElse(Members.NONE).projects());
  }

  private static String value(Image image, String name) {
    return switch (name) {
      case "name" -> image.name();
      case "visibility" -> image.visibility().text();
      case "protected" -> "" + image.isProtected();
      case "tags" -> String.join(", ", image.tags());
      case "min_disk" -> "" + image.minDisk();
      case "min_ram" -> "" + image.minRam();
      case "os_hidden" -> "" + image.hidden();
      default -> Objects.requireNonNullElse(image.property(name), "");
    };
  }

  /**
   * The same change in pieces, each of which can be refused alone. What shows the image is last,
   * and one piece with whom it is shown to: nothing appears to others than those it is for.
   */
  public List<Changes> parts() {
    Set<String> showing =
        visibility.isPresent() && hidden.isPresent()
            ? Set.of("visibility", "os_hidden")
            : Set.of("os_hidden");
    return names().stream()
        .filter(it -> it.equals("os_hidden") || !showing.contains(it))
        .map(it -> only(it.equals("os_hidden") ? showing : Set.of(it)))
        .toList();
  }

  private Changes only(Set<String> some) {
    var value = new TreeMap<>(set);
    value.keySet().retainAll(some);
    var gone = new TreeSet<>(remove);
    gone.retainAll(some);
    return new Changes(
        name.filter(it -> some.contains("name")),
        visibility.filter(it -> some.contains("visibility")),
        hidden.filter(it -> some.contains("os_hidden")),
        isProtected.filter(it -> some.contains("protected")),
        tags.filter(it -> some.contains("tags")),
        minDisk.filter(it -> some.contains("min_disk")),
        minRam.filter(it -> some.contains("min_ram")),
        value,
        gone,
        Optional.empty());
  }

  Changes andName(String value) {
    return new Changes(
        Optional.of(value),
        visibility,
        hidden,
        isProtected,
        tags,
        minDisk,
        minRam,
        set,
        remove,
        members);
  }

  Changes andVisibility(Visibility value) {
    return new Changes(
        name, Optional.of(value), hidden, isProtected, tags, minDisk, minRam, set, remove, members);
  }

  /** These changes, and it is left out of the default list, or not. */
  public Changes andHidden(boolean value) {
    return new Changes(
        name,
        visibility,
        Optional.of(value),
        isProtected,
        tags,
        minDisk,
        minRam,
        set,
        remove,
        members);
  }

  Changes andProtected(boolean value) {
    return new Changes(
        name, visibility, hidden, Optional.of(value), tags, minDisk, minRam, set, remove, members);
  }

  /** These changes, and the image is shared with these. */
  public Changes andMembers(Members value) {
    return new Changes(
        name,
        visibility,
        hidden,
        isProtected,
        tags,
        minDisk,
        minRam,
        set,
        remove,
        Optional.of(value));
  }

  /** These changes and one property more. */
  public Changes andSet(String property, String value) {
    var more = new TreeMap<>(set);
    more.put(property, value);
    return new Changes(
        name, visibility, hidden, isProtected, tags, minDisk, minRam, more, remove, members);
  }
}
