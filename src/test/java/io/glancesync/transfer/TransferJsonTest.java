package io.glancesync.transfer;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.renameOf;
import static io.glancesync.transfer.Transfers.replaceOf;
import static io.glancesync.transfer.Transfers.retirementOf;
import static io.glancesync.transfer.Transfers.to;
import static io.glancesync.transfer.Transfers.updateOf;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.image.ContentHash;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Members;
import io.glancesync.image.Members.Status;
import io.glancesync.image.Visibility;
import io.glancesync.plan.Companion;
import io.glancesync.plan.Role;
import io.glancesync.region.RegionName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one text in which a transfer travels and is kept. */
public class TransferJsonTest {
  private final TransferJson json = new TransferJson();

  private static final Image MASTER =
      anImage("ubuntu")
          .withHash("sha512", "h")
          .withMinimum(3, 4)
          .tagged("x", "y")
          .isProtected()
          .isHidden()
          .is(Visibility.COMMUNITY)
          .with("nid", "1")
          .build();
  private static final Image OLD = anImage("ubuntu").withContent("old").with("lost", "1").build();
  private static final Image BARE =
      anImage("bare").withoutChecksum().withFormats(null, null).ofNobody().build();
  private static final Companion KERNEL = new Companion(Role.KERNEL, anImage("kernel").build());
  private static final Companion RAMDISK = new Companion(Role.RAMDISK, BARE);

  private static final Image SHARED =
      anImage("ubuntu")
          .is(Visibility.SHARED)
          .sharedWith(Members.of(Map.of("p1", Status.ACCEPTED, "p2", Status.PENDING)))
          .build();

  public static List<Transfer> everyKind() {
    return List.of(
        uploadOf(MASTER),
        uploadOf(BARE),
        uploadOf(MASTER, KERNEL, RAMDISK),
        replaceOf(MASTER, OLD),
        renameOf(MASTER, OLD),
        updateOf(MASTER, OLD),
        updateOf(OLD, MASTER),
        updateOf(MASTER, OLD, KERNEL),
        uploadOf(SHARED),
        updateOf(SHARED, OLD),
        updateOf(OLD, SHARED),
        retirementOf(MASTER, OLD),
        uploadOf(MASTER).withCopyId(new ImageId("id")).nextAttempt().nextAttempt(),
        uploadOf(MASTER).withCopyId(new ImageId("id")).held(),
        to(RegionName.of("other:Madrid"), uploadOf(MASTER)),
        to(RegionName.of("other:Madrid: north"), uploadOf(MASTER)),
        to(new RegionName("other", ""), uploadOf(MASTER)));
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void a_transfer_comes_back_as_it_went(Transfer transfer) {
    assertThat(json.read(json.write(transfer))).isEqualTo(transfer);
  }

  @Property(tries = 200)
  void whatever_the_names_are_they_come_back(@ForAll("images") Image image) {
    Transfer transfer = replaceOf(image, image.but().name("x" + image.name()).build());

    assertThat(json.read(json.write(transfer))).isEqualTo(transfer);
    assertThat(json.read(json.write(updateOf(image, OLD)))).isEqualTo(updateOf(image, OLD));
  }

  @Provide
  Arbitrary<Image> images() {
    Arbitrary<String> text = Arbitraries.strings().ofMaxLength(20);
    Arbitrary<Map<String, String>> properties = Arbitraries.maps(text, text).ofMaxSize(4);
    Arbitrary<ContentHash> hash =
        Combinators.combine(text, text).as(ContentHash::new).injectNull(0.3);
    return Combinators.combine(
            text, text, text.injectNull(0.3), properties, hash, Arbitraries.longs(), text.set())
        .as(
            (id, name, format, map, contentHash, size, tags) ->
                Image.builder(new ImageId(id))
                    .name(name)
                    .formats(format, format)
                    .properties(map)
                    .hash(contentHash)
                    .size(size)
                    .tags(tags)
                    .build());
  }

  @Test
  void a_person_can_read_what_it_is_about() {
    assertThat(json.write(to(RegionName.of("other:Madrid"), uploadOf(MASTER))))
        .contains("\"region\" : \"other:Madrid\"")
        .contains("\"kind\" : \"copy\"")
        .contains("\"name\" : \"ubuntu\"")
        .doesNotContain("isActive");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "{}",
        "true",
        "\"text\"",
        "<html>",
        "\0\0\0\0",
        "{\"run\": \"r\"}",
        "{\"run\": \"r\", \"step\": {\"kind\": \"explode\"}}",
        "{\"run\": \"r\", \"step\": {\"kind\": \"copy\"}}"
      })
  void a_text_that_is_no_transfer_is_said_to_be_none(String text) {
    assertThatThrownBy(() -> json.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a transfer");
  }

  @Test
  void a_text_that_ends_half_way_or_goes_on_is_said_to_be_none() {
    String text = json.write(uploadOf(MASTER));

    for (String wrong : List.of(text.substring(0, text.length() / 2), text + text, text + "x")) {
      assertThatThrownBy(() -> json.read(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("not a transfer");
    }
  }

  @Test
  void a_text_of_another_version_is_said_to_be_none_rather_than_half_understood() {
    String text = json.write(uploadOf(MASTER));

    assertThatThrownBy(() -> json.read(text.replace("\"attempt\"", "\"tries\"")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tries");
    assertThatThrownBy(() -> json.read(text.replace("\"COMMUNITY\"", "\"EVERYBODY\"")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("EVERYBODY");
  }

  @Test
  void the_place_that_is_wrong_is_said() {
    assertThatThrownBy(() -> json.read("{\n  \"run\" : \"r\",\n  \"step\" : oops }"))
        .hasMessageContaining("line 3");
  }

  @Test
  void a_missing_placed_means_that_nothing_was_begun() {
    String text = json.write(uploadOf(MASTER));

    assertThat(json.read(text.replaceFirst(",\\s*\"placed\" : null", "")))
        .isEqualTo(uploadOf(MASTER));
  }

  @Test
  void missing_members_mean_that_nobody_asked() {
    String text = json.write(updateOf(MASTER, OLD));

    assertThat(text).contains("\"members\" : null");
    assertThat(json.read(text.replaceAll(",\\s*\"members\" : null", "")))
        .isEqualTo(updateOf(MASTER, OLD));
  }

  /** An earlier release wrote nothing of it, and what it had begun is cleared up at once. */
  @Test
  void a_missing_tentative_means_that_the_id_is_ours() {
    Transfer tried = uploadOf(MASTER).withCopyId(new ImageId("id"));
    String text = json.write(tried);

    assertThat(text).contains("\"tentative\" : true");
    assertThat(json.read(text.replaceFirst(",\\s*\"tentative\" : true", "")))
        .isEqualTo(tried.held());
  }

  @Test
  void the_moment_in_which_an_image_was_looked_at_does_not_travel() {
    Image aged = MASTER.but().created(Instant.EPOCH).updated(Instant.EPOCH).build();

    assertThat(json.write(uploadOf(aged))).isEqualTo(json.write(uploadOf(MASTER)));
  }
}
