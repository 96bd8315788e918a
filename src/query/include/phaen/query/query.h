#pragma once

#include <optional>
#include <string>
#include <vector>

#include "phaen/base/form.h"
#include "phaen/base/ratio.h"
#include "phaen/plan/plan.h"
#include "phaen/query/world.h"

/// What an indicator reads: the queries of contracts.md section 3, with the rows behind the value.
namespace phaen::query {

/// A row that counted. `key` is what tells it apart when counting, `amount` what was added up or
/// compared; both as the derivation prints them.
struct CountedRow {
    std::uint32_t fact = kNoFact;
    std::string key;
    std::optional<base::Decimal> amount;
    friend bool operator==(const CountedRow&, const CountedRow&) = default;
};

struct Answer {
    /// Null when there is none: an average of nothing, a part of nothing.
    std::optional<base::Ratio> value;
    std::vector<CountedRow> rows;  ///< of a ratio: empty, see the two below
    std::vector<Answer> num;       ///< of a ratio: one each
    std::vector<Answer> den;
};

/// Answers a query. Its period is the plan's fiscal year up to the day: when `date` names a field,
/// rows count whose date lies in it; a row without the date does not. `of` is a dataset, or
/// `dataset.field` for functions over a number; `ledger.<balance>`; `steps`; `evidence`.
/// `scopes` narrows `ledger.disbursed` to its numerator and other balances to its denominator.
/// A query that `problems` finds wrong has no value and no rows.
[[nodiscard]] Answer answer(const plan::Query& query, const World& world,
                            const plan::Disbursement* scopes = nullptr);

/// `answer().value`, without making rows.
[[nodiscard]] std::optional<base::Ratio> value(const plan::Query& query, const World& world,
                                               const plan::Disbursement* scopes = nullptr);

/// Whether the query reads something that was touched, so that its answer may be another.
[[nodiscard]] bool reads(const plan::Query& query, const Touched& touched,
                         std::span<const dataset::Dictionary> dictionaries);

enum class QueryProblemKind {
    unknown_source,  ///< `of` is no dataset, balance, `steps` or `evidence`
    unknown_field,
    field_needed,  ///< the function needs `dataset.field`
    field_not_number,
    unknown_operator,
    field_not_date,
    ratio_halves,  ///< a ratio without exactly one query on each side
};

struct QueryProblem {
    QueryProblemKind kind = QueryProblemKind::unknown_source;
    std::string found;
    friend bool operator==(const QueryProblem&, const QueryProblem&) = default;
};

[[nodiscard]] std::string describe_problem(const QueryProblem& problem,
                                           base::MessageLanguage language);

/// All that is wrong with it by the dictionaries that it reads.
[[nodiscard]] std::vector<QueryProblem> problems(const plan::Query& query,
                                                 std::span<const dataset::Dictionary> dictionaries);

}  // namespace phaen::query
