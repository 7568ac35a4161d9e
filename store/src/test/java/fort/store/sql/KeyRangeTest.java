package fort.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyRangeTest {
    @Test
    void a_prefix_ends_before_its_successor() {
        assertThat(KeyRange.of("a/", "")).isEqualTo(new KeyRange("a/", "a0"));
    }

    @Test
    void the_successor_is_no_half_of_a_surrogate_pair() {
        assertThat(KeyRange.of("\uD7FF", "").until()).isEqualTo("\uE000");
    }

    @Test
    void a_last_character_without_successor_is_left_out() {
        assertThat(KeyRange.of("a\uDBFF\uDFFF", "").until()).isEqualTo("b");
        assertThat(KeyRange.of("\uDBFF\uDFFF", "").until()).isNull();
    }

    @Test
    void starts_behind_the_last_key_of_the_page_before() {
        assertThat(KeyRange.of("a", "ab").from()).isEqualTo("ab\u0001");
        assertThat(KeyRange.of("b", "a").from()).isEqualTo("b");
    }
}
