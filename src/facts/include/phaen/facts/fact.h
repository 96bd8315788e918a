#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "phaen/base/calendar.h"
#include "phaen/base/decimal.h"
#include "phaen/base/instant.h"
#include "phaen/base/money.h"
#include "phaen/base/value.h"

/// What happened in a year: `phaen.facts/1` of contracts.md section 5. Facts are only added; what
/// was said wrongly is said again by a fact that corrects it.
namespace phaen::facts {

using Day = std::chrono::year_month_day;

inline constexpr std::string_view kFactsSchema = "phaen.facts/1";

enum class FactKind { progress, posting, record, evidence, assessment, event };
inline constexpr int kFactKindCount = 6;

/// How far a step or a project has come (ความก้าวหน้า), as its owner reports it.
struct Progress {
    base::Percent percent;  ///< of the whole step, not of the month: 0 to 100
    std::string text;
    std::string obstacles;
    std::string corrective_action;
    friend bool operator==(const Progress&, const Progress&) = default;
};

/// The life of money (thai-domain.md 2.4). `assertion` moves nothing: it says what another system
/// shows as a balance on that day.
enum class PostingKind {
    appropriation,
    allotment,
    transfer_in,
    transfer_out,
    commitment,
    disbursement,
    advance,
    advance_clearing,
    return_,
    carry_over,
    assertion,
};

/// Where the money of a posting stood before: a disbursement pays a commitment or directly, a
/// return gives back what was disbursed, advanced or committed.
enum class Against { available, commitment, advance, disbursement };

/// A balance of the ledger; what each means stands in the ledger's README.
enum class Balance {
    appropriated,
    transferred_in,
    transferred_out,
    after_transfer,
    allotted,
    available,
    committed,
    advanced,
    disbursed,
    carried_over,
};
inline constexpr int kBalanceCount = 10;

struct Posting {
    PostingKind posting = PostingKind::appropriation;
    base::Money amount;  ///< never negative
    std::optional<Against> against;
    std::optional<Balance> balance;  ///< of an assertion, and only there
    int fiscal_year = 0;             ///< the budget's, B.E.
    std::string fund;                ///< id of a source of money of the scheme
    std::string category;            ///< id of an expenditure category of the scheme
    std::string item;                ///< one item of the category, as the central fund has
    std::string project;             ///< id of a project of the plan, or empty
    std::string document;            ///< number of the document that it was made from
    std::string note;
    friend bool operator==(const Posting&, const Posting&) = default;
};

enum class RecordAction { put, remove };

/// A row of a dataset, written under a version of its dictionary. A later record of the same id
/// replaces it from its own day on.
struct Record {
    std::string dataset;
    std::string record;
    int version = 1;
    RecordAction action = RecordAction::put;
    base::Value values;  ///< an object by the dictionary's fields
    friend bool operator==(const Record&, const Record&) = default;
};

/// A file that shows something. The fact's element is an evidence item, an indicator or a step.
struct Evidence {
    std::string title;
    std::string file;
    std::string sha256;  ///< of the file, 64 lower-case hexadecimal digits
    std::int64_t bytes = 0;
    std::string media_type;
    std::string url;
    std::string document;
    std::optional<int> level;  ///< the level of the indicator that it is for
    friend bool operator==(const Evidence&, const Evidence&) = default;
};

enum class AssessedBy { self, evaluator, panel };
enum class AssessmentStatus { provisional, verified, final_ };

/// What somebody judged of an indicator, beside what Phaen computes.
struct Assessment {
    AssessedBy assessed_by = AssessedBy::self;
    AssessmentStatus status = AssessmentStatus::provisional;
    std::optional<int> level;
    std::optional<base::Decimal> value;  ///< of a panel: on the scale of the indicator
    std::optional<base::Score> score;
    bool not_applicable = false;
    std::string reason;
    friend bool operator==(const Assessment&, const Assessment&) = default;
};

enum class EventKind {
    on_plan,
    changed_form,
    postponed,
    cancelled,
    added,
    submitted,
    approved,
    rejected,
    acknowledged,
    assigned,
    closed,
    note,
};

/// What befell a project or a step: its state changed, an approval came, it was closed.
struct Event {
    EventKind event = EventKind::note;
    std::string reason;
    std::string document;
    std::string effect;
    std::string text;
    std::optional<base::Percent> satisfaction;
    std::string lesson;
    friend bool operator==(const Event&, const Event&) = default;
};

/// The alternatives stand in the order of FactKind; `monostate` comes first and means that the fact
/// withdraws the one that it corrects.
using FactData =
    std::variant<std::monostate, Progress, Posting, Record, Evidence, Assessment, Event>;

/// When it was: one day, or a span of days that counts from its last.
struct When {
    std::optional<Day> on;
    std::optional<Day> from;
    std::optional<Day> to;
    friend bool operator==(const When&, const When&) = default;
};

struct Fact {
    std::string id;
    std::int64_t seq = 0;
    FactKind kind = FactKind::event;
    std::string plan;     ///< id of the plan, or empty when it is no plan's
    std::string element;  ///< id of the element, or empty
    When when;
    base::Instant recorded_at;
    std::string by;
    std::string corrects;  ///< id of an earlier fact of the same kind, or empty
    FactData data;
    friend bool operator==(const Fact&, const Fact&) = default;
};

}  // namespace phaen::facts
