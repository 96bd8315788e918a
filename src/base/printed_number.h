#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace phaen::base::detail {

struct Digit {
    int value = 0;
    std::size_t length = 0;  ///< bytes
};

/// The Arabic or Thai digit at `at`, if there is one.
[[nodiscard]] std::optional<Digit> digit_at(std::string_view text, std::size_t at);

/// A number as documents print it: `๑,๕๐๐`, `1500.25`.
struct PrintedNumber {
    std::int64_t whole = 0;
    std::int64_t fraction = 0;  ///< the digits after the point, as a whole number
    int fraction_digits = 0;    ///< how many they are; 0 when there is no point
    std::string_view rest;      ///< what follows the number
};

/// Reads the number at the start of `text`: digits of either set, commas at every thousand or
/// nowhere, and a point when a digit follows it. Null when there is no number, the commas stand
/// wrong, the whole part does not fit, or there are more than `max_fraction_digits` (at most 6)
/// decimals.
[[nodiscard]] std::optional<PrintedNumber> scan_printed_number(std::string_view text,
                                                               int max_fraction_digits);

/// Without white space, NBSP and zero-width space at either end.
[[nodiscard]] std::string_view trim(std::string_view text);

}  // namespace phaen::base::detail
