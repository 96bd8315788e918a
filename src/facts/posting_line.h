#pragma once

#include <string>

#include "phaen/facts/fact.h"

namespace phaen::facts {

/// Writes lines of postings without making a tree first.
class PostingLines {
  public:
    /// Adds the line that `to_line` gives. False, and nothing is added, for what is no posting of
    /// one day, or has a text with escapes.
    [[nodiscard]] bool append(const Fact& fact, std::string& out);

  private:
    // Most postings are recorded when the one before was.
    base::Instant instant_;
    std::string instant_text_;
};

}  // namespace phaen::facts
