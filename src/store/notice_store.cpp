#include "phaen/store/notice_store.h"

#include <array>
#include <utility>

#include "announce.h"
#include "commands.h"

namespace phaen::store {

using base::Done;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

Notice notice_of(const Row& row) {
    Notice notice;
    notice.agency = row.text(0);
    notice.id = row.text(1);
    notice.account = row.text(2);
    notice.cause = row.text(3);
    notice.kind = row.text(4);
    notice.plan = row.text(5);
    notice.about = row.text(6);
    notice.day = row.integer(7);
    notice.at = row.integer(8);
    notice.read_at = row.integer(9);
    notice.data = row.text(10);
    return notice;
}

Outgoing outgoing_of(const Row& row) {
    Outgoing outgoing;
    outgoing.message = {row.text(0), row.text(1), row.integer(2), row.text(3), row.text(4)};
    outgoing.tries = row.integer(5);
    outgoing.next_at = row.integer(6);
    outgoing.sent_at = row.integer(7);
    outgoing.dead_at = row.integer(8);
    outgoing.problem = row.text(9);
    return outgoing;
}

Result<Done, Error> put_out(Connection& connection, const Message& message) {
    return done_by(connection.execute(
        "INSERT INTO outbox (agency, id, at, kind, body) VALUES ($1, $2, $3, $4, $5) ON CONFLICT "
        "(agency, id) DO NOTHING",
        {message.agency, message.id, message.at, message.kind, message.body}));
}

#define PHAEN_NOTICE_COLUMNS "agency, id, account, cause, kind, plan, about, day, at, read_at, data"
#define PHAEN_OUTBOX_COLUMNS "agency, id, at, kind, body, tries, next_at, sent_at, dead_at, problem"

}  // namespace

Result<Done, Error> announce(Connection& connection, const Announcement& announcement) {
    for (const NewNotice& made : announcement.notices) {
        const Notice& notice = made.notice;
        const auto added = connection.execute(
            "INSERT INTO notice (agency, id, account, cause, kind, plan, about, day, at, read_at, "
            "data) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10) ON CONFLICT (account, "
            "agency, cause) DO NOTHING",
            {notice.agency, notice.id, notice.account, notice.cause, notice.kind, notice.plan,
             notice.about, notice.day, notice.at, notice.data});
        if (!added) return Unexpected{added.error()};
        if (*added == 0 || !made.mail) continue;
        if (auto put = put_out(connection, *made.mail); !put) return put;
    }
    for (const Message& message : announcement.messages) {
        if (auto put = put_out(connection, message); !put) return put;
    }
    return Done{};
}

Result<Done, Error> NoticeStore::add(const Command& command, const Announcement& announcement) {
    const auto added = run_command(
        database_, command, "notices.add", [&](Connection& connection) -> Result<Outcome, Error> {
            const auto announced = announce(connection, announcement);
            if (!announced) return Unexpected{announced.error()};
            const base::Object body{
                {"count", Value(static_cast<std::int64_t>(announcement.notices.size()))}};
            return Outcome{base::to_canonical_json(Value(body)), ""};
        });
    if (!added) return Unexpected{added.error()};
    return Done{};
}

Result<std::vector<NewNotice>, Error> NoticeStore::fresh(std::vector<NewNotice> notices) const {
    using List = std::vector<NewNotice>;
    if (notices.empty()) return List{};
    return database_.parts().read<List>([&](Connection& connection) -> Result<List, Error> {
        List fresh;
        for (const NewNotice& made : notices) {
            const auto rows = connection.query(
                "SELECT id FROM notice WHERE account = $1 AND agency = $2 AND cause = $3",
                {made.notice.account, made.notice.agency, made.notice.cause});
            if (!rows) return Unexpected{rows.error()};
            if (rows->empty()) fresh.push_back(made);
        }
        return fresh;
    });
}

Result<std::vector<Notice>, Error> NoticeStore::of(std::string_view account, bool unread,
                                                   Instant before_at, std::string_view before_id,
                                                   std::size_t count) const {
    using List = std::vector<Notice>;
    return database_.parts().read<List>([&](Connection& connection) -> Result<List, Error> {
        const auto rows = connection.query(
            "SELECT " PHAEN_NOTICE_COLUMNS
            " FROM notice WHERE account = $1 AND ($2 = 0 OR read_at = 0) AND (at < $3 OR $3 = 0 OR "
            "(at = $3 AND id < $4)) ORDER BY at DESC, id DESC LIMIT $5",
            {std::string(account), static_cast<std::int64_t>(unread ? 1 : 0), before_at,
             std::string(before_id), static_cast<std::int64_t>(count)});
        if (!rows) return Unexpected{rows.error()};
        List list;
        for (const Row& row : *rows) list.push_back(notice_of(row));
        return list;
    });
}

Result<std::int64_t, Error> NoticeStore::unread(std::string_view account) const {
    return database_.parts().read<std::int64_t>(
        [&](Connection& connection) -> Result<std::int64_t, Error> {
            const auto rows =
                connection.query("SELECT count(*) FROM notice WHERE account = $1 AND read_at = 0",
                                 {std::string(account)});
            if (!rows) return Unexpected{rows.error()};
            return rows->front().integer(0);
        });
}

Result<Notice, Error> NoticeStore::notice(std::string_view agency, std::string_view id) const {
    return database_.parts().read<Notice>([&](Connection& connection) -> Result<Notice, Error> {
        const auto rows = connection.query("SELECT " PHAEN_NOTICE_COLUMNS
                                           " FROM notice WHERE agency = $1 AND id = $2",
                                           {std::string(agency), std::string(id)});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Unexpected{missing(id)};
        return notice_of(rows->front());
    });
}

Result<Done, Error> NoticeStore::mark_read(std::string_view account,
                                           const std::vector<std::string>& ids, Instant at) {
    return database_.parts().write<Done>([&](Connection& connection) -> Result<Done, Error> {
        if (ids.empty()) {
            return done_by(connection.execute(
                "UPDATE notice SET read_at = $2 WHERE account = $1 AND read_at = 0",
                {std::string(account), at}));
        }
        for (const std::string& id : ids) {
            const auto done = connection.execute(
                "UPDATE notice SET read_at = $3 WHERE account = $1 AND id = $2 AND read_at = 0",
                {std::string(account), id, at});
            if (!done) return Unexpected{done.error()};
        }
        return Done{};
    });
}

Result<NoticeSetting, Error> NoticeStore::setting(std::string_view account) const {
    return database_.parts().read<NoticeSetting>(
        [&](Connection& connection) -> Result<NoticeSetting, Error> {
            const auto rows = connection.query(
                "SELECT account, at, channel, mail, language FROM notice_setting WHERE account = "
                "$1",
                {std::string(account)});
            if (!rows) return Unexpected{rows.error()};
            NoticeSetting setting;
            setting.account = account;
            if (rows->empty()) return setting;
            const Row& row = rows->front();
            return NoticeSetting{row.text(0), row.integer(1), row.text(2), row.text(3),
                                 row.text(4)};
        });
}

Result<std::vector<NoticeSetting>, Error> NoticeStore::settings() const {
    using List = std::vector<NoticeSetting>;
    return database_.parts().read<List>([&](Connection& connection) -> Result<List, Error> {
        const auto rows = connection.query(
            "SELECT account, at, channel, mail, language FROM notice_setting ORDER BY account");
        if (!rows) return Unexpected{rows.error()};
        List list;
        for (const Row& row : *rows)
            list.push_back({row.text(0), row.integer(1), row.text(2), row.text(3), row.text(4)});
        return list;
    });
}

Result<Done, Error> NoticeStore::put_setting(const NoticeSetting& setting) {
    return done_by(database_.parts().write<std::int64_t>([&](Connection& connection) {
        return connection.execute(
            "INSERT INTO notice_setting (account, at, channel, mail, language) VALUES ($1, $2, $3, "
            "$4, $5) ON CONFLICT (account) DO UPDATE SET at = excluded.at, channel = "
            "excluded.channel, mail = excluded.mail, language = excluded.language",
            {setting.account, setting.at, setting.channel, setting.mail, setting.language});
    }));
}

Result<std::vector<Outgoing>, Error> NoticeStore::due(Instant now, std::size_t count) const {
    using List = std::vector<Outgoing>;
    return database_.parts().read<List>([&](Connection& connection) -> Result<List, Error> {
        const auto rows = connection.query(
            "SELECT " PHAEN_OUTBOX_COLUMNS
            " FROM outbox WHERE sent_at = 0 AND dead_at = 0 AND next_at <= $1 ORDER BY next_at, "
            "agency, id LIMIT $2",
            {now, static_cast<std::int64_t>(count)});
        if (!rows) return Unexpected{rows.error()};
        List list;
        for (const Row& row : *rows) list.push_back(outgoing_of(row));
        return list;
    });
}

Result<bool, Error> NoticeStore::claim(const Outgoing& message, Instant until) {
    return database_.parts().write<bool>([&](Connection& connection) -> Result<bool, Error> {
        const auto taken = connection.execute(
            "UPDATE outbox SET tries = tries + 1, next_at = $4 WHERE agency = $1 AND id = $2 AND "
            "tries = $3 AND sent_at = 0 AND dead_at = 0",
            {message.message.agency, message.message.id, message.tries, until});
        if (!taken) return Unexpected{taken.error()};
        return *taken == 1;
    });
}

Result<Done, Error> NoticeStore::sent(const Message& message, Instant at) {
    return done_by(database_.parts().write<std::int64_t>([&](Connection& connection) {
        return connection.execute(
            "UPDATE outbox SET sent_at = $3, problem = '' WHERE agency = $1 AND id = $2 AND "
            "sent_at = 0",
            {message.agency, message.id, at});
    }));
}

Result<Done, Error> NoticeStore::failed(const Message& message, Instant next_at, Instant dead_at,
                                        std::string_view problem) {
    return done_by(database_.parts().write<std::int64_t>([&](Connection& connection) {
        return connection.execute(
            "UPDATE outbox SET next_at = $3, dead_at = $4, problem = $5 WHERE agency = $1 AND id = "
            "$2 AND sent_at = 0",
            {message.agency, message.id, next_at, dead_at, std::string(problem)});
    }));
}

Result<std::vector<Outgoing>, Error> NoticeStore::messages(std::string_view agency,
                                                           std::string_view state,
                                                           std::size_t count) const {
    using List = std::vector<Outgoing>;
    return database_.parts().read<List>([&](Connection& connection) -> Result<List, Error> {
        const auto rows = connection.query(
            "SELECT " PHAEN_OUTBOX_COLUMNS
            " FROM outbox WHERE agency = $1 AND ($2 = '' OR ($2 = 'waiting' AND sent_at = 0 AND "
            "dead_at = 0) OR ($2 = 'sent' AND sent_at > 0) OR ($2 = 'dead' AND dead_at > 0)) ORDER "
            "BY at DESC, id LIMIT $3",
            {std::string(agency), std::string(state), static_cast<std::int64_t>(count)});
        if (!rows) return Unexpected{rows.error()};
        List list;
        for (const Row& row : *rows) list.push_back(outgoing_of(row));
        return list;
    });
}

Result<Done, Error> NoticeStore::revive(const Command& command, std::string_view id) {
    const auto revived = run_command(
        database_, command, "message.revive",
        [&](Connection& connection) -> Result<Outcome, Error> {
            const auto changed = connection.execute(
                "UPDATE outbox SET tries = 0, next_at = 0, dead_at = 0 WHERE agency = $1 AND id = "
                "$2 AND dead_at > 0",
                {command.agency, std::string(id)});
            if (!changed) return Unexpected{changed.error()};
            if (*changed == 0) return Unexpected{missing(id)};
            return Outcome{base::to_canonical_json(Value(base::Object{{"message", Value(id)}})),
                           ""};
        });
    if (!revived) return Unexpected{revived.error()};
    return Done{};
}

Result<Done, Error> NoticeStore::add_link(const MailLink& link) {
    return done_by(database_.parts().write<std::int64_t>([&](Connection& connection) {
        return connection.execute(
            "INSERT INTO mail_link (id, agency, account, purpose, about, at, ends_at) VALUES ($1, "
            "$2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING",
            {link.id, link.agency, link.account, link.purpose, link.about, link.at, link.ends_at});
    }));
}

Result<MailLink, Error> NoticeStore::link(std::string_view id) const {
    return database_.parts().read<MailLink>([&](Connection& connection) -> Result<MailLink, Error> {
        const auto rows = connection.query(
            "SELECT id, agency, account, purpose, about, at, ends_at, used_at FROM mail_link WHERE "
            "id = $1",
            {std::string(id)});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Unexpected{missing("link")};
        const Row& row = rows->front();
        return MailLink{row.text(0), row.text(1),    row.text(2),    row.text(3),
                        row.text(4), row.integer(5), row.integer(6), row.integer(7)};
    });
}

Result<bool, Error> NoticeStore::use_link(std::string_view id, Instant at) {
    return database_.parts().write<bool>([&](Connection& connection) -> Result<bool, Error> {
        const auto used =
            connection.execute("UPDATE mail_link SET used_at = $2 WHERE id = $1 AND used_at = 0",
                               {std::string(id), at});
        if (!used) return Unexpected{used.error()};
        return *used == 1;
    });
}

Result<Done, Error> NoticeStore::put_feed(std::string_view account, std::string_view hash,
                                          Instant at) {
    return done_by(database_.parts().write<std::int64_t>([&](Connection& connection) {
        return connection.execute(
            "INSERT INTO calendar_feed (account, hash, at) VALUES ($1, $2, $3) ON CONFLICT "
            "(account) DO UPDATE SET hash = excluded.hash, at = excluded.at",
            {std::string(account), std::string(hash), at});
    }));
}

Result<Done, Error> NoticeStore::drop_feed(std::string_view account) {
    return done_by(database_.parts().write<std::int64_t>([&](Connection& connection) {
        return connection.execute("DELETE FROM calendar_feed WHERE account = $1",
                                  {std::string(account)});
    }));
}

Result<Instant, Error> NoticeStore::feed_of(std::string_view account) const {
    return database_.parts().read<Instant>([&](Connection& connection) -> Result<Instant, Error> {
        const auto rows = connection.query("SELECT at FROM calendar_feed WHERE account = $1",
                                           {std::string(account)});
        if (!rows) return Unexpected{rows.error()};
        if (rows->empty()) return Unexpected{missing("calendar")};
        return rows->front().integer(0);
    });
}

Result<std::string, Error> NoticeStore::account_of_feed(std::string_view hash) const {
    return database_.parts().read<std::string>(
        [&](Connection& connection) -> Result<std::string, Error> {
            const auto rows = connection.query("SELECT account FROM calendar_feed WHERE hash = $1",
                                               {std::string(hash)});
            if (!rows) return Unexpected{rows.error()};
            if (rows->empty()) return Unexpected{missing("calendar")};
            return rows->front().text(0);
        });
}

}  // namespace phaen::store
