package io.glancesync.planner;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.ImageId;
import io.glancesync.plan.Stop;
import io.glancesync.region.RegionName;
import java.util.List;

/** The one thing that a person does next about an image of a region. */
public sealed interface NextStep {
  /**
   * Nothing is to be done.
   *
   * @param because why, as it goes on after a colon
   */
  record NothingToDo(String because) implements NextStep {
    public NothingToDo {
      requireNonNull(because, "because");
    }
  }

  /**
   * Something that is done in a region, or waited for.
   *
   * @param what begins with a verb
   */
  record Act(String what) implements NextStep {
    public Act {
      requireNonNull(what, "what");
    }
  }

  /**
   * An image is changed with OpenStack's client.
   *
   * @param what begins with a verb, as it goes on before a colon
   * @param region where the image is
   * @param option what follows {@code image set}
   * @param arguments what follows that, as the program gets it
   */
  record SetImage(String what, RegionName region, String option, List<String> arguments)
      implements NextStep {
    public SetImage {
      requireNonNull(what, "what");
      requireNonNull(region, "region");
      requireNonNull(option, "option");
      arguments = List.copyOf(arguments);
    }
  }

  /** One of two. */
  record Either(NextStep one, NextStep other) implements NextStep {
    public Either {
      requireNonNull(one, "one");
      requireNonNull(other, "other");
    }
  }

  /** A guard's limit is raised. */
  record Raise(Stop.GuardLimit limit) implements NextStep {
    public Raise {
      requireNonNull(limit, "limit");
    }
  }

  /**
   * What failed for good waits for its next try.
   *
   * @param what when that is, and how to have it sooner
   */
  record AwaitRetry(String what) implements NextStep {
    public AwaitRetry {
      requireNonNull(what, "what");
    }
  }

  /**
   * Keys of the region's target are changed.
   *
   * @param what begins with a verb, and goes on with "in" and the place of the keys
   * @param lines as one of them then reads, with what it says already; empty when the text says it
   *     all
   */
  record Configure(String what, List<String> lines) implements NextStep {
    public Configure {
      requireNonNull(what, "what");
      lines = List.copyOf(lines);
    }
  }

  /**
   * The next run does it.
   *
   * @param master the image, for who wants it now
   */
  record NextRun(ImageId master) implements NextStep {
    public NextRun {
      requireNonNull(master, "master");
    }
  }

  /**
   * Another image decides.
   *
   * @param image in the master
   * @param role what it is to the image
   */
  record Explain(ImageId image, String role) implements NextStep {
    public Explain {
      requireNonNull(image, "image");
      requireNonNull(role, "role");
    }
  }
}
