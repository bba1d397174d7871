package io.glancesync.condition;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.glancesync.condition.value.Dict;
import io.glancesync.condition.value.Int;
import io.glancesync.condition.value.Nothing;
import io.glancesync.condition.value.Text;
import io.glancesync.condition.value.Value;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The fields of {@code image} (specification, section 4). What Glance left empty is None. */
enum Field {
  ID("str", scope -> new Text(scope.image().id().value())),
  NAME("str", scope -> new Text(scope.image().name())),
  OWNER("", scope -> textOrNone(scope.image().owner())),
  SIZE("int", scope -> Int.of(scope.image().size())),
  REGION("str", scope -> new Text(scope.region().toString())),
  IS_PUBLIC("bool", scope -> Int.of(scope.image().isPublic())),
  CHECKSUM("", scope -> textOrNone(scope.image().checksum())),
  STATUS("str", scope -> new Text(scope.image().status())),
  USER_PROPERTIES("dict", scope -> Dict.of(scope.image().properties())),
  VISIBILITY("str", scope -> new Text(scope.image().visibility().text())),
  TAGS("list", Scope::tags),
  DISK_FORMAT("", scope -> textOrNone(scope.image().diskFormat())),
  CONTAINER_FORMAT("", scope -> textOrNone(scope.image().containerFormat())),
  MIN_DISK("int", scope -> Int.of(scope.image().minDisk())),
  MIN_RAM("int", scope -> Int.of(scope.image().minRam()));

  static final Map<String, Field> BY_NAME =
      Arrays.stream(values())
          .collect(
              toUnmodifiableMap(field -> field.name().toLowerCase(Locale.ROOT), field -> field));

  private final String type;
  private final Function<Scope, Value> value;

  Field(String type, Function<Scope, Value> value) {
    this.type = type;
    this.value = value;
  }

  /** Python's name of its type; empty when it may be None. */
  String type() {
    return type;
  }

  Value in(Scope scope) {
    return value.apply(scope);
  }

  private static Value textOrNone(String text) {
    return text == null || text.isEmpty() ? Nothing.NONE : new Text(text);
  }
}
