package io.glancesync.plan;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Members;
import java.util.List;
import java.util.Optional;

/** One thing that a run does to one image of one region. */
public sealed interface Step {
  /** The image that it is about: the master's, or the region's if the master has none any more. */
  Image image();

  /** The id of the master's image that is the reason for it; empty when there is none any more. */
  default Optional<ImageId> masterId() {
    return Optional.of(image().id());
  }

  /** How many bytes of content it sends. */
  default long size() {
    return 0;
  }

  Action action();

  /** The image's name in the region once the step is done. */
  String imageName();

  /** The name of the master's image that it is about: a run may be about some of these only. */
  default String masterName() {
    return imageName();
  }

  /** In which fields the region's image differs from what the step makes of it. */
  default List<Difference> differences() {
    return List.of();
  }

  /** The region's image that the step is about; empty when there is none yet. */
  Optional<Image> regionImage();

  /** The id of that image. */
  default Optional<ImageId> regionId() {
    return regionImage().map(Image::id);
  }

  /**
   * Whether the step does the same as another one, to the same images: neither the master's nor the
   * region's was changed meanwhile.
   */
  default boolean isSameWorkAs(Step other) {
    return action() == other.action()
        && image().atAnyMoment().equals(other.image().atAnyMoment())
        && regionImage()
            .map(Image::atAnyMoment)
            .equals(other.regionImage().map(Image::atAnyMoment));
  }

  /** Who the region's image is shared with in the end; empty when the step changes no members. */
  default Optional<Members> members() {
    return Optional.empty();
  }

  /** The same step, with other members. */
  default Step sharedWith(Members others) {
    throw new IllegalStateException(imageName() + " is not about members");
  }

  /** Kernel and ramdisk whose ids in the region are still to be found. */
  default List<Companion> companions() {
    return List.of();
  }

  /** The same step, now that the id of its first companion in the region is known. */
  default Step withFirstCompanion(ImageId id) {
    throw new IllegalStateException(imageName() + " has no companion to be found");
  }

  /**
   * Copies the master's content.
   *
   * @param action upload, replace or rename
   * @param wanted the image as it is to appear in the region; its id is the master's and means
   *     nothing there
   * @param old the region's image that gives way; null for an upload
   * @param outgoing what becomes of that image; null for an upload
   * @param companions kernel and ramdisk to be found by name when the copy begins
   */
  record Copy(
      Action action,
      Image master,
      Image wanted,
      Image old,
      Outgoing outgoing,
      List<Companion> companions)
      implements Step {
    public Copy {
      requireNonNull(master, "master");
      requireNonNull(wanted, "wanted");
      companions = List.copyOf(companions);
      if ((action == Action.UPLOAD) != (old == null)) {
        throw new IllegalArgumentException(action + " with old image " + old);
      }
      if (old != null && outgoing == null) {
        // an earlier release noted only the action
        outgoing = action == Action.RENAME ? Outgoing.renamed(old) : Outgoing.DELETED;
      }
    }

    @Override
    public Image image() {
      return master;
    }

    @Override
    public long size() {
      return master.size();
    }

    @Override
    public List<Difference> differences() {
      return old == null || old.checksum().equals(master.checksum())
          ? List.of()
          : List.of(new Difference("checksum", master.checksum(), old.checksum()));
    }

    @Override
    public String imageName() {
      return wanted.name();
    }

    @Override
    public Optional<Image> regionImage() {
      return Optional.ofNullable(old);
    }

    @Override
    public Optional<Members> members() {
      return wanted.knownMembers().filter(it -> !it.isEmpty());
    }

    @Override
    public Copy sharedWith(Members others) {
      return new Copy(
          action, master, wanted.but().members(others).build(), old, outgoing, companions);
    }

    @Override
    public Copy withFirstCompanion(ImageId id) {
      String property = companions.get(0).role().property();
      Image linked = wanted.but().property(property, id.value()).build();
      return new Copy(
          action, master, linked, old, outgoing, companions.subList(1, companions.size()));
    }
  }

  /**
   * Changes what surrounds the content of an image that the region has.
   *
   * @param action metadata, or ami when it waits for the copy of a kernel or ramdisk
   * @param existing the region's image
   */
  record Update(
      Action action, Image master, Image existing, Changes changes, List<Companion> companions)
      implements Step {
    public Update {
      requireNonNull(master, "master");
      requireNonNull(existing, "existing");
      requireNonNull(changes, "changes");
      companions = List.copyOf(companions);
    }

    @Override
    public Image image() {
      return master;
    }

    @Override
    public String imageName() {
      return existing.name();
    }

    @Override
    public List<Difference> differences() {
      return changes.differences(existing);
    }

    @Override
    public String masterName() {
      return master.name();
    }

    @Override
    public Optional<Image> regionImage() {
      return Optional.of(existing);
    }

    /** Members are no part of an image as lists show it. */
    @Override
    public boolean isSameWorkAs(Step other) {
      return Step.super.isSameWorkAs(other)
          && other instanceof Update update
          && changes.members().equals(update.changes.members());
    }

    @Override
    public Optional<Members> members() {
      return changes.members();
    }

    @Override
    public Update sharedWith(Members others) {
      return new Update(action, master, existing, changes.andMembers(others), companions);
    }

    @Override
    public Update withFirstCompanion(ImageId id) {
      Changes linked = changes.andSet(companions.get(0).role().property(), id.value());
      return new Update(action, master, existing, linked, companions.subList(1, companions.size()));
    }
  }

  /** Marks a region's image as retired (specification, section 6). */
  record Retire(Image master, Image existing, Changes changes) implements Step {
    public Retire {
      requireNonNull(master, "master");
      requireNonNull(existing, "existing");
      requireNonNull(changes, "changes");
    }

    @Override
    public Image image() {
      return master;
    }

    @Override
    public Action action() {
      return Action.OBSOLETE;
    }

    @Override
    public List<Difference> differences() {
      return changes.differences(existing);
    }

    @Override
    public String imageName() {
      return master.name();
    }

    @Override
    public Optional<Members> members() {
      return changes.members();
    }

    @Override
    public Retire sharedWith(Members others) {
      return new Retire(master, existing, changes.andMembers(others));
    }

    @Override
    public Optional<Image> regionImage() {
      return Optional.of(existing);
    }
  }

  /**
   * Takes an image of ours out of use (specification, section 9).
   *
   * @param action hide, deactivate or delete
   * @param existing the region's image
   * @param masterName the name that it was made for
   * @param successor the master's image of that name; its copy, if the same run makes one, has to
   *     succeed first. Null when there is none, so that the image is withdrawn
   */
  record Remove(Action action, Image existing, String masterName, Image successor) implements Step {
    public Remove {
      requireNonNull(existing, "existing");
      requireNonNull(masterName, "masterName");
      switch (action) {
        case HIDE, DEACTIVATE, DELETE -> {}
        default -> throw new IllegalArgumentException(action + " removes nothing");
      }
      if (existing.isProtected()) {
        throw new IllegalArgumentException(existing.id() + " is protected: somebody wants it");
      }
    }

    @Override
    public List<Difference> differences() {
      return switch (action) {
        case HIDE -> List.of(new Difference("os_hidden", "true", "" + existing.hidden()));
        case DEACTIVATE -> List.of(new Difference("status", "deactivated", existing.status()));
        default -> List.of();
      };
    }

    /** Whether the master has no selected image for it any more. */
    public boolean isWithdrawal() {
      return successor == null;
    }

    @Override
    public Image image() {
      return existing;
    }

    @Override
    public Optional<ImageId> masterId() {
      return Optional.ofNullable(successor).map(Image::id);
    }

    @Override
    public String imageName() {
      return existing.name();
    }

    @Override
    public Optional<Image> regionImage() {
      return Optional.of(existing);
    }
  }
}
