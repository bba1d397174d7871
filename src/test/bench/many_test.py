import unittest

from many import sizes

MIB = 1024**2


class SizesTest(unittest.TestCase):
    def test_they_go_from_one_to_sixty_four_in_even_steps(self):
        of_c = sizes(200, 64 * MIB)
        self.assertEqual((len(of_c), of_c[0], of_c[-1]), (200, MIB, 64 * MIB))
        steps = {b - a for a, b in zip(of_c, of_c[1:])}
        self.assertLessEqual(max(steps) - min(steps), 1)

    def test_there_may_be_one_alone_and_none_is_empty(self):
        self.assertEqual(sizes(1, MIB), [MIB // 64])
        self.assertEqual(sizes(2, 10), [1, 10])
