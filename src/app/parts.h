#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "loaded.h"
#include "phaen/app/workspace.h"
#include "phaen/store/plan_store.h"

/// What the use cases share.
namespace phaen::app {

struct Workspace::Parts {
    Parts(store::PlanStore& plan_store, const store::Files& file_store,
          WorkspaceOptions the_options);

    store::PlanStore& plans;
    const store::Files& files;
    WorkspaceOptions options;
    LoadedCache cache;

    using LoadedAnswer = base::Result<std::shared_ptr<const Loaded>, Refusal>;
    /// A version of a plan.
    LoadedAnswer load_version(std::string_view plan, std::int64_t number);
    /// An import at its revision: the document as its hints make it read, with the draft plan.
    LoadedAnswer load_import(const store::Import& import);

    struct Head {
        store::PlanHead row;
        std::shared_ptr<const Loaded> loaded;
    };
    base::Result<Head, Refusal> head(std::string_view plan);

    /// Adds a version after `head` and tells who listens.
    base::Result<store::Version, Refusal> commit(const Head& head, plan::Plan plan,
                                                 std::string reason, std::int64_t restores);

    /// Reads the file again by the hints, keeping what people corrected in the draft.
    base::Result<base::Done, Refusal> read_again(store::Import& import, std::string hints);

    base::Result<std::string, Refusal> import_bytes(std::string_view agency,
                                                    std::string_view file_name,
                                                    const std::string& sha256,
                                                    std::string_view bytes, std::stop_token stop,
                                                    const Jobs::Tell& tell);

    Jobs jobs;  // last: its thread uses all the others
};

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
/// A plan file of ours in JSON.
[[nodiscard]] plan::Plan parse_own(std::string_view json);

}  // namespace phaen::app
