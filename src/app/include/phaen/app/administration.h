#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "phaen/app/accounts.h"
#include "phaen/app/refusal.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/store/plan_store.h"
#include "phaen/store/year_store.h"

/// What administrators look after besides accounts: agencies, and the chain of all commands.
namespace phaen::app {

class Administration {
  public:
    Administration(store::PlanStore& plans, store::YearStore& facts, Accounts& accounts,
                   std::function<store::Instant()> now);
    template <class T>
    using Answer = base::Result<T, Refusal>;

    /// `{id, name: {th, en}}`: a new agency, whose administrator is who made it.
    [[nodiscard]] Answer<base::Value> add_agency(std::string_view by, const base::Value& body);
    /// `{name: {th, en}}`.
    [[nodiscard]] Answer<base::Value> rename_agency(std::string_view by, std::string_view agency,
                                                    const base::Value& body);

    /// What of the chain is wanted, newest first; empty members want anything.
    struct Page {
        std::string actor = {};    ///< id of an account
        std::string command = {};  ///< a part of the command's name or of what it is about
        std::string from = {};     ///< first day, in Bangkok
        std::string to = {};       ///< last day
        std::size_t limit = 50;
        std::int64_t before = 0;  ///< entries with a smaller seq; 0: from the newest
    };
    /// `{entries}`; `next` is the `before` of the following page, 0 on the last. A page may hold
    /// fewer than its limit: so many entries are looked at for one page.
    [[nodiscard]] Answer<base::Value> audit(std::string_view agency, const Page& page,
                                            std::int64_t& next) const;
    /// Walks the chain and says whether each entry is what its hash says and names the one before:
    /// `{entries, checked, holds, broken_at, head, signed}`.
    [[nodiscard]] Answer<base::Value> proof(std::string_view agency) const;

  private:
    store::PlanStore& plans_;
    store::YearStore& facts_;
    Accounts& accounts_;
    std::function<store::Instant()> now_;
};

}  // namespace phaen::app
