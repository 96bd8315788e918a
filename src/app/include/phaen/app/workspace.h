#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/app/jobs.h"
#include "phaen/app/refusal.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/plan/plan.h"
#include "phaen/plan/scheme.h"
#include "phaen/store/files.h"
#include "phaen/store/plan_store.h"

namespace phaen::book {
struct Template;
}

/// What people do with plans. Every function is safe from any thread; answers are in the shapes of
/// the interface's description.
namespace phaen::app {

class SchemeSet;

enum class LockScope {
    plan,       ///< all of it
    agreement,  ///< what a performance agreement says: indicators, weights, targets, criteria,
                ///< terms
};

/// What an approval holds fast.
struct PlanLock {
    LockScope scope = LockScope::plan;
    std::int64_t number = 0;  ///< the version that was approved; 0: as it is now
    std::string workflow;     ///< the kind
    BothTexts kind;
    BothTexts state;
};

struct WorkspaceOptions {
    /// The present instant.
    std::function<store::Instant()> now;
    /// A new id `[a-z0-9]{16}` that nobody can guess.
    std::function<std::string()> new_id;
    /// Tells whoever listens: topic `plan/ID` or `job/ID`, the event's name, its data. From any
    /// thread; must not block.
    std::function<void(const std::string& topic, const std::string& name, const base::Value& data)>
        publish;
    /// Makes a book of the plan in a format: the file's bytes, or why not, in English for the log.
    /// `scheme` is the plan's, null when there is none; `template_text` is the template's file,
    /// empty: the shipped one. From any thread. Empty: no books are made.
    std::function<base::Result<std::string, std::string>(
        const plan::Plan& plan, const plan::Scheme* scheme, const std::string& book,
        const std::string& format, const std::string& template_text)>
        make_book = {};
    /// What of the plan must not be changed now. Empty: everything may be.
    std::function<base::Result<std::vector<PlanLock>, Refusal>(const std::string& agency,
                                                               const std::string& plan)>
        locks_of = {};
    /// The decisions by which versions of the plan hold, in their order. Empty: there are none.
    std::function<base::Result<std::vector<store::Approval>, Refusal>(const std::string& agency,
                                                                      const std::string& plan)>
        approvals_of = {};
    /// An agency's schemes. Empty: those that come with the program.
    std::function<base::Result<std::shared_ptr<const SchemeSet>, Refusal>(
        const std::string& agency)>
        schemes_of = {};
};

/// An answer with the tag of what it shows.
struct Tagged {
    base::Value value;
    std::string tag;
};

/// An answer as JSON already, with its tag; kept with the version that it is of.
struct Written {
    std::string json;
    std::string tag;
};

/// Who asks, and what makes a request harmless when it is sent again: the caller's key for it, and
/// a digest of all that it asks. Without a key each request stands for itself.
struct Once {
    std::string key = {};
    std::string fingerprint = {};
    std::string by = {};  ///< id of an account; empty: the program itself
};

struct Page {
    std::size_t limit = 50;
    std::int64_t before = 0;  ///< versions with a smaller number; 0: from the newest
};

struct Download {
    std::string file_name;
    std::string content_type;
    std::string bytes;
    bool shown = false;  ///< in the browser instead of being kept
};

enum class DocumentForm { as_uploaded, annotated };
enum class PlanForm { toml, json };

/// How long a server keeps a job without being heard of, microseconds.
inline constexpr std::int64_t kJobSilence = 20 * 1'000'000LL;

class Workspace {
  public:
    Workspace(store::PlanStore& plans, const store::Files& files, WorkspaceOptions options);
    ~Workspace();
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;

    template <class T>
    using Answer = base::Result<T, Refusal>;

    /// Those of `ids`.
    [[nodiscard]] Answer<base::Value> agencies(const std::vector<std::string>& ids) const;
    /// Whose it is; `not_found` when it is not there. What it was once it stays.
    [[nodiscard]] Answer<std::string> agency_of_plan(std::string_view plan) const;
    /// The same without waiting; null when it was not asked yet.
    [[nodiscard]] std::optional<std::string> known_agency_of_plan(std::string_view plan) const;
    [[nodiscard]] Answer<std::string> agency_of_import(std::string_view import) const;
    [[nodiscard]] Answer<std::string> agency_of_job(std::string_view job) const;
    [[nodiscard]] Answer<base::Value> plans(std::string_view agency) const;
    [[nodiscard]] Answer<base::Value> imports(std::string_view agency) const;

    /// Keeps the file and reads it as a job, which outlives a stop of the program.
    [[nodiscard]] Answer<base::Value> upload(std::string_view agency, std::string_view file_name,
                                             std::string_view bytes, const Once& once = {});
    /// Takes up the jobs that an earlier run left, and those of a server that has not been heard of
    /// for `kJobSilence`. To be called at the start, and where there may be other servers every few
    /// seconds: it also says that those of this one are not left.
    [[nodiscard]] Answer<base::Done> resume_jobs();
    /// Leaves what waits to other servers, at the end.
    void leave_jobs();
    /// Another server ended the job: there is no use in going on.
    void job_ended_elsewhere(std::string_view id);
    /// The same at once; the answer is the import's id.
    [[nodiscard]] Answer<std::string> import_now(std::string_view agency,
                                                 std::string_view file_name,
                                                 std::string_view bytes);
    [[nodiscard]] Answer<base::Value> job(std::string_view id) const;
    [[nodiscard]] Answer<base::Done> stop_job(std::string_view id);

    /// Its tag changes with the draft, its hints and its end.
    [[nodiscard]] Answer<Tagged> import(std::string_view id) const;
    [[nodiscard]] Answer<Tagged> set_hints(std::string_view id, const base::Value& body,
                                           const Once& once = {});
    [[nodiscard]] Answer<Tagged> import_element(std::string_view id,
                                                std::string_view element) const;
    [[nodiscard]] Answer<Tagged> change_import_element(std::string_view id,
                                                       std::string_view element,
                                                       std::string_view tag,
                                                       const base::Value& patch,
                                                       const Once& once = {});
    /// Takes a paragraph that was not understood as prose of the plan.
    [[nodiscard]] Answer<Tagged> add_narrative(std::string_view id, const base::Value& body,
                                               const Once& once = {});
    /// `tag` is the import's that the caller saw.
    [[nodiscard]] Answer<base::Value> accept_import(std::string_view id, std::string_view tag,
                                                    const base::Value& body, const Once& once = {});
    /// Takes a plan file as a plan of the agency: `{plan, number, version}`.
    [[nodiscard]] Answer<base::Value> add_plan(std::string_view agency, plan::Plan plan,
                                               const Once& once = {});
    /// The same from the file's value.
    [[nodiscard]] Answer<base::Value> add_plan(std::string_view agency, const base::Value& body,
                                               const Once& once = {});
    [[nodiscard]] Answer<base::Done> discard_import(std::string_view id, const Once& once = {});
    [[nodiscard]] Answer<Download> document(std::string_view id, DocumentForm form,
                                            bool thai) const;
    /// What a hint may say.
    [[nodiscard]] static base::Value catalogue();

    /// The newest version, for use cases beside these.
    struct Current {
        std::string agency;
        std::int64_t number = 0;
        std::string version;
        std::shared_ptr<const plan::Plan> plan;
    };
    [[nodiscard]] Answer<Current> current(std::string_view plan) const;
    /// The version that was in force on a day by what was known at an instant: an amendment holds
    /// from the day of its order on.
    [[nodiscard]] Answer<Current> in_force(std::string_view plan, const facts::AsOf& as_of) const;
    /// The schemes that the agency's plans can name.
    [[nodiscard]] Answer<std::shared_ptr<const SchemeSet>> schemes_of(
        const std::string& agency) const;
    /// What an agency's plan names as its scheme, in its newest version.
    struct NamedScheme {
        std::string plan;
        BothTexts title;
        int fiscal_year = 0;
        std::string scheme;  ///< empty: none
    };
    [[nodiscard]] Answer<std::vector<NamedScheme>> named_schemes(std::string_view agency) const;
    /// Where it stands, without its content.
    [[nodiscard]] Answer<store::PlanPosition> position(std::string_view plan) const;
    /// What differs of what `scope` holds between a version and the newest one: `[{element,
    /// title}]`, at most 100.
    [[nodiscard]] Answer<base::Value> changed_since(std::string_view plan, std::int64_t number,
                                                    LockScope scope) const;
    /// What the checker says of the newest version by these rules, unless it is accepted.
    [[nodiscard]] Answer<std::vector<BothTexts>> open_findings(
        std::string_view plan, const std::vector<std::string>& rules) const;
    /// The newest version that has that hash; `not_found` when the plan never was so.
    [[nodiscard]] Answer<Current> version_named(std::string_view plan, std::string_view hash) const;
    [[nodiscard]] Answer<Tagged> plan(std::string_view id) const;
    [[nodiscard]] Answer<Tagged> element(std::string_view plan, std::string_view element) const;
    /// The same for who only passes it on: no work is done twice for one version.
    [[nodiscard]] Answer<std::shared_ptr<const Written>> written_element(
        std::string_view plan, std::string_view element) const;
    /// The same without waiting: null when any of it would have to be fetched or made first.
    [[nodiscard]] std::shared_ptr<const Written> known_element(std::string_view plan,
                                                               std::string_view element) const;
    /// `tag` is what the caller saw.
    [[nodiscard]] Answer<Tagged> change_element(std::string_view plan, std::string_view element,
                                                std::string_view tag, const base::Value& patch,
                                                const Once& once = {});
    /// Adds an element: `{kind, owner?, element}`. The answer is as that of a change.
    [[nodiscard]] Answer<Tagged> add_element(std::string_view plan, const base::Value& body,
                                             const Once& once = {});
    /// Removes an element as the caller saw it; references to it stay as its title. The answer is
    /// the new version.
    [[nodiscard]] Answer<base::Value> remove_element(std::string_view plan,
                                                     std::string_view element, std::string_view tag,
                                                     const Once& once = {});
    /// Takes frameworks of another plan (all for an empty list): `{number, version, notes}`.
    /// `version` is the plan's version that the caller saw.
    [[nodiscard]] Answer<base::Value> adopt_frameworks(std::string_view plan,
                                                       const plan::Plan& from,
                                                       const std::vector<plan::Id>& which,
                                                       std::string_view version,
                                                       const Once& once = {});
    /// `version` is the plan's version that the caller saw.
    [[nodiscard]] Answer<base::Value> undo(std::string_view plan, std::string_view version,
                                           const Once& once = {});
    [[nodiscard]] Answer<base::Value> redo(std::string_view plan, std::string_view version,
                                           const Once& once = {});
    [[nodiscard]] Answer<base::Value> versions(std::string_view plan, const Page& page,
                                               std::int64_t& next) const;
    [[nodiscard]] Answer<Tagged> version(std::string_view plan, std::int64_t number) const;
    [[nodiscard]] Answer<base::Value> compare(std::string_view plan, std::int64_t from,
                                              std::int64_t to) const;
    /// The tag is the version that was checked, and where the agency's own scheme took part, which
    /// edition of it behind a full stop.
    [[nodiscard]] Answer<Tagged> findings(std::string_view plan) const;
    /// `version` is that of the findings that the caller saw, or their tag. What others changed
    /// meanwhile is no hindrance as long as the finding and its element are the same.
    [[nodiscard]] Answer<Tagged> accept_finding(std::string_view plan, std::string_view key,
                                                std::string_view version, const base::Value& body,
                                                const Once& once = {});
    [[nodiscard]] Answer<Tagged> mend_finding(std::string_view plan, std::string_view key,
                                              std::string_view version, const Once& once = {});
    /// What a Word file, text or workbook that was downloaded from the plan and edited would change
    /// in its newest version: `{file, file_name, base_number, says_version, number, version, diff,
    /// conflicts, notes}`. The file is kept; the plan is not changed. `own` is the agency's own
    /// template of the book, null: the shipped one.
    [[nodiscard]] Answer<base::Value> review_edited(std::string_view plan,
                                                    std::string_view file_name,
                                                    std::string_view bytes,
                                                    const book::Template* own) const;
    /// Takes over what was reviewed as one version after `version`, which the review was of:
    /// `{file, file_name, leave_out?: [ids not wanted; "plan": its own members], decisions?:
    /// [{element, field, side: plan|file}, of the conflicts], reason?}`. The answer is the new
    /// version.
    [[nodiscard]] Answer<base::Value> take_edited(std::string_view plan, std::string_view version,
                                                  const base::Value& body,
                                                  const book::Template* own, const Once& once = {});
    [[nodiscard]] Answer<Download> download(std::string_view plan, PlanForm form) const;
    /// The plan as a book for people: `book` is plan, agreement, indicators or projects, `format`
    /// pdf, docx, html, xlsx or txt. Without `template_text` by the shipped template.
    [[nodiscard]] Answer<Download> book(std::string_view plan, const std::string& book,
                                        const std::string& format,
                                        const std::string& template_text = {}) const;
    [[nodiscard]] static Answer<base::Value> rule(std::string_view id);

    [[nodiscard]] bool is_ready() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// A job as the interface shows it.
[[nodiscard]] base::Value to_value(const Job& job);
/// `{type, title, detail, …}` in both languages, for events and jobs.
[[nodiscard]] base::Value to_value(const Refusal& refusal);

}  // namespace phaen::app
