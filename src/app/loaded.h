#pragma once

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phaen/app/refusal.h"
#include "phaen/app/workspace.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/book/recognise.h"
#include "phaen/check/check.h"
#include "phaen/document/blocks.h"
#include "phaen/plan/plan.h"
#include "phaen/plan/scheme.h"

namespace phaen::app {

/// A finding with the key by which people speak of it: it stays the same while rule, element, place
/// and values do.
struct KeyedFinding {
    std::string key;
    check::Finding finding;
};

/// What the checker says of a plan by a scheme.
struct Checked {
    std::shared_ptr<const plan::Scheme> scheme;  ///< null: without one
    check::Report report;
    std::vector<KeyedFinding> findings;
    /// `{findings, accepted}` with keys.
    [[nodiscard]] base::Object object() const;
};

/// A plan in memory: the value, its tree, and what the checker says, each made once.
class Loaded {
  public:
    explicit Loaded(plan::Plan plan);
    /// With the document that it was read from.
    Loaded(plan::Plan plan, document::Document document, std::vector<book::Account> account);

    [[nodiscard]] const plan::Plan& plan() const { return plan_; }
    /// As `plan::to_value`.
    [[nodiscard]] const base::Value& tree() const { return tree_; }
    [[nodiscard]] const std::optional<document::Document>& document() const { return document_; }
    [[nodiscard]] const std::vector<book::Account>& account() const { return account_; }
    /// What the checker says of it, anew only when the scheme is another than the last time.
    [[nodiscard]] std::shared_ptr<const Checked> checked(
        std::shared_ptr<const plan::Scheme> scheme) const;
    /// An element as it is sent, made once; null when the plan has none of that id.
    [[nodiscard]] std::shared_ptr<const Written> written(std::string_view element) const;
    /// The same when it was made already; never waits.
    [[nodiscard]] std::shared_ptr<const Written> known_written(std::string_view element) const;

  private:
    plan::Plan plan_;
    base::Value tree_;
    std::optional<document::Document> document_;
    std::vector<book::Account> account_;
    mutable std::mutex checked_mutex_;  ///< one checks for all who wait
    mutable std::shared_ptr<const Checked> checked_;
    mutable std::shared_mutex written_mutex_;
    mutable std::map<std::string, std::shared_ptr<const Written>, std::less<>> written_;
};

/// The last few that were used, by key. Safe from any thread; two who ask for the same at once may
/// both make it.
class LoadedCache {
  public:
    using Make = std::function<base::Result<std::shared_ptr<const Loaded>, Refusal>()>;
    [[nodiscard]] base::Result<std::shared_ptr<const Loaded>, Refusal> get(const std::string& key,
                                                                           const Make& make);
    /// Null when it is not there; never waits longer than for a look at 16 keys.
    [[nodiscard]] std::shared_ptr<const Loaded> find(const std::string& key);
    void put(const std::string& key, std::shared_ptr<const Loaded> loaded);

  private:
    static constexpr std::size_t kKept = 16;
    std::mutex mutex_;
    std::list<std::pair<std::string, std::shared_ptr<const Loaded>>> entries_;  // newest first
};

}  // namespace phaen::app
