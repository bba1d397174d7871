package io.glancesync.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesTextTest {
  @Property
  void every_json_object_of_texts_is_read(@ForAll Map<String, String> properties) {
    var json = JsonNodeFactory.instance.objectNode();
    properties.forEach(json::put);

    assertThat(PropertiesText.read(json.toString())).isEqualTo(properties);
  }

  @Test
  void a_dictionary_of_python_3() {
    assertThat(PropertiesText.read("{'nid': 0, 'type': 'x', 'k': None, 'yes': True, 'no': False}"))
        .isEqualTo(Map.of("nid", "0", "type", "x", "yes", "True", "no", "False"));
  }

  @Test
  void a_dictionary_of_python_2() {
    assertThat(
            PropertiesText.read(
                "{u'type': u'fiware:iot', u'nid': u'1023', 'long': 12L, u'kernel_id': None}"))
        .isEqualTo(Map.of("type", "fiware:iot", "nid", "1023", "long", "12"));
  }

  @Test
  void without_blanks_and_with_a_comma_at_the_end() {
    assertThat(PropertiesText.read("{'sync':'True','prop1':'key1',}"))
        .isEqualTo(Map.of("sync", "True", "prop1", "key1"));
  }

  @Test
  void quotes_in_texts() {
    assertThat(
            PropertiesText.read(
                "{'a': \"it's\", 'b': 'say \"x\"', 'c': '\\'\"', u'json': u'{\"title\": \"A, b\"}'}"))
        .isEqualTo(
            Map.of("a", "it's", "b", "say \"x\"", "c", "'\"", "json", "{\"title\": \"A, b\"}"));
  }

  @Test
  void escapes() {
    assertThat(
            PropertiesText.read(
                "{'a': 'C:\\\\x\\n\\t', u'b': u'caf\\xe9 \\u20ac \\U0001f600', 'c': '\\q \\/'}"))
        .isEqualTo(Map.of("a", "C:\\x\n\t", "b", "café € 😀", "c", "\\q /"));
  }

  @Test
  void numbers_are_their_texts_and_nothing_is_absent() {
    assertThat(
            PropertiesText.read("{\"a\": -1, \"b\": 1.50, \"c\": 2e3, \"d\": null, \"e\": true}"))
        .isEqualTo(Map.of("a", "-1", "b", "1.50", "c", "2e3", "e", "true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{}", " { } "})
  void nothing_is_no_properties(String text) {
    assertThat(PropertiesText.read(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "{",
        "{'a'",
        "{'a':",
        "{'a': }",
        "{'a': b}",
        "{'a': 'b'",
        "{'a': 'b",
        "{'a': 'b\\",
        "{'a': '\\x4'}",
        "{'a': '\\U99999999'}",
        "{'a': 'b' 'c': 'd'}",
        "{'a': ['b']}",
        "{'a': {'b': 'c'}}",
        "{'a': 'b'} x",
        "{a: 'b'}",
        "__import__('os').system('true')",
      })
  void everything_else_is_an_error(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> PropertiesText.read(text));
  }

  @Test
  void an_error_says_where() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PropertiesText.read("{'a': b}"))
        .withMessage(
            "the user properties are neither a JSON object nor a Python dictionary: expected a"
                + " text, a number, True, False or None at character 7 of {'a': b}");
  }
}
