#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/app/refusal.h"
#include "phaen/app/year.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/dataset/dictionary.h"
#include "phaen/store/record_store.h"

/// An agency's dictionaries of datasets: those that come with the program, its own, and all their
/// versions.
namespace phaen::app {

/// Versions of dictionaries that come with the program have smaller numbers than an agency's own
/// version of the same dataset, so that the agency's holds also after an update of the program.
inline constexpr int kFirstOwnVersion = 1001;

/// As they stood at one time; never changes.
class DictionarySet {
  public:
    /// `kept` are those of the agency's database, of all versions.
    explicit DictionarySet(std::vector<dataset::Dictionary> kept = {});
    /// Of each dataset the one that holds: those of the program first, then the agency's own.
    [[nodiscard]] std::span<const dataset::Dictionary> current() const { return current_; }
    [[nodiscard]] const dataset::Dictionary* find(std::string_view id) const;
    /// Newest first; empty: there is no such dataset.
    [[nodiscard]] std::vector<const dataset::Dictionary*> versions(std::string_view id) const;
    /// Those that hold, as their files have them, with `is_own`.
    [[nodiscard]] base::Array values() const;
    /// Changes whenever a dictionary comes to it.
    [[nodiscard]] std::int64_t mark() const { return mark_; }

  private:
    std::vector<dataset::Dictionary> all_;
    std::vector<dataset::Dictionary> current_;
    std::int64_t mark_ = 0;
};

class Dictionaries {
  public:
    Dictionaries(store::Database& database, std::function<store::Instant()> now)
        : store_(database), now_(std::move(now)) {}
    template <class T>
    using Answer = base::Result<T, Refusal>;

    [[nodiscard]] Answer<std::shared_ptr<const DictionarySet>> of(const std::string& agency) const;
    /// The same for who knows how many versions the database has.
    [[nodiscard]] Answer<std::shared_ptr<const DictionarySet>> of(const std::string& agency,
                                                                  std::int64_t count) const;
    /// `{items}`: the dictionary of each dataset that holds, as its file has it, with `is_own`.
    [[nodiscard]] Answer<base::Value> list(const std::string& agency) const;
    /// The same of the program, then what is their own of each agency that the actor sees, by their
    /// ids, each with its `agency`.
    [[nodiscard]] Answer<base::Value> all(const Actor& actor, std::int64_t today) const;
    /// Of those with a field that is personal, as `list` gives them.
    [[nodiscard]] Answer<base::Array> personal(const std::string& agency) const;
    /// `{dataset, is_own, dictionary, text, versions: [{version, is_own, fields, changes}]}`,
    /// newest first; `text` is its file. `changes` tells what differs from the version before.
    [[nodiscard]] Answer<base::Value> read(const std::string& agency,
                                           std::string_view dataset) const;
    /// `{text}`, the dictionary's file in TOML or JSON, becomes the next version of the agency's
    /// own; its number is given here. The same as what holds: nothing happens. Records stay by the
    /// version under which they were made. A file with errors is refused, each with line, place and
    /// what is wrong.
    [[nodiscard]] Answer<base::Value> set(const std::string& agency, std::string_view dataset,
                                          const base::Value& body, const By& by);

  private:
    mutable store::RecordStore store_;
    std::function<store::Instant()> now_;
    mutable std::mutex mutex_;
    mutable std::map<std::string, std::shared_ptr<const DictionarySet>, std::less<>> known_;
};

}  // namespace phaen::app
