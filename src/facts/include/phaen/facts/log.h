#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/result.h"
#include "phaen/facts/fact.h"

namespace phaen::facts {

/// Why a fact cannot be added, in order of precedence.
enum class FactRefusal {
    bad_id,   ///< id, plan, element or corrects has not the form of an id
    bad_day,  ///< neither `on` nor `from` and `to`, or both, or a span that ends before it begins
    wrong_data,  ///< data of another kind; a balance in what is no assertion, or none in one
    seq_not_increasing,  ///< not greater than that of the fact before
    duplicate_id,
    corrects_unknown,   ///< no fact of that id was added before
    corrects_other,     ///< a fact of another kind or plan
    withdraws_nothing,  ///< no data, and corrects nothing
    too_much_money,     ///< with it the amounts of all postings are more than Money can be
};

/// A posting whose texts are kept elsewhere: by the log it is in, or by the line it is read from.
struct PostingView {
    PostingKind posting = PostingKind::appropriation;
    base::Money amount;
    std::optional<Against> against;
    std::optional<Balance> balance;
    int fiscal_year = 0;
    std::string_view fund;
    std::string_view category;
    std::string_view item;
    std::string_view project;
    std::string_view document;
    std::string_view note;
    /// Of a log's posting: the same for those of the same fiscal year, fund, category, item and
    /// project, and below `FactLog::accounts`.
    std::uint32_t account = 0;

    static PostingView of(const Posting& posting);
    [[nodiscard]] Posting copy() const;
};

/// A fact that is a posting, before it is added; its texts are kept elsewhere.
struct PostingFact {
    std::string_view id;
    std::int64_t seq = 0;
    std::string_view plan;
    std::string_view element;
    std::optional<Day> on;
    base::Instant recorded_at;
    std::string_view by;
    std::string_view corrects;
    PostingView data;

    [[nodiscard]] Fact copy() const;
};

/// A fact of a log, seen without copying. Valid until the log is changed.
struct FactView {
    std::string_view id;
    std::int64_t seq = 0;
    FactKind kind = FactKind::event;
    std::string_view plan;
    std::string_view element;
    std::int32_t first_day = 0;  ///< days since 1970-01-01; of one day both are the same
    std::int32_t last_day = 0;
    base::Instant recorded_at;
    std::string_view by;
    std::optional<std::uint32_t> corrects;  ///< index of that fact
    /// Exactly that of the kind is set; none when the fact withdraws another.
    const Progress* progress = nullptr;
    std::optional<PostingView> posting;
    const Record* record = nullptr;
    const Evidence* evidence = nullptr;
    const Assessment* assessment = nullptr;
    const Event* event = nullptr;
};

/// A day, and what was known when.
struct AsOf {
    Day day;
    base::Instant known_at;
};

/// What holds of one plan: its facts and those of no plan, in the order of seq, all and by kind.
struct PlanView {
    std::vector<std::uint32_t> all;
    std::array<std::vector<std::uint32_t>, kFactKindCount> by_kind;

    [[nodiscard]] const std::vector<std::uint32_t>& of(FactKind kind) const {
        return by_kind[static_cast<std::size_t>(kind)];
    }
};

/// What one more fact does to a view: it takes the place of one that held, or only comes or goes.
/// Both are of the same kind and plan.
struct ViewChange {
    std::optional<std::uint32_t> lost;
    std::optional<std::uint32_t> gained;
    [[nodiscard]] bool is_nothing() const { return !lost && !gained; }
};

/// What a posting does to balances, without its texts.
struct PostingMove {
    PostingKind posting = PostingKind::appropriation;
    std::optional<Against> against;
    std::int64_t satang = 0;
    std::uint32_t account = 0;  ///< as PostingView::account
};

/// All facts in the order of their seq. What every fact has stands in columns, texts that repeat
/// are kept once, so that reading as of a day passes over 21 bytes a fact and looks nothing up.
class FactLog {
  public:
    FactLog();
    ~FactLog();
    FactLog(FactLog&&) noexcept;
    FactLog& operator=(FactLog&&) noexcept;
    FactLog(const FactLog&) = delete;
    FactLog& operator=(const FactLog&) = delete;

    [[nodiscard]] base::Result<base::Done, FactRefusal> append(Fact fact);
    /// The same without making texts of its own first.
    [[nodiscard]] base::Result<base::Done, FactRefusal> append(const PostingFact& fact);
    /// Says that a fact of that id is about to be appended, so that memory has its place at hand.
    void expect(std::string_view id) const;
    /// Says how many facts there will be, of the kinds and with ids as long as those that are there
    /// already, so that their places need not be moved. There may be more or fewer.
    void expect_facts(std::size_t count);
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] FactView at(std::size_t index) const;
    /// `at(index).posting` and `at(index).last_day`, without the rest.
    [[nodiscard]] std::optional<PostingView> posting(std::size_t index) const;
    [[nodiscard]] std::int32_t last_day(std::size_t index) const;
    [[nodiscard]] std::optional<PostingMove> posting_move(std::size_t index) const;
    [[nodiscard]] const Record* record(std::size_t index) const;
    [[nodiscard]] std::string_view id(std::size_t index) const;
    [[nodiscard]] std::string_view element(std::size_t index) const;
    [[nodiscard]] FactKind kind(std::size_t index) const;
    /// The latest instant at which one was recorded; they need not be in order.
    [[nodiscard]] base::Instant latest() const;
    /// The amounts of all postings added up, whatever they move and whether they hold: no sum of
    /// some of them can be beyond what Money can be.
    [[nodiscard]] base::Money posted() const;
    /// How many different accounts the postings name.
    [[nodiscard]] std::size_t accounts() const;
    [[nodiscard]] Fact fact(std::size_t index) const;
    [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const;

    /// Indices of the facts that hold, in the order of seq. Of a chain of corrections the last fact
    /// recorded at or before `known_at` holds; it is in the view when its day (or the last of its
    /// span) is not after `day` and it does not withdraw. The first is decided before the second:
    /// what was corrected to a later day did not happen before (docs/interpretations.md).
    [[nodiscard]] std::vector<std::uint32_t> view(const AsOf& as_of) const;
    /// The same of one kind.
    [[nodiscard]] std::vector<std::uint32_t> view(const AsOf& as_of, FactKind kind) const;

    /// The same of one plan.
    [[nodiscard]] PlanView view_of_plan(const AsOf& as_of, std::string_view plan) const;
    /// How the last fact that was added changed the view: `view` without it and with it differ by
    /// this. Takes as long as its chain of corrections.
    [[nodiscard]] ViewChange change_by_last(const AsOf& as_of) const;

    /// Facts of the plan about elements that it does not have.
    [[nodiscard]] std::vector<std::uint32_t> orphans(
        const std::vector<std::uint32_t>& view, std::string_view plan,
        const std::function<bool(std::string_view)>& has_element) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace phaen::facts
