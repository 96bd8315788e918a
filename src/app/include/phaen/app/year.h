#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "phaen/app/permissions.h"
#include "phaen/app/workspace.h"
#include "phaen/base/instant.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/document/composed.h"
#include "phaen/facts/log.h"
#include "phaen/plan/plan.h"
#include "phaen/plan/roll_over.h"
#include "phaen/plan/scheme.h"
#include "phaen/report/timeline.h"
#include "phaen/store/files.h"
#include "phaen/store/year_store.h"

/// What people do with the running year: report, spend, prove, judge; and see how it stands. Safe
/// from any thread; answers are in the shapes of the interface's description. Money, percents and
/// scores are decimal texts.
namespace phaen::app {

class DictionarySet;
class SchemeSet;

/// What an agency's year is recorded and scored by.
struct AgencyRules {
    std::shared_ptr<const DictionarySet> dictionaries;
    std::shared_ptr<const SchemeSet> schemes;
};

struct YearOptions {
    std::function<store::Instant()> now;
    std::function<std::string()> new_id;
    /// As that of the workspace: `facts {seq}` on the topic of the plan.
    std::function<void(const std::string& topic, const std::string& name, const base::Value& data)>
        publish;
    /// Writes a composed report of the plan as a file of a format; why not in English for the log.
    /// From any thread. Empty: no reports are made.
    /// `scheme` is the plan's, null when there is none; `record` and `words` are what a PDF
    /// carries so that it can be printed again.
    std::function<base::Result<std::string, std::string>(
        document::ComposedDocument document, const plan::Plan& plan, const plan::Scheme* scheme,
        const std::string& format, const std::string& record, const std::string& words)>
        make_report = {};
    /// Whether a month (`2022-03`) of the plan takes no more facts. Empty: all do.
    std::function<base::Result<bool, Refusal>(const std::string& agency, const std::string& plan,
                                              const std::string& month)>
        is_month_closed = {};
    /// An agency's dictionaries and schemes. Empty: those that come with the program.
    std::function<base::Result<AgencyRules, Refusal>(const std::string& agency)> rules_of = {};
};

/// Gives the personal fields under these ids and tells the chain who read them for what; refuses
/// whoever may not. Empty: nobody asked for them.
using ReadPersons = std::function<base::Result<std::map<std::string, base::Value>, Refusal>(
    std::string_view agency, std::string_view about, const std::set<std::string>& ids)>;

/// When a question is about, as the address says it.
struct Moment {
    std::string as_of = {};     ///< ISO; empty: today, but within the plan's year
    std::string known_at = {};  ///< RFC 3339; empty: now
};

/// Who does it, today.
struct By {
    const Actor& actor;
    std::int64_t today = 0;
    Once once = {};
};

class Year {
  public:
    Year(const Workspace& workspace, store::YearStore& facts, const store::Files& files,
         YearOptions options);
    ~Year();
    Year(const Year&) = delete;
    Year& operator=(const Year&) = delete;
    template <class T>
    using Answer = base::Result<T, Refusal>;

    /// JSON that is made once for a version, the facts and the moment.
    using Kept = Answer<std::shared_ptr<const Written>>;

    /// How the year stands, for the first page and the timeline.
    [[nodiscard]] Kept overview(std::string_view plan, const Moment& moment) const;
    /// The derivation of every score.
    [[nodiscard]] Kept score(std::string_view plan, const Moment& moment) const;
    /// The scores of the year by its own criteria and by those of another plan that the actor may
    /// read, indicator by indicator, with what has no counterpart and why.
    [[nodiscard]] Kept under_criteria(std::string_view plan, const std::string& criteria,
                                      const Moment& moment, const By& by) const;
    /// The month's grid: what was reported of each step before it and in it. `owner` names an
    /// organisation; empty: all.
    [[nodiscard]] Answer<base::Value> progress(std::string_view plan, std::string_view month,
                                               std::string_view owner) const;
    /// Balances, the year's curve, periods, assertions.
    [[nodiscard]] Kept money(std::string_view plan, const Moment& moment) const;
    /// `{reports: [{step, on, percent, text?, obstacles?, corrective_action?, corrects?}]}`. All of
    /// them or none. The answer names the facts, and warns of steps that went back or lack an
    /// approval.
    [[nodiscard]] Answer<base::Value> report(std::string_view plan, const base::Value& body,
                                             const By& by);
    /// Forecast and advice; `forecast` is null when the year is over.
    [[nodiscard]] Kept outlook(std::string_view plan, const Moment& moment) const;
    /// `{as_of?, facts: [{kind, element, on, data, corrects?}]}`: the scores without and with them.
    [[nodiscard]] Answer<base::Value> what_if(std::string_view plan, const base::Value& body) const;
    /// What the year came to, for the plan of the year after.
    struct Ended {
        Workspace::Current current;
        plan::YearEnd end;
        std::string as_of;
    };
    [[nodiscard]] Answer<Ended> end(std::string_view plan, const Moment& moment) const;
    /// A report: progress, budget, self_assessment, evaluation, results, meetings,
    /// evidence or timeline, as pdf, docx, html or txt; the timeline also as xlsx.
    /// `words` is a file of report words; empty: the shipped ones. `filter` is of the timeline.
    /// With `read_persons` personal fields of records are printed, else they are left out.
    [[nodiscard]] Answer<Download> book(std::string_view plan, const std::string& book,
                                        const std::string& format, const Moment& moment,
                                        const By& by, const std::string& words = {},
                                        const report::TimelineFilter& filter = {},
                                        const ReadPersons& read_persons = {}) const;

    /// A report as it was printed, from a version of the plan, the record and the words that it
    /// carries, and the facts as they were known; null when those cannot be used.
    [[nodiscard]] std::optional<document::ComposedDocument> report_again(
        std::string_view plan, const plan::Plan& version, const plan::Scheme& scheme,
        std::string_view record, std::string_view words) const;

    /// What of the year's facts is wanted, newest first.
    struct FactPage {
        std::string kind = {};     ///< empty: all that the actor may see
        std::string element = {};  ///< empty: any
        std::size_t limit = 50;
        std::int64_t before = 0;  ///< facts with a smaller seq; 0: from the newest
    };
    /// `{facts}`, as facts are written, what was corrected and withdrawn too. `next` is the
    /// `before` of the following page, 0 on the last.
    [[nodiscard]] Answer<base::Value> facts(std::string_view plan, const FactPage& page,
                                            const By& by, std::int64_t& next) const;
    /// What is the actor's own to do in the year, as far as the overview does not tell, and what
    /// was recorded after `since` by others (without it, the newest of anybody):
    /// `{own_steps, to_assess, to_judge, ledger, registries, changes}`. `own_steps` is null when
    /// all steps of the agency are; `ledger` and `registries` when they are not the actor's work.
    [[nodiscard]] Answer<base::Value> duties(std::string_view plan, const Moment& moment,
                                             std::optional<base::Instant> since,
                                             const By& by) const;
    /// `{records}` of a dataset as they stand, from the `skip`th on; `next` is the `skip` of the
    /// following page, 0 on the last.
    [[nodiscard]] Answer<base::Value> records(std::string_view plan, std::string_view dataset,
                                              const Moment& moment, std::size_t limit,
                                              std::int64_t skip, std::int64_t& next) const;

    /// What the screen of the registries shows, at once: `{as_of, datasets, dataset, registers:
    /// [{dataset, records, next}], feeds}`. The first register is the dataset's own (empty: the
    /// first dataset there is), the others are those that its fields refer to; each is cut at the
    /// same length, and `next` is the `skip` of what follows, null at its end. `feeds` are the
    /// indicators that read the dataset with where they stand; null when scores are not the
    /// actor's to see.
    [[nodiscard]] Answer<base::Value> registries(std::string_view plan, std::string_view dataset,
                                                 const Moment& moment, const By& by) const;

    /// Something of the year that can be found by words. What is personal is no part of it.
    struct Findable {
        bool is_evidence = false;  ///< else a record
        std::string id;            ///< of the record, or of the fact of evidence
        std::string title;
        BothTexts of;         ///< the dataset's title, or the element's name
        std::string dataset;  ///< of a record
        /// What evidence is to be looked at with: a step, a project, an indicator.
        std::string element;
        std::string element_kind;
        std::string on;
        std::string folded_title;  ///< as Wanted::fold makes it
        std::string folded;        ///< all that it is found by
    };
    /// Records and evidence as they stand now. Kept until something changes.
    [[nodiscard]] Answer<std::shared_ptr<const std::vector<Findable>>> findable(
        std::string_view plan) const;

    /// `{postings: [{on, posting, amount, fund, category, …}]}`: all of them or none. What would
    /// take a balance below zero on any day, and had not been below before, is refused.
    [[nodiscard]] Answer<base::Value> post(std::string_view plan, const base::Value& body,
                                           const By& by);
    /// Keeps a sheet of the finance system (CSV in UTF-8, XLSX) and says how it would be read:
    /// `{file, sheets: [{name, rows, columns, mapping}]}`.
    [[nodiscard]] Answer<base::Value> look_at_sheet(std::string_view plan,
                                                    std::string_view bytes) const;
    /// `{file, mapping, trial?}`: the postings of a sheet that was looked at, all of them or none.
    /// Of a trial nothing is kept and what is wrong stands in the answer, by row. The same sheet
    /// again adds nothing.
    [[nodiscard]] Answer<base::Value> import_sheet(std::string_view plan, const base::Value& body,
                                                   const By& by);
    /// `{facts}`: postings are withdrawn, and what they had corrected holds again.
    [[nodiscard]] Answer<base::Value> take_back_postings(std::string_view plan,
                                                         const base::Value& body, const By& by);
    /// `{element, on, event, …}`: what befell a project, an activity, a step or an indicator.
    [[nodiscard]] Answer<base::Value> add_event(std::string_view plan, const base::Value& body,
                                                const By& by);
    /// `{element, on, assessed_by, status, …, reason}`: a judgement of an indicator.
    [[nodiscard]] Answer<base::Value> assess(std::string_view plan, const base::Value& body,
                                             const By& by);
    /// `{records: [{dataset, record?, on, action?, values}]}`, as their dictionaries have it.
    [[nodiscard]] Answer<base::Value> put_records(std::string_view plan, const base::Value& body,
                                                  const By& by);
    /// The same body, looked at and not kept: `{records, before, after}`, how many there are and
    /// the scores of the present day without and with them; or all that is wrong, each at its
    /// place.
    [[nodiscard]] Answer<base::Value> try_records(std::string_view plan, const base::Value& body,
                                                  const By& by) const;
    struct NewEvidence {
        std::string element;  ///< evidence item, indicator, step or project
        std::string on;
        std::string title;
        std::string file_name;
        std::optional<int> level;
    };
    /// Keeps a file that shows something: `{fact, sha256}`.
    [[nodiscard]] Answer<base::Value> add_evidence(std::string_view plan, const NewEvidence& what,
                                                   std::string_view bytes, const By& by);
    /// The file of a fact of evidence that holds.
    [[nodiscard]] Answer<Download> evidence_file(std::string_view plan,
                                                 std::string_view fact) const;
    /// Takes back what a fact says; that it was said stays known.
    [[nodiscard]] Answer<base::Value> withdraw(std::string_view plan, std::string_view fact,
                                               const By& by);

    /// A form that the actor is filling in. The tag is its revision, 0 before there is one.
    [[nodiscard]] Answer<Tagged> draft(std::string_view plan, std::string_view id,
                                       const By& by) const;
    [[nodiscard]] Answer<Tagged> put_draft(std::string_view plan, std::string_view id,
                                           std::string_view tag, const base::Value& body,
                                           const By& by);
    [[nodiscard]] Answer<base::Done> drop_draft(std::string_view plan, std::string_view id,
                                                const By& by);
    /// Adds facts as they are, of an import or an example.
    [[nodiscard]] Answer<base::Done> take(std::string_view agency, std::vector<facts::Fact> facts);

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace phaen::app
