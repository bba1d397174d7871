package io.glancesync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.embedded.glance.Content;
import io.glancesync.plan.Withdrawal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What those who judge know of people who use and keep images is so. */
class UsersTest {
  private final SimulatedWorld world = new SimulatedWorld(new Dice(1), Clock.systemUTC());
  private final SimulatedRegion region = world.regions().get(0);
  private final Oddities oddities = new Oddities(world, new Dice(1), EnumSet.allOf(Oddity.class));

  @AfterEach
  void end() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({
    "2, true, false",
    "ever, false, true",
    "2 3, true, false",
    "2 ever, false, true",
    "ever 2, false, true",
    "ever ever, false, true"
  })
  void an_image_is_in_use_for_a_while_or_for_ever(
      String claims, boolean isForAWhile, boolean isForEver) {
    Stream.of(claims.split(" "))
        .map(it -> it.equals("ever") ? Oddities.FOR_EVER : Integer.parseInt(it))
        .forEach(times -> oddities.keepInUse(region, "id", times));

    assertThat(oddities.inUse().contains("id")).isEqualTo(isForAWhile);
    assertThat(oddities.inUseForEver().contains("id")).isEqualTo(isForEver);
  }

  /** Its name and id show that GlanceSync made it, and nothing that somebody has shown it. */
  @ParameterizedTest
  @CsvSource({
    "protected, true, true",
    "name, kept-alma, true",
    "os_hidden, false, false",
  })
  void who_keeps_an_image_has_to_protect_or_rename_it(String field, String value, boolean isNoted) {
    Life life = hidingAtOnce();
    var users = new Users(world, life, oddities);
    List<String> notes = new ArrayList<>();
    var witness =
        new LifeWitness(region, life, users, oddities, new Lives.Removals(10), notes::add);
    witness.begin(Set.of("alma"));
    String id =
        region
            .glance()
            .add(Map.of("name", "alma", "owner", region.projectId()), Content.synthetic(1, 100));
    witness.look();

    region.glance().set(id, field, field.equals("name") ? value : Boolean.valueOf(value));
    users.spared().add(id);
    witness.begin(Set.of("another"));
    region.glance().set(id, "os_hidden", true);
    witness.look();

    assertThat(notes).hasSize(isNoted ? 1 : 0).allMatch(it -> it.contains("somebody keeps it"));
  }

  private static Life hidingAtOnce() {
    return LongStream.range(0, 1000)
        .mapToObj(it -> Life.draw(new Dice(it)))
        .flatMap(Optional::stream)
        .filter(it -> it.rules().mode() == Withdrawal.Mode.HIDE && it.rules().grace().isZero())
        .findFirst()
        .orElseThrow();
  }
}
