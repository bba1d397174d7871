package io.glancesync.route;

import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.camel.console.DevConsole;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** One of Camel's consoles, without secrets. */
final class RedactedConsole extends ServiceSupport implements DevConsole {
  private static final String STARS = "***";

  /** Names of settings, variables and headers whose values are secret, however short they are. */
  private static final String NAMES = "[\\w.-]*(?i:password|passwd|secret|token|webhook)[\\w.-]*";

  private static final Pattern NAME = Pattern.compile(NAMES);
  private static final Pattern QUOTED = Pattern.compile("\"" + NAMES + "\"");
  private static final Pattern LINE = Pattern.compile("(?m)(\\b" + NAMES + " *[=:] *).+");

  private final DevConsole console;
  private final UnaryOperator<String> redaction;

  RedactedConsole(DevConsole console, UnaryOperator<String> redaction) {
    this.console = console;
    this.redaction = redaction;
  }

  @Override
  public Object call(MediaType type, Map<String, Object> options) {
    Object said = console.call(type, options);
    if (said instanceof String text) {
      return LINE.matcher(redaction.apply(text)).replaceAll("$1" + STARS);
    }
    return said instanceof JsonObject json && !isClean(json.toJson()) ? redacted(json) : said;
  }

  /** Most are, and one search in all of the text is faster than one in each part of it. */
  private boolean isClean(String json) {
    return !QUOTED.matcher(json).find() && redaction.apply(json).equals(json);
  }

  private Object redacted(Object value) {
    if (value instanceof Map<?, ?> map) {
      boolean isSecret = map.get("key") instanceof String name && NAME.matcher(name).matches();
      var redacted = new JsonObject();
      map.forEach((key, it) -> redacted.put("" + key, redacted("" + key, it, isSecret)));
      return redacted;
    }
    if (value instanceof Collection<?> all) {
      var redacted = new JsonArray();
      all.forEach(it -> redacted.add(redacted(it)));
      return redacted;
    }
    return value instanceof String text ? redaction.apply(text) : value;
  }

  private Object redacted(String key, Object value, boolean isSecret) {
    boolean isText = value instanceof String && !key.equals("key");
    return isText && (isSecret || NAME.matcher(key).matches()) ? STARS : redacted(value);
  }

  @Override
  protected void doStart() {
    ServiceHelper.startService(console);
  }

  @Override
  protected void doStop() {
    ServiceHelper.stopService(console);
  }

  @Override
  public String getGroup() {
    return console.getGroup();
  }

  @Override
  public String getId() {
    return console.getId();
  }

  @Override
  public String getDisplayName() {
    return console.getDisplayName();
  }

  @Override
  public String getDescription() {
    return console.getDescription();
  }

  @Override
  public boolean supportMediaType(MediaType type) {
    return console.supportMediaType(type);
  }
}
