package io.glancesync.condition;

import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes conditions that are mostly sensible: a hole in a template says what type belongs there. */
final class RandomConditions {
  private static final Pattern HOLE = Pattern.compile("<([a-z]+)>");
  private static final List<String> TYPES =
      List.of("bool", "int", "num", "text", "list", "set", "dict");

  // two spaces or a new line stand between one and the next
  private static final Map<String, List<String>> LEAVES =
      perType(
          """
          True  False  image.is_public  'nid' in metadata_set
          """,
          """
          0  1  2  -1  -3  7  True  image.min_disk
          """,
          """
          2.5  -0.5  1e3  image.size
          """,
          """
          'a'  ''  '12'  ' b '  'a,b'  'é😀'  'é\\U0001f600'[1]  image.name
          """,
          """
          []  [1, 'a']  image.tags  (1, 2)  ['b', 'a', 'c']  [3, 2.5, True]  'a b'.split()
          """,
          """
          metadata_set  set()  {1, 2}  {'a', 'nid'}
          """,
          """
          image.user_properties  {}  {1: 'a', 'b': 2}
          """);

  private static final Map<String, List<String>> TEMPLATES =
      perType(
          """
          not <any>  <any> and <any>  <any> or <any>  <any> == <any>  <any> != <any>
          <num> < <num>  <num> <= <num> < <num>  <num> > <int>  <text> < <text>  <text> >= <text>
          <list> < <list>  <set> <= <set>  <set> > <set>  <text> in <text>  <any> in <list>
          <text> in <dict>  <text> not in <set>  <any> is None  <bool> is not True  bool(<any>)
          any(<list>)  all(<list>)  <any> in (<dict> or {}).values()  <text> in <list> == <bool>
          (<text> or 'q').startswith(<text>)  (<text> or 'q').isdigit()  (<any> if <any> else <any>)
          (<set> or {1}).issubset(<set>)  (<set> or {1}).isdisjoint(<dict>)
          """,
          """
          <int> + <int>  <int> - <int>  <int> * <int>  <int> // <int>  <int> % <int>  -<int>  +<int>
          ((<int>) ** 2)  <int> & <int>  <int> | <int>  <int> ^ <int>  int(<num>)  int(<text>)
          len(<text>)  len(<list>)  len(<dict>)  abs(<int>)  min(<int>, <int>)  max(<int>, <int>)
          (<text> or 'q').find(<text>)  str(<text>).count(<text>)  <int> if <any> else <int>
          """,
          """
          <num> + <num>  <num> - <num>  <num> * <num>  <num> / <num>  <num> // <num>  <num> % <num>
          <int> / <int>  <int> // <num>  ((<num>) ** 2)  ((<num>) ** -1)  -<num>  +<num>  <int>
          float(<num>)  float(<text>)  abs(<num>)  min(<num>, <num>)  <num> if <any> else <num>
          """,
          """
          <text> + <text>  <text> * 2  (<text> * 3)[<int>]  (<text>)[<int>:]  (<text>)[:<int>]
          (<text> * 2)[<int>:<int>:<int>]  (<text>)[::-1]  str(<num>)  <text> or <text>
          (<text> or 'q').lower()  (<text> or 'q').upper()  (<text> or 'q').strip()
          (<text> or 'q').strip(<text>)  (<text> or 'q').replace(<text>, <text>)
          (<text> or 'q').join(<list>)  (<dict> or {1: 2}).get(<text>, <text>)  max(<text>, <text>)
          """,
          """
          [<any>, <any>]  (<any>,)  [<num>, <num>]  [<text>, <text>]  <list> + <list>  <list> * 2
          (<list>)[<int>:]  (<list> * 2)[::<int>]  list(<text>)  list(<dict>)  tuple(<list>)
          sorted(<list>)  sorted(<set>)  sorted((<dict> or {}).values())  (<text> or 'q').split()
          (<text> or 'q').split(<text>)  (<text> or 'q').split(<text>, <int>)
          """,
          """
          {<num>, <text>}  {<any>}  set(<list>)  set(<text>)  <set> | <set>  <set> & <set>
          <set> - <set>  <set> ^ <set>  <set> & (<dict> or {}).keys()  (<set> or {1}).union(<list>)
          (<set> or {1}).intersection(<dict>)  (<set> or {1}).difference(<set>, <list>)
          """,
          """
          {<num>: <any>, <text>: <num>}  (<dict>)  <dict> or <dict>
          """);

  private final Random random;

  RandomConditions(long seed) {
    random = new Random(seed);
  }

  String next() {
    return make(choice(TYPES), 3);
  }

  private String make(String type, int depth) {
    String template = choice((depth == 0 ? LEAVES : TEMPLATES).get(type));
    return HOLE.matcher(template)
        .replaceAll(hole -> Matcher.quoteReplacement(fill(hole.group(1), depth - 1)));
  }

  private String fill(String type, int depth) {
    // now and then something of another type, where Python is likely to raise
    boolean isAny = type.equals("any") || random.nextInt(40) == 0;
    int less = depth > 0 && random.nextInt(4) == 0 ? depth - 1 : depth;
    String part = make(isAny ? choice(TYPES) : type, less);
    // with and without parentheses, so that precedence is put to the test
    return random.nextInt(3) == 0 ? part : "(" + part + ")";
  }

  private String choice(List<String> among) {
    return among.get(random.nextInt(among.size()));
  }

  private static Map<String, List<String>> perType(String... rows) {
    return TYPES.stream()
        .collect(
            toMap(
                type -> type,
                type -> Arrays.asList(rows[TYPES.indexOf(type)].strip().split("\\R| {2,}"))));
  }
}
