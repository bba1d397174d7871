package io.glancesync.planner;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.ImageId;
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
   * Keys of the region's target are changed.
   *
   * @param what begins with a verb, and goes on with "in" and the place of the keys
   * @param lines what to write there, any of them; empty when the text says it all
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
   * @param image its name in the master
   * @param role what it is to the image
   */
  record Explain(String image, String role) implements NextStep {
    public Explain {
      requireNonNull(image, "image");
      requireNonNull(role, "role");
    }
  }
}
