#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "context.h"

/// Whether the numbers of a list follow each other.
namespace phaen::check {

struct NumberSlip {
    enum class Kind { starts_late, skips, repeats, goes_back, wrong } kind = Kind::wrong;
    std::size_t index = 0;   ///< of the deviating number
    long long expected = 0;  ///< what should stand there
};

/// The slips of a list that should run first, first + 1, …; a later 1 begins a new list unless
/// `restarts` says otherwise. One number that alone is off counts as wrong, and the list goes on as
/// if it were right; where later numbers follow the slip, the list goes on from it.
struct ListRules {
    long long first = 1;  ///< 0: the list may begin with any number
    bool restarts = true;
};
[[nodiscard]] std::vector<NumberSlip> number_slips(const std::vector<long long>& numbers,
                                                   const ListRules& rules);

/// What is wrong, in words: the number as printed, the one expected.
[[nodiscard]] std::string slip_th(const NumberSlip& slip, const std::string& printed);
[[nodiscard]] std::string slip_en(const NumberSlip& slip, const std::string& printed);

/// A number in the digits of `like`.
[[nodiscard]] std::string number_like(long long number, const std::string& like);

}  // namespace phaen::check
