#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>

#include "loaded.h"
#include "phaen/app/workspace.h"
#include "phaen/store/plan_store.h"

/// What the use cases share.
namespace phaen::app {

/// Who does what no person asked for.
inline constexpr std::string_view kProgram = "phaen";

/// The agencies of plans and imports, which never change.
class Owners {
  public:
    [[nodiscard]] std::optional<std::string> find(std::string_view id) const;
    void put(std::string_view id, const std::string& agency);

  private:
    mutable std::shared_mutex mutex_;
    std::map<std::string, std::string, std::less<>> agencies_;
};

struct Workspace::Parts {
    Parts(store::PlanStore& plan_store, const store::Files& file_store,
          WorkspaceOptions the_options);

    store::PlanStore& plans;
    const store::Files& files;
    WorkspaceOptions options;
    std::string server;  ///< names this run among the servers on the database
    LoadedCache cache;
    Owners owners;

    using LoadedAnswer = base::Result<std::shared_ptr<const Loaded>, Refusal>;
    /// A version of a plan.
    LoadedAnswer load_version(std::string_view plan, std::int64_t number);
    /// An import at its revision: the document as its hints make it read, with the draft plan.
    LoadedAnswer load_import(const store::Import& import);

    base::Result<std::shared_ptr<const SchemeSet>, Refusal> schemes_of(const std::string& agency);
    using SchemeAnswer = base::Result<std::shared_ptr<const plan::Scheme>, Refusal>;
    /// The scheme that an agency's plan names; null when there is none of that name.
    SchemeAnswer scheme_of(const std::string& agency, const plan::Plan& plan);
    using CheckedAnswer = base::Result<std::shared_ptr<const Checked>, Refusal>;
    /// What the checker says of an agency's plan by the scheme that it names.
    CheckedAnswer check(const std::string& agency, const Loaded& loaded);

    struct Head {
        store::PlanHead row;
        std::shared_ptr<const Loaded> loaded;
    };
    base::Result<Head, Refusal> head(std::string_view plan);

    [[nodiscard]] store::Command command(std::string_view agency, const Once& once = {}) const;
    /// The first answer to a command that comes again; null when it is new.
    base::Result<std::optional<std::string>, Refusal> answered(const store::Command& command);
    /// The version that a command made that comes again; null when it is new.
    base::Result<std::optional<store::Version>, Refusal> version_made(
        std::string_view plan, const store::Command& command);

    /// What is done to a plan.
    struct Deed {
        std::string_view action;
        std::string subject = {};
        std::string reason = {};
        std::int64_t restores = 0;
        Once once = {};
    };
    /// Adds a version after `head` and tells who listens. When the same was done before, its
    /// version is the answer.
    base::Result<store::Version, Refusal> commit(const Head& head, plan::Plan plan, Deed deed);
    /// Refuses a change of what an approval holds fast.
    base::Result<base::Done, Refusal> is_free(const Head& head, const Loaded& after);
    /// The answer to a change of an element: the element as of the version.
    base::Result<Tagged, Refusal> changed(const store::Version& version);
    /// What the checker says of a version.
    base::Result<Tagged, Refusal> findings_of(const std::string& agency, std::string_view plan,
                                              std::int64_t number, const std::string& version);
    /// Refuses when what a finding is about is not as the caller saw it in `version`.
    base::Result<base::Done, Refusal> is_as_seen(const Head& head, std::string_view version,
                                                 std::string_view element);

    /// Reads the file again by the hints, keeping what people corrected in the draft.
    base::Result<base::Done, Refusal> read_again(store::Import& import, std::string hints);

    /// An edited file that came back, beside the plan as it is now.
    struct Brought;
    base::Result<Brought, Refusal> bring(const Workspace& workspace, std::string_view plan,
                                         std::string_view bytes, std::string_view file_name,
                                         const book::Template* own);
    std::atomic<int> edited_taken = 0;

    base::Result<std::string, Refusal> import_bytes(std::string_view agency,
                                                    std::string_view file_name,
                                                    const std::string& sha256,
                                                    std::string_view bytes, std::stop_token stop,
                                                    const Jobs::Tell& tell,
                                                    const std::string& job = {});
    /// Has the document of a job read that is ours.
    base::Result<Job, Refusal> start(const store::ImportJob& job);
    /// Jobs as they are ours from now on, for a while.
    [[nodiscard]] store::JobHold hold() const;

    Jobs jobs;  // last: its thread uses all the others
};

/// The key of a version in the cache.
[[nodiscard]] std::string version_key(std::string_view plan, std::int64_t number);
[[nodiscard]] BothTexts plan_named(std::string_view id);
[[nodiscard]] BothTexts import_named(std::string_view id);
/// 2026-11-25T08:30:00.123456Z
[[nodiscard]] std::string to_text(store::Instant instant);
[[nodiscard]] std::vector<book::Hint> hints_from(std::string_view json);
[[nodiscard]] base::Value version_value(const store::Version& version);
/// The text of a member, or why not; empty when it is absent.
[[nodiscard]] base::Result<std::string, Refusal> text_member(const base::Value& body,
                                                             std::string_view name,
                                                             std::size_t most);
/// How an import names what it shows.
[[nodiscard]] std::string tag_of(const store::Import& import);
[[nodiscard]] Refusal stale_plan(const store::PlanHead& head);
/// How far back a change may have been seen and still be compared with the newest version.
inline constexpr std::size_t kLookedThrough = 20;
/// A plan file of ours in JSON.
[[nodiscard]] plan::Plan parse_own(std::string_view json);

}  // namespace phaen::app
