#pragma once

#include <gtest/gtest.h>

#include <string>

#include "phaen/base/calendar.h"
#include "phaen/facts/log.h"
#include "phaen/ledger/ledger.h"

/// Facts of postings for the tests of this module.
namespace phaen::ledger {

inline base::Money baht(std::string_view text) { return *base::Money::parse(text); }
inline facts::Day on(std::string_view text) { return *base::parse_iso(text); }

class Postings {
  public:
    /// Adds a posting of fund `annual`, category `operating` unless it is changed.
    facts::Posting& posting(facts::PostingKind kind, std::string_view day,
                            std::string_view amount) {
        facts::Fact fact;
        fact.kind = facts::FactKind::posting;
        fact.when.on = on(day);
        facts::Posting data;
        data.posting = kind;
        data.amount = baht(amount);
        data.fiscal_year = 2565;
        data.fund = "annual";
        data.category = "operating";
        fact.data = std::move(data);
        facts_.push_back(std::move(fact));
        return std::get<facts::Posting>(facts_.back().data);
    }
    facts::Fact& last() { return facts_.back(); }
    /// All of them in the order in which they were added; ids are p1, p2, …
    [[nodiscard]] const facts::FactLog& log() {
        log_ = {};
        for (std::size_t i = 0; i < facts_.size(); ++i) {
            facts::Fact fact = facts_[i];
            fact.seq = static_cast<std::int64_t>(i) + 1;
            fact.id = "p" + std::to_string(fact.seq);
            EXPECT_TRUE(log_.append(std::move(fact)));
        }
        return log_;
    }
    [[nodiscard]] Ledger ledger() {
        const facts::FactLog& all = log();
        return {all, all.view({on("2030-01-01"), *base::Instant::parse("2030-01-01T00:00:00Z")})};
    }

  private:
    std::vector<facts::Fact> facts_;
    facts::FactLog log_;
};

}  // namespace phaen::ledger
