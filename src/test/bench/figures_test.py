import unittest

from figures import Row, Table


class RowTest(unittest.TestCase):
    def test_a_ratio_is_that_of_the_medians(self):
        row = Row("a", "x", "s", [1.0, 9.0, 2.0], [4.0, 5.0, 1.0])
        self.assertEqual(row.value, 0.5)

    def test_the_spread_is_that_of_the_rounds_own_ratios(self):
        row = Row("a", "x", "s", [1.0, 9.0, 2.0], [4.0, 3.0, 1.0])
        self.assertEqual(row.spread, (0.25, 3.0))

    def test_without_another_the_figure_itself_counts(self):
        row = Row("e", "x", "MB", [100, 300, 200], limit=250)
        self.assertEqual((row.value, row.spread, row.is_met), (200, (100, 300), True))

    def test_a_limit_may_be_reached_and_not_passed(self):
        self.assertTrue(Row("a", "x", "s", [2.0], [2.0], limit=1.0).is_met)
        self.assertFalse(Row("a", "x", "s", [2.1], [2.0], limit=1.0).is_met)

    def test_what_could_not_be_measured_does_not_keep_its_limit(self):
        self.assertFalse(Row("a", "x", "s", [], [1.0], limit=1.0).is_met)
        self.assertFalse(Row("a", "x", "s", [1.0], [], limit=1.0).is_met)
        self.assertFalse(Row("a", "x", "s", [1.0], [2.0], limit=1.0, trouble="exit 1").is_met)

    def test_where_nothing_is_demanded_nothing_is_kept_or_missed(self):
        self.assertIsNone(Row("a", "x", "s", [1.0], [2.0]).is_met)


class TableTest(unittest.TestCase):
    def test_each_row_is_a_line_under_the_heading(self):
        text = Table([Row("a", "x", "s", [1.0], [2.0], limit=1.0), Row("e", "y", "MB", [300], limit=256)]).text()
        self.assertEqual(
            [line.split() for line in text.splitlines()],
            [
                ["what", "ours", "other", "ratio", "spread", "at", "most"],
                ["a", "x", "1.00", "s", "2.00", "s", "0.50", "0.50", "to", "0.50", "1.00", "met"],
                ["e", "y", "300", "MB", "-", "-", "300", "MB", "to", "300", "MB", "256", "MB", "MISSED"],
            ],
        )

    def test_trouble_stands_in_the_place_of_the_verdict(self):
        text = Table([Row("a", "x", "s", [], [2.0], 1.0, "ours: exit 1")]).text()
        self.assertEqual(text.splitlines()[1].split(), "a x - 2.00 s - - 1.00 ours: exit 1".split())


if __name__ == "__main__":
    unittest.main()
