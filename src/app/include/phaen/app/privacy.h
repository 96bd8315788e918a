#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/app/dictionaries.h"
#include "phaen/app/permissions.h"
#include "phaen/app/refusal.h"
#include "phaen/app/year.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/store/account_store.h"
#include "phaen/store/notice_store.h"
#include "phaen/store/stewardship_store.h"
#include "phaen/store/year_store.h"

/// What the agency keeps about people: personal fields of records stand apart and are shown only to
/// who may see them and asks for them, each time with an entry in the chain; what is kept about
/// somebody can be handed out, and erased; what is old goes by rule; the traffic log.
namespace phaen::app {

/// What the law of 2550 asks for at least (thai-domain.md part 5).
inline constexpr std::int64_t kTrafficDays = 90;

/// How long what is personal in a dataset's records is kept.
struct RetentionRule {
    std::string dataset;
    std::int64_t days = 0;
    std::string from = {};     ///< the field that they are counted from; empty: the record's day
    bool is_declared = false;  ///< by the dictionary, not by the agency
};
struct Setting;

class Privacy {
  public:
    Privacy(store::Database& database, std::function<store::Instant()> now,
            std::function<std::string()> new_id, std::int64_t traffic_days = kTrafficDays)
        : accounts_(database),
          notices_(database),
          years_(database),
          store_(database),
          dictionaries_(database, now),
          now_(std::move(now)),
          new_id_(std::move(new_id)),
          traffic_days_(traffic_days) {}
    template <class T>
    using Answer = base::Result<T, Refusal>;

    /// The answer with what is personal in the place of `{"person": id}`, told in the chain as
    /// `person.read` of `about`. Without `personal.read` in the agency: refused.
    [[nodiscard]] Answer<base::Value> shown(std::string_view agency, std::string_view about,
                                            base::Value answer, const By& by);
    /// The personal fields under these ids, told in the chain as `person.read` of `about`; nothing
    /// is told of none. Without `personal.read` in the agency: refused.
    [[nodiscard]] Answer<std::map<std::string, base::Value>> persons(
        std::string_view agency, std::string_view about, const std::set<std::string>& ids,
        const By& by);
    /// `{items: [{person, data, records: [{dataset, record}]}]}`: whose personal fields say the
    /// text. It is a reading, and told as one.
    [[nodiscard]] Answer<base::Value> find(std::string_view agency, std::string_view text,
                                           const By& by);
    /// The records keep their other fields.
    [[nodiscard]] Answer<base::Done> erase(std::string_view agency, std::string_view person,
                                           const By& by);
    /// All that is kept about an account, or under it.
    [[nodiscard]] Answer<base::Value> of_account(std::string_view account, const By& by);

    /// `{rules: [{dataset, days}]}`: personal fields of facts older than that are erased.
    /// Replaces those of that tag.
    [[nodiscard]] Answer<Tagged> set_retention(std::string_view agency, std::string_view tag,
                                               const base::Value& body, const By& by);
    /// The rules, the dictionaries' where the agency has none, with how many persons each would
    /// erase today: `{rules: [{dataset, days, from?, declared, due}]}`. The tag is of the rules.
    [[nodiscard]] Answer<Tagged> retention(std::string_view agency, std::int64_t today) const;
    /// Does what the rules say: how many persons were erased.
    [[nodiscard]] Answer<std::int64_t> keep_retention(std::string_view agency, std::int64_t today);

    /// A line of the traffic log. A login that nobody has is not kept: what was typed may be a
    /// password.
    void note_traffic(std::string_view kind, std::string_view account, std::string_view address);
    /// `{items: [{at, account?, name?, address, kind}]}`, newest first.
    [[nodiscard]] Answer<base::Value> traffic(std::string_view account, std::size_t limit) const;
    /// Forgets what is older than the days that the log is kept.
    [[nodiscard]] Answer<std::int64_t> drop_traffic();

  private:
    [[nodiscard]] Answer<std::vector<RetentionRule>> rules(std::string_view agency,
                                                           const Setting& setting) const;
    [[nodiscard]] Answer<std::vector<std::string>> due(std::string_view agency,
                                                       const RetentionRule& rule,
                                                       std::int64_t today) const;

    store::AccountStore accounts_;
    store::NoticeStore notices_;
    store::YearStore years_;
    store::StewardshipStore store_;
    Dictionaries dictionaries_;
    std::function<store::Instant()> now_;
    std::function<std::string()> new_id_;
    std::int64_t traffic_days_;
};

}  // namespace phaen::app
