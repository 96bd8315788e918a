#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <typeindex>
#include <unordered_map>
#include <vector>

#include "phaen/check/check.h"
#include "phaen/check/near.h"
#include "phaen/check/rule.h"
#include "phaen/plan/elements.h"

/// What a rule file includes: the subject with its indexes, made once for all rules. Rules run side
/// by side: all that the context makes as it is asked for may be asked for from several threads,
/// and nothing else of it changes.
namespace phaen::check {

/// A piece of text as it stands: a paragraph or cell of the document, or, when there is no
/// document, a text member of the plan file.
struct Passage {
    enum class Kind { paragraph, heading, contents, header_cell, cell, member };
    Kind kind = Kind::paragraph;
    std::string text;
    plan::Place place;      ///< of the document; block is −1 in a plan file
    plan::Id element;       ///< what it became (part of), when that is one element
    std::string pointer;    ///< JSON Pointer of the member; of a plan file only
    std::string what;       ///< the account's word for it: heading, project_row, step_row, …
    bool repeated = false;  ///< a header row or table part that only repeats an earlier one
};

/// Collects one finding. It is reported when the builder dies, so a rule writes one statement.
class FindingBuilder {
  public:
    FindingBuilder(Context& context, const Rule& rule);
    FindingBuilder(const FindingBuilder&) = delete;
    FindingBuilder& operator=(const FindingBuilder&) = delete;
    ~FindingBuilder();

    /// The element; sets the path too. Its places in the document are added only when `at` gave
    /// none.
    FindingBuilder& about(std::string_view element);
    /// A member below the element's pointer: `/budget`.
    FindingBuilder& member(std::string_view pointer_below);
    FindingBuilder& path(std::string pointer);
    FindingBuilder& at(const plan::Place& place);
    FindingBuilder& at(const std::vector<plan::Place>& places);
    /// The passage's place, or its member's path in a plan file.
    FindingBuilder& at(const Passage& passage);
    /// Instead of the rule's own: for findings of one rule that weigh differently.
    FindingBuilder& severity(Severity severity);
    FindingBuilder& found(std::string printed);
    FindingBuilder& expected(std::string text);
    FindingBuilder& say(std::string th, std::string en);
    /// Replaces the text at `pointer` of the plan file.
    FindingBuilder& replace(std::string_view pointer, base::Value from, base::Value to);

  private:
    Context& context_;
    Finding finding_;
};

class Context {
  public:
    Context(const Subject& subject, const Words& words, std::stop_token stop);
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    [[nodiscard]] const plan::Plan& plan() const { return *subject_.plan; }
    /// The plan's scheme, or what the plan suggests as one.
    [[nodiscard]] const plan::Scheme& scheme() const { return scheme_; }
    /// True when a scheme was given: what it says is known, not guessed.
    [[nodiscard]] bool scheme_known() const { return subject_.scheme != nullptr; }
    [[nodiscard]] const document::Document* document() const { return subject_.document; }
    /// What became of the pieces of the document; null for a plan file.
    [[nodiscard]] const std::vector<book::Account>* account() const { return subject_.account; }
    /// What became of a paragraph or row; null when there is nothing on it.
    [[nodiscard]] const book::Account* account_at(const plan::Place& place) const;
    [[nodiscard]] const plan::Plan* previous() const { return subject_.previous; }
    [[nodiscard]] const Words& words() const { return words_; }
    [[nodiscard]] const plan::ElementIndex& elements() const { return elements_; }
    [[nodiscard]] bool stopped() const { return stop_.stop_requested(); }
    /// True for an imported document: it has claims and places.
    [[nodiscard]] bool printed() const { return !subject_.plan->claims.empty(); }

    /// Claims in the order of the document.
    [[nodiscard]] const std::vector<const plan::Claim*>& claims(plan::ClaimKind kind) const;
    [[nodiscard]] std::vector<const plan::Claim*> claims_about(std::string_view element,
                                                               plan::ClaimKind kind) const;
    /// Where the document shows an element; empty for a plan file.
    [[nodiscard]] const std::vector<plan::Place>& places_of(std::string_view element) const;
    /// Where an element is printed first; null when nowhere.
    [[nodiscard]] const plan::Place* first_place_of(std::string_view element) const;
    /// The account's word for a paragraph or row: heading, project_row, total_row, …; empty when
    /// there is none.
    [[nodiscard]] std::string_view what_at(const plan::Place& place) const;

    /// All text of the document in its order, or all text of the plan file.
    [[nodiscard]] const std::vector<Passage>& passages() const { return passages_; }

    /// The text of one of the passages above, folded once for all rules.
    [[nodiscard]] const Folded& folded(const Passage& passage) const;
    /// The text of one of the passages above, clean and with Arabic digits (base::clean_text).
    [[nodiscard]] const std::string& prepared(const Passage& passage) const;

    /// The name of an element for a message: โครงการ “…”, shortened; its id when it has no name.
    [[nodiscard]] std::string name_th(std::string_view element) const;
    [[nodiscard]] std::string name_en(std::string_view element) const;

    /// What a rule family reads out of the subject for itself, made once for all its rules: a type
    /// that is constructed from the context.
    template <class T>
    [[nodiscard]] const T& derived() const {
        Slot& slot = slot_of(typeid(T));
        std::call_once(slot.made, [&] { slot.value = std::make_shared<const T>(*this); });
        return *static_cast<const T*>(slot.value.get());
    }

    [[nodiscard]] FindingBuilder finding(const Rule& rule) { return {*this, rule}; }
    void report(Finding finding);
    /// When no rule runs any more. The findings of one rule stand in the order in which it reported
    /// them.
    [[nodiscard]] std::vector<Finding> take_findings() { return std::move(findings_); }

  private:
    struct Slot {
        std::once_flag made;
        std::shared_ptr<const void> value;
    };
    /// Forms of a passage's text, each made once.
    struct Forms {
        std::once_flag is_folded;
        std::once_flag is_prepared;
        Folded folded;
        std::string prepared;
    };
    [[nodiscard]] Slot& slot_of(std::type_index type) const;
    void index_claims();
    void index_account();
    void passages_of_document();
    void passages_of_plan();
    [[nodiscard]] std::size_t index_of(const Passage& passage) const;

    Subject subject_;
    const Words& words_;
    std::stop_token stop_;
    plan::Scheme scheme_;
    plan::ElementIndex elements_;
    std::map<plan::ClaimKind, std::vector<const plan::Claim*>> claims_by_kind_;
    std::unordered_map<std::string_view, std::vector<const plan::Claim*>> claims_by_element_;
    std::map<std::pair<int, int>, const book::Account*> account_by_row_;
    std::vector<Passage> passages_;
    mutable std::vector<Forms> forms_;  ///< by passage, as asked for
    std::mutex findings_lock_;
    std::vector<Finding> findings_;
    mutable std::mutex derived_lock_;
    mutable std::map<std::type_index, Slot> derived_;
};

/// Text for messages: at most `graphemes` characters, cut with an ellipsis, without line ends.
[[nodiscard]] std::string shorten(std::string_view text, std::size_t graphemes = 60);
/// A number in Thai digits.
[[nodiscard]] std::string thai(long long number);

}  // namespace phaen::check
