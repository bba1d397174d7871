"""Contenders that run in turn, A B A B, and what each of them took."""

import os
from dataclasses import dataclass, field

from cloud import CloudError
from figures import Row

# Characters of a log that tell what went wrong.
TAIL = 1000


@dataclass
class Contender:
    """
    run: takes the number of the round and returns a Usage
    log: what it says
    check: raises CloudError unless what was to be done is done
    after: clears up
    """

    name: str
    run: object
    log: object
    check: object = lambda: None
    after: object = lambda: None
    usages: list = field(default_factory=list)
    trouble: str = ""

    def take_turn(self, number):
        if self.trouble:
            # it would fail again, and perhaps take an hour for it
            return
        # or it would pay for what the one before has written
        os.sync()
        try:
            usage = self.run(number)
            if usage.exit_code != 0:
                self.trouble = f"{self.name}: exit {usage.exit_code}"
            else:
                self.check()
                self.usages.append(usage)
        except CloudError as error:
            self.trouble = f"{self.name}: {error}"
        finally:
            self.after()

    def figures(self, of):
        return [of(usage) for usage in self.usages]


def hold(rounds, contenders, say):
    for number in range(1, rounds + 1):
        for contender in contenders:
            contender.take_turn(number)
            say(f"  round {number}, {contender.name}: {_outcome(contender)}")


def _outcome(contender):
    if not contender.trouble:
        return f"{contender.usages[-1].seconds:.2f} s"
    if not contender.log:
        return contender.trouble
    return contender.trouble + "; the end of what it said:\n" + contender.log.read_text(errors="replace")[-TAIL:]


def seconds(usage):
    return usage.seconds


def compared(part, what, unit, ours, other, limit=None, of=seconds):
    """The row of two contenders."""
    trouble = "; ".join(it.trouble for it in (ours, other) if it.trouble)
    return Row(part, what, unit, ours.figures(of), other.figures(of), limit, trouble)


def alone(part, what, unit, ours, limit=None, of=seconds):
    """The row of a contender whose figures count by themselves."""
    return Row(part, what, unit, ours.figures(of), None, limit, ours.trouble)
