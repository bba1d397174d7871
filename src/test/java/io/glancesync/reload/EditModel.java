package io.glancesync.reload;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What has to run after edits, by the rules of decision 13 and without Camel. */
final class EditModel {
  private final Map<String, MadeFile> disk;
  private Map<String, MadeFile> accepted;
  private List<Set<String>> refused = new ArrayList<>();

  EditModel(Map<String, MadeFile> started) {
    disk = new TreeMap<>(started);
    accepted = Map.copyOf(started);
  }

  Map<String, MadeFile> disk() {
    return disk;
  }

  Map<String, MadeFile> accepted() {
    return accepted;
  }

  /** The files of each edit that is refused. */
  List<Set<String>> refused() {
    return refused;
  }

  /** One edit of these files is on the disk, and complete. */
  void edit(Map<String, MadeFile> changes) {
    var files = new HashSet<String>();
    changes.forEach(
        (name, file) -> {
          MadeFile before = file == null ? disk.remove(name) : disk.put(name, file);
          if (!Objects.equals(before, file)) {
            files.add(name);
          }
        });
    if (!files.isEmpty()) {
      judge(files);
    }
  }

  private void judge(Set<String> changed) {
    var latest = new HashSet<>(changed);
    var edits = new ArrayList<Set<String>>();
    for (Set<String> edit : refused) {
      if (edit.stream().anyMatch(changed::contains)) {
        latest.addAll(edit);
      } else {
        edits.add(edit);
      }
    }
    edits.add(latest);
    refused = edits;
    if (MadeFile.areValid(disk.values())) {
      accepted = Map.copyOf(disk);
      refused = new ArrayList<>();
    }
    while (acceptOne()) {
      // one may help another
    }
  }

  private boolean acceptOne() {
    for (Set<String> edit : refused) {
      var next = new TreeMap<>(accepted);
      for (String file : edit) {
        if (disk.containsKey(file)) {
          next.put(file, disk.get(file));
        } else {
          next.remove(file);
        }
      }
      if (next.equals(accepted) || MadeFile.areValid(next.values())) {
        accepted = next;
        refused.remove(edit);
        return true;
      }
    }
    return false;
  }
}
