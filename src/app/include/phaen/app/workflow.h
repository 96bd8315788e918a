#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phaen/app/permissions.h"
#include "phaen/app/refusal.h"
#include "phaen/app/year.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/store/files.h"
#include "phaen/store/year_store.h"

/// What has to be approved, by whom, in which order: data of the agency (`phaen.workflows/1`), with
/// a standard that is shipped.
namespace phaen::app {

struct WorkflowAction {
    std::string id;
    BothTexts name;
    std::vector<std::string> from;
    std::string to;
    std::vector<Role> roles;  ///< one of them takes it
    /// What must be given: `comment`, `document` (its number), `date`, `signer`, `type`, `about`
    /// (plan and element), `file` (evidence), `units` (to whom it is assigned).
    std::vector<std::string> needs;
    bool on_behalf = false;  ///< may be recorded for who signed it on paper
    /// Rules of the checker by which nothing may be open in the plan: `weight.sum`.
    std::vector<std::string> requires_rules = {};
    /// What was approved stays the version that it was before: the plan is not looked at again.
    bool keeps_version = false;
    /// Taken once by each of the `units` that it was assigned to; it moves on with the last.
    bool by_each_unit = false;
    bool assigns_units = false;  ///< says to whom it is assigned; people are asked for `units`
};

struct WorkflowStateText {
    std::string id;
    BothTexts name;
    bool is_fixed = false;     ///< what it is about should not change any more
    bool locks_month = false;  ///< nothing is recorded about days of the month
    /// What of the plan cannot be changed meanwhile.
    std::optional<LockScope> locks = std::nullopt;
};

/// What a subject may be: a request for spending, for travel.
struct WorkflowType {
    std::string id;
    BothTexts name;
};

struct WorkflowKind {
    std::string kind;
    BothTexts name;
    std::string subject;  ///< what its subjects are made of: `plan month`
    std::string start;
    std::vector<WorkflowStateText> states;
    std::vector<WorkflowAction> actions;
    std::vector<WorkflowType> types = {};

    [[nodiscard]] const WorkflowAction* action(std::string_view id) const;
    [[nodiscard]] const WorkflowStateText* state(std::string_view id) const;
};

/// Reads and checks: kinds, states and actions have ids of their own, actions lead from and to
/// states that are there, roles and needs are known. The first that is wrong, with its place.
[[nodiscard]] base::Result<std::vector<WorkflowKind>, BothTexts> workflows_from(
    const base::Value& value);
[[nodiscard]] const std::vector<WorkflowKind>& standard_workflows();

/// What a workflow asks about the plans that are its subjects. Empty: it knows no plans, and a step
/// says itself what it is about.
struct WorkflowPlans {
    /// Whose the plan is. A subject that is of a plan is its agency's alone.
    std::function<base::Result<std::string, Refusal>(std::string_view plan)> agency_of = {};
    std::function<base::Result<store::PlanPosition, Refusal>(std::string_view plan)> position = {};
    /// What differs between a version and the newest one.
    std::function<base::Result<base::Value, Refusal>(std::string_view plan, std::int64_t number,
                                                     LockScope scope)>
        changed_since = {};
    std::function<base::Result<std::vector<BothTexts>, Refusal>(
        std::string_view plan, const std::vector<std::string>& rules)>
        open_findings = {};
    std::function<base::Result<Workspace::Current, Refusal>(std::string_view plan)> current = {};
    /// Whether a fact of evidence with a file holds in the plan.
    std::function<bool(std::string_view plan, std::string_view fact)> has_evidence = {};
};
struct WorkflowPlace;

class Workflow {
  public:
    Workflow(store::YearStore& store, std::function<store::Instant()> now,
             std::function<void(const std::string& topic, const std::string& name,
                                const base::Value& data)>
                 publish,
             WorkflowPlans plans = {});
    /// Who is told of a step, in its transaction; `before` is how the subject came where it was.
    using Announce = std::function<base::Result<store::Announcement, Refusal>(
        std::string_view agency, const WorkflowKind& kind, const store::WorkflowState& to,
        const store::WorkflowMove& how, const std::vector<store::WorkflowMove>& before,
        const By& by)>;
    /// Before the first step is taken; without it nobody is told.
    void tell(Announce announce) { announce_ = std::move(announce); }
    /// Where files of subjects are kept; it must live as long. Without it there are none. `key`, of
    /// 32 bytes or more and secret, signs for which subject a file was sent.
    void keep_files_in(const store::Files& files, std::string key);
    template <class T>
    using Answer = base::Result<T, Refusal>;

    /// The agency's kinds, with their states and actions.
    [[nodiscard]] Answer<Tagged> kinds(std::string_view agency) const;
    /// Replaces those of that tag; subjects that are in a state that is no more are refused.
    [[nodiscard]] Answer<Tagged> set_kinds(std::string_view agency, std::string_view tag,
                                           const base::Value& body, const By& by);
    /// Subjects that have moved, the latest first; `kind` may be empty, and `about` too: the plan
    /// or the element that they are bound to. Each with the actions that the actor may take now;
    /// `waiting` leaves only those that have one. `begin` names
    /// the kinds whose first step is the actor's own: `{items, begin: [{kind, name, subject}]}`.
    /// Of whose `workflow.read` goes as far as the own: only those that one took a step of, or that
    /// one's unit was assigned to. Here and in `read` others' are as if they were not.
    [[nodiscard]] Answer<base::Value> list(std::string_view agency, std::string_view kind,
                                           bool waiting, const Actor& actor, std::int64_t today,
                                           std::string_view about = {}) const;
    /// A subject with its history. One that has not moved stands at its kind's start. Of a plan
    /// also the newest version, the one that was approved last, and what differs between them.
    [[nodiscard]] Answer<base::Value> read(std::string_view agency, std::string_view kind,
                                           std::string_view subject, const Actor& actor,
                                           std::int64_t today) const;
    /// `{action, revision, comment?, document?, date?, signer?, on_behalf?, version?, title?,
    /// type?, about?, file?, files?, units?, unit?}`. `revision` is what the caller saw, and
    /// `version` the plan's version: a plan that has changed since is a conflict. A decision that
    /// was signed on paper is recorded by who has the planning officer's role, with number, date
    /// and signer.
    [[nodiscard]] Answer<base::Value> take(std::string_view agency, std::string_view kind,
                                           std::string_view subject, const base::Value& body,
                                           const By& by);
    /// Keeps a file that the next step names in `files: [{file, file_name}]`: a letter, a scan. Of
    /// who may take a step of the subject now: `{file, file_name, bytes}`.
    [[nodiscard]] Answer<base::Value> add_file(std::string_view agency, std::string_view kind,
                                               std::string_view subject, std::string_view file_name,
                                               std::string_view bytes, const By& by) const;
    /// A file that a step of the subject named, for who may see the subject.
    [[nodiscard]] Answer<Download> file(std::string_view agency, std::string_view kind,
                                        std::string_view subject, std::string_view file,
                                        const Actor& actor, std::int64_t today) const;
    /// The numbers of the documents of all subjects' steps, by kind and subject.
    using Papers = std::map<std::pair<std::string, std::string>, std::vector<std::string>>;
    [[nodiscard]] Answer<Papers> papers(std::string_view agency) const;
    /// Whether the month of the plan takes no more facts.
    [[nodiscard]] Answer<bool> is_month_closed(std::string_view agency, std::string_view plan,
                                               std::string_view month) const;
    /// What approvals hold fast in the plan now.
    [[nodiscard]] Answer<std::vector<PlanLock>> locks_of(std::string_view agency,
                                                         std::string_view plan) const;
    /// The same as the interface shows it: `{items: [{workflow, name, state, scope, number}]}`.
    [[nodiscard]] Answer<base::Value> locks(std::string_view agency, std::string_view plan) const;
    /// The decisions by which versions of the plan hold, in their order: those that led to a state
    /// that holds all of it fast. An order holds from its date on, without one from the day on
    /// which it was recorded.
    [[nodiscard]] Answer<std::vector<store::Approval>> approvals_of(std::string_view agency,
                                                                    std::string_view plan) const;

  private:
    /// As `read`, also to who could not have read it: who just took a step sees where it led.
    [[nodiscard]] Answer<base::Value> shown(std::string_view agency, std::string_view kind,
                                            std::string_view subject, const Actor& actor,
                                            std::int64_t today) const;
    /// `not_found` of what is not the actor's to see.
    [[nodiscard]] Answer<base::Done> may_see(std::string_view agency, std::string_view kind,
                                             std::string_view subject, const Actor& actor,
                                             std::int64_t today) const;
    /// Adds the files that a step names to its note: each was kept before.
    [[nodiscard]] Answer<base::Done> note_files(std::string_view agency, std::string_view kind,
                                                std::string_view subject, const base::Value& body,
                                                base::Object& note) const;
    /// What is kept beside a file that was sent for a subject, and can be made by nobody else.
    [[nodiscard]] std::string receipt_of(std::string_view agency, std::string_view kind,
                                         std::string_view subject, std::string_view file) const;
    /// Bytes of a file that was sent for that subject; `not_found` of any other.
    [[nodiscard]] base::Result<std::int64_t, store::Error> size_of_sent(
        std::string_view agency, std::string_view kind, std::string_view subject,
        const std::string& file) const;
    [[nodiscard]] Answer<std::vector<WorkflowKind>> kinds_of(std::string_view agency) const;
    /// Refuses a subject of a plan that the agency does not have as one that there is not.
    [[nodiscard]] Answer<base::Done> demand_own(const WorkflowKind& kind, std::string_view agency,
                                                std::string_view subject) const;
    /// Where a step of the subject is taken, as far as the actor's duties ask.
    [[nodiscard]] Answer<WorkflowPlace> place_of(const WorkflowKind& kind, std::string_view subject,
                                                 const Actor& actor) const;
    /// Refuses a step whose plan is not as the caller saw it or has open findings; else says in
    /// `note` which version it is about.
    [[nodiscard]] Answer<base::Done> note_version(const WorkflowAction& action,
                                                  std::string_view plan, const base::Value& body,
                                                  base::Object& note) const;

    store::YearStore& store_;
    std::function<store::Instant()> now_;
    std::function<void(const std::string&, const std::string&, const base::Value&)> publish_;
    WorkflowPlans plans_;
    Announce announce_;
    const store::Files* files_ = nullptr;
    std::string files_key_;
};

}  // namespace phaen::app
