package io.glancesync.condition;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Visibility;
import io.glancesync.region.RegionName;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Conditions with what they say of one image; Python agrees with each of them. */
final class Examples {
  static final RegionName REGION = RegionName.of("Spain");
  static final Set<String> METADATA_SET = Set.of("nid", "type", "att3");

  static final Image IMAGE =
      Image.builder(new ImageId("5c3a"))
          .name("base_ubuntu")
          .owner("tenant1")
          .visibility(Visibility.PUBLIC)
          .size(2_000_000_000L)
          .checksum("d41d8cd9")
          .formats("qcow2", null)
          .minDisk(10)
          .tags(List.of("lts", "x86"))
          .property("type", "baseimages")
          .property("nid", "453")
          .property("empty", "")
          .build();

  /** The same image for Python. */
  static final String IMAGE_IN_PYTHON =
      """
      from types import SimpleNamespace
      image = SimpleNamespace(
          id='5c3a', name='base_ubuntu', owner='tenant1', size=2000000000, region='Spain',
          is_public=True, checksum='d41d8cd9', status='active',
          user_properties={'empty': '', 'nid': '453', 'type': 'baseimages'},
          visibility='public', tags=['lts', 'x86'], disk_format='qcow2', container_format=None,
          min_disk=10, min_ram=0)
      metadata_set = {'nid', 'type', 'att3'}
      """;

  private static final String SPECIFICATION =
      """
      image.is_public and ('nid' in image.user_properties or 'type' in image.user_properties)
      image.user_properties.get('type', None) == 'baseimages'
      not ('type' in image.user_properties and image.user_properties['type'] == 'x')
      not not image.is_public
      not False
      image.is_public and "att3" in metadata_set
      metadata_set.intersection(image.user_properties)
      image.name.startswith('base_') and int(image.size) < 10*1024**3
      """;

  private static final String FIELDS =
      """
      image.id == '5c3a' and image.name == 'base_ubuntu' and image.owner == 'tenant1'
      image.size == 2000000000 and image.region == 'Spain' and image.is_public is True
      image.checksum == 'd41d8cd9' and image.status == 'active' and image.visibility == 'public'
      image.user_properties == {'type': 'baseimages', 'nid': '453', 'empty': ''}
      image.tags == ['lts', 'x86'] and image.disk_format == 'qcow2'
      image.container_format is None and image.min_disk == 10 and image.min_ram == 0
      metadata_set == {'att3', 'nid', 'type'}
      image . name == 'base_ubuntu'
      """;

  private static final String LOGIC =
      """
      True or True and False
      not (not True or False)  # a comment
      not False and True
      not 1 == 2
      (0 or 'x') == 'x' and (1 and '') == '' and (None or 0) == 0
      True or image.user_properties['missing']
      not (False and image.user_properties['missing'])
      1 if image.is_public else image.user_properties['missing']
      (1 if False else 2 if False else 3) == 3
      [bool(0), bool(0.0), bool(''), bool(None), bool([]), bool(()), bool({}), bool(set())] == [False] * 8
      all([1, -1, 0.1, ' ', '0', [0], (0,), {0}, {0: 0}, True])
      not not 'False'
      """;

  private static final String COMPARISONS =
      """
      1 < 2 < 3 and not 1 < 3 < 2
      3 > 2 >= 2 != 1 == True
      not 2 < 1 < image.user_properties['missing']
      1 == 1.0 == True and 0 == False and 2 != True
      1 != '1' and None != 0 and '' != None and [] != () and [1] == [True]
      10**20 == 1e20 and 10**23 != 1e23 and 2**70 > 1e21
      'a' < 'b' < 'ba' and 'Z' < 'a' and '\\uffff' < '\\U00010000'
      [1, 2] < [1, 3] and [1] < [1, 0] and (1, 'a') < (1, 'b') and not [1] < [1]
      {1} < {1, 2} and {1} <= {1} and not {1} < {1} and not {1} < {2} and not {1} >= {2}
      'base' in image.name and '' in image.name and 'x' not in image.name
      'nid' in metadata_set and 'nid' in image.user_properties and '453' not in image.user_properties
      '453' in image.user_properties.values() and ('nid', '453') in image.user_properties.items()
      1.0 in {1} and True in [1] and (1, 2) in {(1, 2): 3} and {1} not in {2}
      None is None and image.size is not None and (image.size > 1) is True
      1 is not True and not 1 is True
      'a' in 'abc' == True or 'a' in 'abc'
      """;

  private static final String ARITHMETIC =
      """
      1 + 2 * 3 == 7 and (1 + 2) * 3 == 9 and 10 - 3 - 2 == 5 and 2 * 3 % 4 == 2
      -2 ** 2 == -4 and 2 ** -1 == 0.5 and 2 ** 3 ** 2 == 512 and --3 == +3 and 2 ** -1 ** 2 == .5
      7 // 2 == 3 and -7 // 2 == -4 and 7 // -2 == -4 and -7 % 3 == 2 and 7 % -3 == -2
      7.5 // 2 == 3 and -7.5 // 2 == -4 and -7.5 % 2 == 0.5 and 7.5 % -2 == -.5
      7 / 2 == 3.5 and 4 / 2 == 2 and str(4 / 2) == '2.0' and 10**400 / 10**399 == 10
      True + True == 2 and -True == -1 and True * 3.5 == 3.5 and str(+True) == '1'
      9007199254740993 % 2 == 1 and 99999999999999999999 + 1 == 10**20
      0xff == 0o377 == 0b11111111 == 2_5_5 and 1e3 == 1_000. and 5e-1 == .5 and 1E+2 == 100
      'ab' + "cd" == 'a' 'b' "cd" and 'ab' * 2 == 2 * 'ab' == 'abab' and 'a' * -1 == ''
      [1] + [2] == [1, 2] and (1,) + (2,) == (1, 2) and [0] * 2 == [0, 0] and 0 * (1,) == ()
      5 & 3 == 1 and 5 | 3 == 7 and 5 ^ 3 == 6 or image.is_public & ('nid' in metadata_set)
      1 | 2 == 3 and 6 & 3 ^ 1 == 3
      (-1) ** 10**30 == 1 and 0 ** 0 == 1 and 1 ** 10**30 == 1 and 0 ** 10**30 == 0
      """;

  private static final String TEXTS =
      """
      image.name.startswith(('x', 'base')) and image.name.endswith('ubuntu') and not 'a'.startswith(())
      'aBc'.lower() == 'abc' and 'aBc'.upper() == 'ABC' and 'straße'.upper() == 'STRASSE'
      ' a '.strip() == 'a' and ' a '.lstrip() == 'a ' and ' a '.rstrip() == ' a'
      'xxaxyx'.strip('xy') == 'a' and ' a'.strip(None) == 'a' and 'xxa'.rstrip('x') == 'xxa'
      'a,b,,c'.split(',') == ['a', 'b', '', 'c'] and ' a  b '.split() == ['a', 'b'] == ' a  b '.split(None)
      'a,b,c'.split(',', 1) == ['a', 'b,c'] and ' a  b c '.split(None, 1) == ['a', 'b c '] and ''.split() == []
      ''.split(',') == [''] and 'aba'.split('a') == ['', 'b', ''] and ' a b'.split(None, 0) == ['a b']
      'abab'.replace('a', 'x') == 'xbxb' and 'ab'.replace('', '-') == '-a-b-' and ''.replace('', 'x') == 'x'
      'abc'.find('c') == 2 and 'abc'.find('x') == -1 and '\\U0001f600x'.find('x') == 1
      'aaaa'.count('aa') == 2 and 'abc'.count('') == 4 and 'abc'.count('x') == 0
      '123'.isdigit() and not ''.isdigit() and not '-1'.isdigit() and not '1.5'.isdigit()
      ', '.join(['a', 'b']) == 'a, b' and '-'.join('abc') == 'a-b-c' and ''.join([]) == ''
      'abc'[0] == 'a' and 'abc'[-1] == 'c' and 'abc'[True] == 'b' and len('\\U0001f600') == 1
      'abcde'[1:3] == 'bc' and 'abcde'[:2] == 'ab' and 'abcde'[-2:] == 'de' and 'abc'[::-1] == 'cba'
      'abcde'[::2] == 'ace' and 'abc'[5:] == '' and 'abc'[-10:10] == 'abc' and 'abcde'[3:0:-1] == 'dcb'
      'abc'[10**30:] == '' and 'abc'[-10**30:] == 'abc' and 'abc'[None:None] == 'abc' and 'abc'[2:1] == ''
      'it\\'s' == "it's" and '\\x41\\u0042\\t' == 'AB\t' and r'\\d' == '\\\\d' and u'x' == 'x' and '\\d' == r'\\d'
      ""\"a'b"c""\" == 'a\\'b"c' and '''''' == '' and R'a' == 'a'
      """;

  private static final String COLLECTIONS =
      """
      image.user_properties.get('x') is None and image.user_properties.get('x', 1) == 1
      image.user_properties['nid'] == '453' and {'a': 1, 'a': 2}['a'] == 2 and {1: 'x'}[True] == 'x'
      set(image.user_properties.keys()) == {'nid', 'type', 'empty'} and len(image.user_properties) == 3
      metadata_set & image.user_properties.keys() == {'nid', 'type'}
      image.user_properties.keys() & ['nid'] == {'nid'} and image.user_properties.keys() >= {'nid'}
      sorted(image.user_properties.values()) == ['', '453', 'baseimages']
      sorted(image.user_properties.items())[-1] == ('type', 'baseimages')
      metadata_set.union(['x'], ('y',)) == {'nid', 'type', 'att3', 'x', 'y'} and {1}.union() == {1}
      {1, 2} | {3} == {1, 2, 3} and {1, 2} & {2, 3} == {2} and {1, 2} - {2} == {1} and {1, 2} ^ {2, 3} == {1, 3}
      {1, 2}.difference([2], {1: 0}) == set() and {1, 2}.symmetric_difference([2]) == {1}
      {'nid'}.issubset(image.user_properties) and metadata_set.issuperset(['nid']) and {1}.isdisjoint([2])
      not metadata_set.isdisjoint(image.user_properties) and not {1}.issubset([])
      [1, [2, 3]][1][0] == 2 and (1, 2, 3)[1:] == (2, 3) and [1, 2, 3][-2::-1] == [2, 1]
      () == tuple() and (1,) == tuple([1]) and [1, 2,] == [1, 2] and {1, 1.0, True} == {1} and {'a': 1,} == {'a': 1}
      {1: 2} == {1.0: 2.0} and {1, 2} == {2, 1} and {} != set()
      """;

  private static final String FUNCTIONS =
      """
      int('12') == 12 == int(' +1_2 ') and int(-3.9) == -3 and int(True) == 1 and int() == 0
      float('1.5') == 1.5 == float(' 15e-1 ') and float(3) == 3.0 and float('-inf') < -10**400 and float() == 0
      str(12) == '12' and str(None) == 'None' and str(True) == 'True' and str() == '' and str('x') == 'x'
      str([1, 'a', None, (1,), (), {}, {1: 'b'}, set(), {2}]) == "[1, 'a', None, (1,), (), {}, {1: 'b'}, set(), {2}]"
      str([1.5, 1e16, 1e-5, 0.0001, 123456789.0, -0.0, 1.5e300]) == '[1.5, 1e+16, 1e-05, 0.0001, 123456789.0, -0.0, 1.5e+300]'
      str(["it's", 'a"b', '\\n\\\\']) == '["it\\'s", \\'a"b\\', \\'\\\\n\\\\\\\\\\']'
      bool('x') is True and bool() is False and bool(image.tags)
      len('abc') == 3 and len(image.tags) == 2 and len(metadata_set) == 3 and len({}) == 0
      min(3, 1, 2) == 1 and max([1, 3, 2]) == 3 and min('b', 'a') == 'a' and max('abc') == 'c' and min({3: 0}) == 3
      max(1, True) is not True and max(True, 1) is True
      abs(-3) == 3 and abs(-1.5) == 1.5 and abs(True) == 1
      any([0, 1]) and not any([]) and all([]) and not all([1, 0]) and any('a')
      sorted([3, 1, 2]) == [1, 2, 3] and sorted('ba') == ['a', 'b'] and sorted({2: 0, 1: 0}) == [1, 2]
      list('ab') == ['a', 'b'] and set('aa') == {'a'} and list() == [] and set() == set([]) and list((1, 2)) == [1, 2]
      float('nan') != float('nan') and not float('nan') < 1 and not 1 < float('nan') and not {1} & {float('nan')}
      """;

  private static final String FAILING =
      """
      image.user_properties['missing']
      image.user_properties.get('size') < 10
      image.user_properties.get([])
      image.user_properties[{}]
      image.tags[2]
      [image.size][0].lower()
      (image.owner or None).get('x')
      int('abc')
      int('')
      int('1__0')
      int('_1')
      int('1.5')
      int(None)
      int([])
      int(float('nan'))
      int(float('inf'))
      float('1d')
      float('0x1p3')
      float('')
      float([])
      1 / 0
      1 // 0
      1 % 0
      1.5 % 0.0
      'a' / 0
      0 ** -1
      0.0 ** -1
      10.0 ** 400
      10 ** 400 * 1.0
      10 ** 400 / 3
      'a' < 1
      None < 1
      [1] < (1,)
      [1, 'a'] < [1, 2]
      {} < {}
      'a' + 1
      1 + 'a'
      [1] + (1,)
      'a' * 'b'
      'a' * 1.5
      'a' - 'b'
      metadata_set & image.user_properties
      metadata_set | ['x']
      image.user_properties.keys() & 1
      image.user_properties.keys().union([])
      metadata_set - ('x',)
      1.5 & 1
      -'a'
      +[]
      1 in 'abc'
      1 in 5
      [] in {}
      [] in metadata_set
      {} in {1}
      {[]}
      {{1}}
      {(1, []): 2}
      set([[]])
      {1}.union([[]])
      {1}.union(5)
      {1}.issubset(None)
      'abc'[3]
      'abc'[-4]
      'abc'['a']
      'abc'[1.0]
      'abc'[10**30]
      'abc'['a':]
      'abc'[::0]
      {1}[0]
      {1: 2}[0:1]
      5[0]
      None[0]
      len(5)
      len(None)
      abs('a')
      min([])
      max(5)
      max(1, 'a')
      sorted([1, 'a'])
      sorted(5)
      any(1)
      all(None)
      list(1)
      set(1)
      'a'.startswith(1)
      'a'.startswith(['a'])
      'a'.startswith((1,))
      'a'.strip(1)
      'a'.split('')
      'a'.split(1)
      'a'.split('b', 'c')
      'a'.replace('a', 1)
      'a'.find(1)
      'a'.count(None)
      ','.join([1])
      ','.join(1)
      """;

  private Examples() {}

  static Stream<String> thatHold() {
    return Stream.of(
            SPECIFICATION, FIELDS, LOGIC, COMPARISONS, ARITHMETIC, TEXTS, COLLECTIONS, FUNCTIONS)
        .flatMap(String::lines);
  }

  static Stream<String> thatRaise() {
    return FAILING.lines();
  }
}
