#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "basis.h"
#include "phaen/query/world.h"
#include "random.h"

namespace phaen::score {

/// True of postings that spend: what a month to come has again.
[[nodiscard]] bool spends(facts::PostingKind kind);

/// What can still be taken from where, by account.
class Purse {
  public:
    explicit Purse(const query::World& world);
    /// Takes so many satang from where the posting would, or what is left of it; 0 when there is
    /// nothing.
    std::int64_t take(const facts::Posting& posting, std::int64_t wanted);
    /// Disbursements of a project of that fiscal year, of so many satang together, or of what is
    /// left: what is committed first, then what is available, account by account.
    std::vector<facts::Posting> disburse(int fiscal_year, const std::string& project,
                                         std::int64_t wanted);

  private:
    struct Rest {
        std::int64_t available = 0;
        std::int64_t committed = 0;
        std::int64_t advanced = 0;
    };
    std::map<ledger::Account, Rest> rests_;
};

/// How spending will go on by the spending plans of projects and by the office's earlier years.
/// A project with a spending plan spends by it, as fully as the office has kept to such plans this
/// year. Other spending follows the share that each month had of an earlier year's disbursements.
class SpendingHabit {
  public:
    /// The months of the plan's year before `ended` have ended. Projects that were cancelled spend
    /// nothing more, and whether they kept to their plan says nothing.
    SpendingHabit(const Basis& basis, const query::World& world, std::size_t ended);

    /// What holds for one run.
    struct Drawn {
        /// Of what is planned, so much is spent: `kept` / `planned`.
        std::int64_t kept = 1;
        std::int64_t planned = 1;
        /// Disbursed in each month of the earlier year that this one will be like; null when there
        /// is none.
        const std::array<std::int64_t, 12>* like = nullptr;
    };
    [[nodiscard]] Drawn draw(Random& random) const;

    [[nodiscard]] bool is_planned(const std::string& project) const {
        return plans_.contains(project);
    }
    /// Satang in a month to come (0 is October) of a posting that a month which has ended had.
    [[nodiscard]] std::int64_t scaled(std::int64_t satang, std::size_t month,
                                      const Drawn& drawn) const;
    /// Postings of the month by the spending plans, as far as the purse goes.
    [[nodiscard]] std::vector<facts::Posting> planned_in(std::size_t month, const Drawn& drawn,
                                                         Purse& purse) const;

  private:
    using Months = std::array<std::int64_t, 12>;
    void read_plans(const query::World& world);
    void read_postings(const Basis& basis);

    int fiscal_year_ = 0;
    std::size_t ended_ = 0;
    std::map<std::string, Months> plans_;  ///< by project, satang
    Months planned_{};                     ///< of all of them
    Months kept_{};                        ///< what these projects disbursed
    std::vector<Months> earlier_;
};

}  // namespace phaen::score
