package io.glancesync.routes.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The JSON schemas that Camel's tools have for files of routes. */
enum RouteSchema {
  /** Of the Camel that GlanceSync uses. */
  CAMEL("/schema/camelYamlDsl.json"),

  /**
   * That of "Camel Main 4.18.4" in the catalog of Kaoto (npm: @kaoto/camel-catalog 0.10.4). It is
   * the text that camel-yaml-dsl 4.18.4 has, except that its first lines name draft 7 of JSON
   * Schema and not draft 4. The build takes it from camel-yaml-dsl.
   */
  KAOTO("/kaoto/schema/camelYamlDsl.json"),

  /**
   * The form without abbreviations. Camel has its schema since 4.21; what is valid by it is valid
   * by the whole schema of the same version, too.
   */
  CANONICAL("/canonical/schema/camelYamlDsl-canonical.json");

  private final Schema schema;

  RouteSchema(String resource) {
    try (InputStream in = RouteSchema.class.getResourceAsStream(resource)) {
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
              .getSchema(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why a file is not valid; empty if it is. */
  List<String> errors(String yaml) {
    JsonNode content =
        new ObjectMapper()
            .valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
    return schema.validate(content).stream().map(Object::toString).toList();
  }
}
