#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "line_signs.h"
#include "phaen/facts/log.h"

namespace phaen::facts {

/// Reads postings in the form of our own lines, each in one pass without a tree and without making
/// texts. False for every other line, also when anything is wrong with it: the full reader then
/// says what. Whatever this gives, the full reader gives too. What it gives points into the line.
class QuickPostings {
  public:
    /// `log` is where the posting is going to be added; it hears of the id early.
    [[nodiscard]] bool read(std::string_view line, const FactLog& log, PostingFact& fact);

  private:
    class Scanner;
    template <auto order>
    bool read_line(std::string_view line, const FactLog& log, PostingFact& fact);
    /// By a function of its own, so that the usual one stays small.
    [[gnu::noinline]] bool read_in_any_order(std::string_view line, const FactLog& log,
                                             PostingFact& fact);
    std::optional<Day> day_of(std::string_view text);
    std::optional<base::Instant> instant_of(std::string_view text);

    // Most postings are of the day of the one before, and recorded when that was.
    std::string day_text_;
    std::optional<Day> day_;
    std::string instant_text_;
    std::optional<base::Instant> instant_;
    LineSigns signs_;
};

}  // namespace phaen::facts
