package io.glancesync.reload;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.file.LimitedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.LocationPropertiesSource;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesSource;

/** {@code conf/application.properties}: the settings in effect, and those that may replace them. */
final class ApplicationSettings {
  static final String FILE = "conf/application.properties";

  private final CamelContext context;
  private final Path file;
  private final Function<CamelContext, List<String>> check;
  private SettingsText current;

  /**
   * @param check checks the values that a Camel context resolves; returns warnings, or throws a
   *     {@link ConfigurationException}
   */
  ApplicationSettings(CamelContext context, Path home, Function<CamelContext, List<String>> check)
      throws IOException {
    this.context = context;
    this.file = home.resolve(FILE);
    this.check = check;
    put(SettingsText.of(readIfThere()));
  }

  /** Reads the file; a missing file is empty, because all settings have defaults. */
  private String readIfThere() throws IOException {
    try {
      return read();
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  String read() throws IOException {
    return new String(LimitedFile.bytes(file, LimitedFile.CONFIGURATION), StandardCharsets.UTF_8);
  }

  SettingsText current() {
    return current;
  }

  /** Applies these values, except those that the environment overrides. */
  void put(SettingsText text) {
    List<PropertiesSource> sources = properties(context).getPropertiesSources();
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i) == current || sources.get(i) instanceof LocationPropertiesSource) {
        sources.set(i, text);
      }
    }
    current = text;
  }

  /** Applies to these keys the values that another Camel context resolves. */
  void take(Set<String> keys, SettingsText next, CamelContext apart) {
    var values = new Properties();
    values.putAll(current.values());
    for (String key : keys) {
      if (next.values().containsKey(key)) {
        values.setProperty(key, value(apart, key));
      } else {
        values.remove(key);
      }
    }
    put(new SettingsText(current.text(), values));
  }

  /** A Camel context that resolves properties as the service would with this text. */
  CamelContext with(SettingsText text) {
    PropertiesComponent ours = properties(context);
    var apart = new DefaultCamelContext();
    PropertiesComponent theirs = properties(apart);
    theirs.setInitialProperties(ours.getInitialProperties());
    theirs.setOverrideProperties(ours.getOverrideProperties());
    theirs.setEnvironmentVariableMode(ours.getEnvironmentVariableMode());
    theirs.setSystemPropertiesMode(ours.getSystemPropertiesMode());
    theirs.addPropertiesSource(text);
    return apart;
  }

  private static PropertiesComponent properties(CamelContext context) {
    return (PropertiesComponent) context.getPropertiesComponent();
  }

  /** The keys whose values would change. */
  Set<String> changed(SettingsText next, CamelContext apart) {
    var keys = new TreeSet<String>();
    keys.addAll(current.values().stringPropertyNames());
    keys.addAll(next.values().stringPropertyNames());
    return keys.stream()
        .filter(it -> !value(context, it).equals(value(apart, it)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Resolves a key. A value that nobody reads may refer to a property that does not exist. */
  private static String value(CamelContext context, String key) {
    try {
      // not while a route is made from a template; ApplicationProperties says why
      synchronized (context.getPropertiesComponent()) {
        return context.resolvePropertyPlaceholders("{{" + key + ":}}");
      }
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  List<String> warnings(CamelContext apart) {
    return check.apply(apart);
  }

  /** Why a text cannot be applied, whatever the routes do with it. */
  Optional<Problem> trouble(String text) {
    try {
      check.apply(with(SettingsText.of(text)));
      return Optional.empty();
    } catch (ConfigurationException e) {
      String reason = e.getMessage().replaceFirst("^" + FILE + ": ", "");
      String key = reason.replaceFirst("[ =:].*", "");
      return Optional.of(new Problem(FILE, PropertyLine.of(text, key), reason));
    } catch (RuntimeException e) {
      int line = SettingsText.line(text, ApplicationSettings::isUnreadable);
      return Optional.of(new Problem(FILE, line, new StartTrouble(e).reason()));
    }
  }

  private static boolean isUnreadable(String line) {
    try {
      SettingsText.of(line);
      return false;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }
}
