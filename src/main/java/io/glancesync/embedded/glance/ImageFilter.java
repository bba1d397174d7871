package io.glancesync.embedded.glance;

import io.glancesync.embedded.http.Query;
import io.glancesync.embedded.http.RejectedRequestException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which images a request to list them means. */
final class ImageFilter {
  /** Parameters that are not filters, or that Glance overrides. */
  private static final Set<String> OTHERS =
      Set.of(
          "limit",
          "marker",
          "member_status",
          "sort",
          "sort_key",
          "sort_dir",
          "deleted",
          "visibility",
          "os_hidden",
          "tag");

  private static final Set<String> LISTS =
      Set.of("name", "id", "status", "container_format", "disk_format");
  private static final Set<String> TIMES = Set.of("created_at", "updated_at");
  private static final List<String> VISIBILITIES =
      List.of("community", "public", "private", "shared", "all");

  /** Members of a list; one in quotation marks may hold a comma. */
  private static final Pattern MEMBER = Pattern.compile("\"([^\"]*)\"|([^,]+)");

  private ImageFilter() {}

  static Predicate<StoredImage> of(Query query, ImagePermissions imagePermissions)
      throws RejectedRequestException {
    Predicate<StoredImage> filter = visible(query, imagePermissions).and(hidden(query));
    for (String tag : query.values("tag")) {
      filter = filter.and(image -> image.tags().contains(tag.strip()));
    }
    for (Query.Parameter parameter : query.parameters()) {
      if (!OTHERS.contains(parameter.name())) {
        filter = filter.and(field(parameter.name(), parameter.value()));
      }
    }
    return filter.and(image -> !image.status().equals("killed"));
  }

  private static Predicate<StoredImage> visible(Query query, ImagePermissions imagePermissions)
      throws RejectedRequestException {
    String wanted = query.value("visibility").orElse("");
    if (!wanted.isEmpty() && !VISIBILITIES.contains(wanted)) {
      throw new RejectedRequestException(400, "Invalid visibility value: " + wanted);
    }
    String status = query.value("member_status").orElse("accepted");
    Predicate<StoredImage> listed = image -> imagePermissions.mayList(image, status);
    return switch (wanted) {
      case "all" -> listed;
      // others' community images are listed only to those who ask for them
      case "" ->
          image ->
              listed.test(image)
                  && (imagePermissions.isOwner(image)
                      || !image.text("visibility").equals("community"));
      default -> image -> listed.test(image) && image.text("visibility").equals(wanted);
    };
  }

  private static Predicate<StoredImage> hidden(Query query) throws RejectedRequestException {
    return isTrue(query, "os_hidden", query.value("os_hidden").orElse("false"));
  }

  private static Predicate<StoredImage> isTrue(Query query, String field, String given)
      throws RejectedRequestException {
    String word = given.toLowerCase(Locale.ROOT);
    if (!Set.of("true", "false").contains(word)) {
      throw new RejectedRequestException(
          400,
          "Invalid value '%s' for '%s' filter. Valid values are 'true' or 'false'."
              .formatted(word, field));
    }
    return image -> image.is(field) == word.equals("true");
  }

  private static Predicate<StoredImage> field(String name, String value)
      throws RejectedRequestException {
    if (name.endsWith("_min") || name.endsWith("_max")) {
      return range(name, value);
    }
    if (TIMES.contains(name)) {
      return time(name, value);
    }
    if (LISTS.contains(name)) {
      return list(name, value);
    }
    return image -> image.has(name) && image.text(name).equals(value);
  }

  private static Predicate<StoredImage> range(String name, String value)
      throws RejectedRequestException {
    String field = name.substring(0, name.length() - 4);
    if (!value.matches("-?[0-9]{1,18}")) {
      throw new RejectedRequestException(
          400, "Unable to filter on a range with a non-numeric value.");
    }
    long limit = Long.parseLong(value);
    return name.endsWith("_min")
        ? image -> image.get(field).isNumber() && image.get(field).asLong() >= limit
        : image -> image.get(field).isNumber() && image.get(field).asLong() <= limit;
  }

  private static Predicate<StoredImage> time(String name, String value)
      throws RejectedRequestException {
    boolean isBare = value.matches("[0-9]{4}-.*");
    int colon = value.indexOf(':');
    String operator = isBare || colon < 0 ? "eq" : value.substring(0, colon);
    Instant limit;
    try {
      limit = Instant.parse(isBare || colon < 0 ? value : value.substring(colon + 1));
    } catch (DateTimeParseException e) {
      throw new RejectedRequestException(
          400, "Bad \"%s\" query filter format. Use ISO 8601 DateTime notation.".formatted(name));
    }
    return switch (operator) {
      case "gt" -> image -> instant(image, name).isAfter(limit);
      case "gte" -> image -> !instant(image, name).isBefore(limit);
      case "lt" -> image -> instant(image, name).isBefore(limit);
      case "lte" -> image -> !instant(image, name).isAfter(limit);
      case "eq" -> image -> instant(image, name).equals(limit);
      case "neq" -> image -> !instant(image, name).equals(limit);
      default -> throw new RejectedRequestException(400, "Unable to filter on a unknown operator.");
    };
  }

  private static Instant instant(StoredImage image, String field) {
    return Instant.parse(image.text(field));
  }

  /** What stands before the first colon is an operator, unless all is a time. */
  private static Predicate<StoredImage> list(String name, String value)
      throws RejectedRequestException {
    int colon = value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T.*") ? -1 : value.indexOf(':');
    String operand = value.substring(colon + 1);
    return switch (colon < 0 ? "eq" : value.substring(0, colon)) {
      case "eq" -> image -> !image.get(name).isNull() && image.text(name).equals(operand);
      case "in" -> in(name, operand);
      default ->
          throw new RejectedRequestException(
              400,
              "Unable to filter by unknown operator '%s'.".formatted(value.substring(0, colon)));
    };
  }

  private static Predicate<StoredImage> in(String name, String list) {
    var members = new ArrayList<String>();
    Matcher matcher = MEMBER.matcher(list);
    while (matcher.find()) {
      members.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return image -> members.contains(image.text(name));
  }
}
