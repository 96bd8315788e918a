#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/app/notice_rules.h"
#include "phaen/app/refusal.h"
#include "phaen/app/year.h"
#include "phaen/base/result.h"
#include "phaen/base/value.h"
#include "phaen/store/account_store.h"
#include "phaen/store/notice_store.h"

/// What people are told, how they want it, and what becomes of it.
namespace phaen::app {

struct NoticeOptions {
    std::function<store::Instant()> now;
    /// A new id `[a-z0-9]{16}` that nobody can guess.
    std::function<std::string()> new_id;
    /// Whether mails can go out.
    bool sends_mail = false;
    /// How the plans of the agency stand as of a day, ISO; those that cannot be told are left out.
    std::function<base::Result<std::vector<base::Value>, Refusal>(const std::string& agency,
                                                                  const std::string& as_of)>
        overviews = {};
};

class Notices {
  public:
    Notices(store::Database& database, NoticeOptions options);
    template <class T>
    using Answer = base::Result<T, Refusal>;

    /// What the actor was told, newest first: `{items, unread}`. `after` is the last one seen,
    /// "AT ID"; `next` is that of the following page, empty on the last.
    [[nodiscard]] Answer<base::Value> list(const Actor& actor, bool unread, std::size_t limit,
                                           const std::vector<std::string>& after,
                                           std::vector<std::string>& next) const;
    /// `{ids}`; all of the actor's without them.
    [[nodiscard]] Answer<base::Done> mark_read(const Actor& actor, const base::Value& body);
    /// `{channel, mail, language, mail_works}`.
    [[nodiscard]] Answer<base::Value> setting(const Actor& actor) const;
    [[nodiscard]] Answer<base::Value> set_setting(const Actor& actor, const base::Value& body);

    /// The agency's rules and its webhook.
    [[nodiscard]] Answer<Tagged> rules(std::string_view agency) const;
    /// Replaces those of that tag.
    [[nodiscard]] Answer<Tagged> set_rules(std::string_view agency, std::string_view tag,
                                           const base::Value& body, const By& by);
    /// What waits, was sent or was given up: `{items}`, at most 200.
    [[nodiscard]] Answer<base::Value> messages(std::string_view agency,
                                               std::string_view state) const;
    /// A message that was given up is tried again.
    [[nodiscard]] Answer<base::Done> revive(std::string_view agency, std::string_view id,
                                            const By& by);

    /// What is told of a step of a workflow, in its transaction.
    [[nodiscard]] Answer<store::Announcement> of_move(
        std::string_view agency, const WorkflowKind& kind, const store::WorkflowState& to,
        const store::WorkflowMove& how, const std::vector<store::WorkflowMove>& before,
        const By& by) const;
    /// Looks for what is due and late today; how many were told. What was told before is not
    /// told again.
    [[nodiscard]] Answer<std::size_t> look(const std::string& agency, std::int64_t today);

    /// A new secret for the address of one's calendar; the one before is good no more.
    [[nodiscard]] Answer<base::Value> make_feed(const Actor& actor);
    [[nodiscard]] Answer<base::Done> drop_feed(const Actor& actor);
    /// `{at}`: when it was made, null without one.
    [[nodiscard]] Answer<base::Value> feed(const Actor& actor) const;
    /// The account whose calendar has the secret.
    [[nodiscard]] Answer<std::string> account_of_feed(std::string_view secret) const;
    /// What the actor must have done, and by when, as a calendar.
    [[nodiscard]] Answer<Download> calendar(const Actor& actor, std::int64_t today) const;

    [[nodiscard]] NoticeRules rules_of(std::string_view agency) const;

  private:
    [[nodiscard]] Answer<std::vector<Holder>> holders(std::string_view agency) const;
    [[nodiscard]] Answer<store::Announcement> announcement(std::string_view agency,
                                                           const NoticeRules& rules,
                                                           const std::vector<Told>& told) const;

    mutable store::NoticeStore store_;
    store::YearStore settings_;
    store::AccountStore accounts_;
    NoticeOptions options_;
};

}  // namespace phaen::app
