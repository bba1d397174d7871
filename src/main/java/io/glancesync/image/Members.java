package io.glancesync.image;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The projects that a shared image is shared with.
 *
 * @param statuses what each of them made of it, by the id of the project
 */
public record Members(SortedMap<String, Status> statuses) {
  public static final Members NONE = new Members(new TreeMap<>());

  /** It becomes part of addresses. */
  private static final Pattern PROJECT_ID = Pattern.compile("[A-Za-z0-9_-]{1,255}");

  /** Whether the member wants the image in its lists, in Glance's three words. */
  public enum Status {
    PENDING,
    ACCEPTED,
    REJECTED;

    /** Glance's spelling, for example {@code accepted}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException when Glance has no such status
     */
    public static Status of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * @throws IllegalArgumentException when an id cannot be that of a project
   */
  public Members {
    statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
    statuses.forEach(
        (project, status) -> {
          requireNonNull(status, "status");
          if (!PROJECT_ID.matcher(project).matches()) {
            throw new IllegalArgumentException("not the id of a project");
          }
        });
  }

  /** Members that have these statuses. */
  public static Members of(Map<String, Status> statuses) {
    return new Members(new TreeMap<>(statuses));
  }

  /** The ids of their projects. */
  public Set<String> projects() {
    return statuses.keySet();
  }

  public boolean isEmpty() {
    return statuses.isEmpty();
  }

  /** What this project made of the image; null when it is not a member. */
  public Status status(String project) {
    return statuses.get(project);
  }

  /** These without a project, for example the one that owns the image. */
  public Members without(String project) {
    var fewer = new TreeMap<>(statuses);
    fewer.remove(project);
    return new Members(fewer);
  }

  /** The same members; each of them keeps what it made of another copy of the image. */
  public Members keeping(Members others) {
    var kept = new TreeMap<>(statuses);
    kept.replaceAll(
        (project, status) ->
            others.status(project) == null || others.status(project) == Status.PENDING
                ? status
                : others.status(project));
    return new Members(kept);
  }
}
