#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "phaen/base/result.h"
#include "phaen/store/command.h"
#include "phaen/store/database.h"
#include "phaen/store/error.h"
#include "phaen/store/year_store.h"

namespace phaen::store {

/// How a person wants to be told. The address is personal.
struct NoticeSetting {
    std::string account;
    Instant at = 0;
    std::string channel = "in_app";  ///< in_app, mail, none
    std::string mail;                ///< address; empty: none
    std::string language = "th";     ///< of mails: th, en
};

/// A message with what became of it so far.
struct Outgoing {
    Message message;
    std::int64_t tries = 0;
    Instant next_at = 0;  ///< not before
    Instant sent_at = 0;  ///< 0: not yet
    Instant dead_at = 0;  ///< given up; 0: not
    std::string problem;  ///< of the last attempt
};

/// What a private link of a mail is for. It is good once.
struct MailLink {
    std::string id;
    std::string agency;
    std::string account;
    std::string purpose;
    std::string about;  ///< JSON
    Instant at = 0;
    Instant ends_at = 0;
    Instant used_at = 0;  ///< 0: not yet
};

/// Notices, how people want them, and what goes out. Safe from any thread.
class NoticeStore {
  public:
    explicit NoticeStore(Database& database) : database_(database) {}
    template <class T>
    using Answer = base::Result<T, Error>;

    /// As one command of the agency; what is there already stays as it is.
    [[nodiscard]] Answer<base::Done> add(const Command& command, const Announcement& announcement);
    /// Those whose person has no notice of their cause.
    [[nodiscard]] Answer<std::vector<NewNotice>> fresh(std::vector<NewNotice> notices) const;
    /// Newest first; `before_at` and `before_id` are of the last one seen, 0 and empty: from the
    /// newest.
    [[nodiscard]] Answer<std::vector<Notice>> of(std::string_view account, bool unread,
                                                 Instant before_at, std::string_view before_id,
                                                 std::size_t count) const;
    [[nodiscard]] Answer<std::int64_t> unread(std::string_view account) const;
    [[nodiscard]] Answer<Notice> notice(std::string_view agency, std::string_view id) const;
    /// All of the account's for an empty list; those of others are left alone.
    [[nodiscard]] Answer<base::Done> mark_read(std::string_view account,
                                               const std::vector<std::string>& ids, Instant at);
    /// The default for who has not set any.
    [[nodiscard]] Answer<NoticeSetting> setting(std::string_view account) const;
    [[nodiscard]] Answer<std::vector<NoticeSetting>> settings() const;
    [[nodiscard]] Answer<base::Done> put_setting(const NoticeSetting& setting);

    /// Messages whose time has come, the longest waiting first.
    [[nodiscard]] Answer<std::vector<Outgoing>> due(Instant now, std::size_t count) const;
    /// Counts an attempt and keeps others away until `until`; false when another server has it.
    [[nodiscard]] Answer<bool> claim(const Outgoing& message, Instant until);
    [[nodiscard]] Answer<base::Done> sent(const Message& message, Instant at);
    /// `dead_at` 0: to be tried again at `next_at`.
    [[nodiscard]] Answer<base::Done> failed(const Message& message, Instant next_at,
                                            Instant dead_at, std::string_view problem);
    /// Of an agency, the newest first: `waiting`, `sent`, `dead`, or all for an empty state.
    [[nodiscard]] Answer<std::vector<Outgoing>> messages(std::string_view agency,
                                                         std::string_view state,
                                                         std::size_t count) const;
    /// A dead message is tried again from the beginning; `not_found` when it is not dead.
    [[nodiscard]] Answer<base::Done> revive(const Command& command, std::string_view id);

    [[nodiscard]] Answer<base::Done> add_link(const MailLink& link);
    [[nodiscard]] Answer<MailLink> link(std::string_view id) const;
    /// False when it was used before.
    [[nodiscard]] Answer<bool> use_link(std::string_view id, Instant at);

    /// In the place of the address before.
    [[nodiscard]] Answer<base::Done> put_feed(std::string_view account, std::string_view hash,
                                              Instant at);
    [[nodiscard]] Answer<base::Done> drop_feed(std::string_view account);
    /// When it was made; `not_found` without one.
    [[nodiscard]] Answer<Instant> feed_of(std::string_view account) const;
    /// The account with the address; `not_found`.
    [[nodiscard]] Answer<std::string> account_of_feed(std::string_view hash) const;

  private:
    Database& database_;
};

}  // namespace phaen::store
