#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/app/dictionaries.h"
#include "phaen/app/refusal.h"
#include "phaen/app/workspace.h"
#include "phaen/app/year.h"
#include "phaen/base/instant.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/plan/scheme.h"
#include "phaen/store/record_store.h"
#include "phaen/store/year_store.h"

/// The years' schemes by which an agency's plans are scored and checked: its own, and those that
/// come with the program.
namespace phaen::app {

/// What an own scheme was from an instant on.
struct SchemeEdition {
    base::Instant at;
    std::string by;                              ///< account
    std::string text;                            ///< its file, TOML; empty: it was removed
    std::shared_ptr<const plan::Scheme> scheme;  ///< null: it was removed
};

/// As they stood at one time; never changes.
class SchemeSet {
  public:
    /// The editions of each own scheme by its id, the first one first.
    using Own = std::map<std::string, std::vector<SchemeEdition>, std::less<>>;
    explicit SchemeSet(Own own = {}, std::int64_t mark = 0);
    /// The agency's own of that id, else the one that is shipped; null: there is none.
    [[nodiscard]] std::shared_ptr<const plan::Scheme> find(std::string_view id) const;
    /// The same as it was known at an instant.
    [[nodiscard]] std::shared_ptr<const plan::Scheme> find(std::string_view id,
                                                           base::Instant known_at) const;
    [[nodiscard]] bool is_own(std::string_view id) const;
    /// Of an own one, the first one first; empty: the agency never had one of that id.
    [[nodiscard]] std::span<const SchemeEdition> editions(std::string_view id) const;
    /// Ids of those that can be used: the agency's own, then those that are shipped.
    [[nodiscard]] std::vector<std::string> ids() const;
    /// Changes whenever one of the agency's own does.
    [[nodiscard]] std::int64_t mark() const { return mark_; }

  private:
    Own own_;
    std::int64_t mark_;
};

class Schemes {
  public:
    Schemes(store::Database& database, std::function<store::Instant()> now)
        : marks_(database), settings_(database), now_(std::move(now)) {}
    template <class T>
    using Answer = base::Result<T, Refusal>;

    [[nodiscard]] Answer<std::shared_ptr<const SchemeSet>> of(const std::string& agency) const;
    /// With the dictionaries, by one question to the database.
    [[nodiscard]] Answer<AgencyRules> rules(const std::string& agency,
                                            const Dictionaries& dictionaries) const;

    /// `{items: [{scheme, title, fiscal_year, is_own, is_shipped, changed_at?, plans}]}`: those
    /// that the agency can use, each with the plans that name it: `[{plan, title, fiscal_year}]`.
    [[nodiscard]] Answer<base::Value> list(const std::string& agency,
                                           const Workspace& workspace) const;
    /// The same of one, with `content` (phaen.scheme/1), `text` (its file, TOML) and `editions`:
    /// `[{at, by, is_removed}]`, newest first. The tag is what its change is put upon.
    [[nodiscard]] Answer<Tagged> read(const std::string& agency, std::string_view scheme,
                                      const Workspace& workspace) const;
    /// What `{text}` would be as the agency's own: `{errors, content, scheme, state, etag}`, state
    /// `new`, `own` or `shipped` (which cannot be replaced). Nothing is kept.
    [[nodiscard]] Answer<base::Value> check(const std::string& agency,
                                            const base::Value& body) const;
    /// `{text}`, a file in TOML or JSON, becomes the agency's own scheme. `tag` is of what the
    /// caller saw, or that of `check` for a new one. Refused: an id that is shipped; a file with
    /// errors, each with line, place and what is wrong.
    [[nodiscard]] Answer<Tagged> set(const std::string& agency, std::string_view scheme,
                                     std::string_view tag, const base::Value& body, const By& by,
                                     const Workspace& workspace);
    /// The own one is no more. Refused while a plan names it, unless one of that id is shipped.
    [[nodiscard]] Answer<base::Done> remove(const std::string& agency, std::string_view scheme,
                                            std::string_view tag, const By& by,
                                            const Workspace& workspace);

  private:
    [[nodiscard]] Answer<std::shared_ptr<const SchemeSet>> of(const std::string& agency,
                                                              std::int64_t mark) const;
    /// Puts an edition behind those that are there.
    [[nodiscard]] Answer<base::Done> add(const std::string& agency, std::string_view scheme,
                                         std::string_view tag, std::string_view text, const By& by);

    store::RecordStore marks_;
    mutable store::YearStore settings_;
    std::function<store::Instant()> now_;
    mutable std::mutex mutex_;
    mutable std::map<std::string, std::shared_ptr<const SchemeSet>, std::less<>> known_;
};

}  // namespace phaen::app
