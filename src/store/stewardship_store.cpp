#include "phaen/store/stewardship_store.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "commands.h"
#include "phaen/base/calendar.h"
#include "phaen/base/thai_text.h"
#include "phaen/dataset/records.h"
#include "phaen/facts/io.h"

namespace phaen::store {

using base::Done;
using base::Result;
using base::Unexpected;
using base::Value;
using dataset::person_id_of;

namespace {

/// Ids that one question names.
constexpr std::size_t kIdsAtOnce = 64;

#define PHAEN_REFERENCE_COLUMNS \
    "id, plan, kind, subject, system, number, day, state, note, at, made_by, revision"

ExternalReference reference_of(const Row& row) {
    return {row.text(0), row.text(1),    row.text(2),    row.text(3),
            row.text(4), row.text(5),    row.integer(6), row.text(7),
            row.text(8), row.integer(9), row.text(10),   row.integer(11)};
}

/// Ids of persons that a fact of a record points to.
struct Pointed {
    PersonFound::Place place;
    std::set<std::string> ids;
    std::optional<std::int64_t> day;  ///< of the field that was asked for
};

/// The day that a value names, or the last one of a period; null when it names none.
std::optional<std::int64_t> day_of(const Value* value) {
    const Value* to = value != nullptr ? value->find("to") : nullptr;
    const std::string* text = to != nullptr      ? to->as_string()
                              : value != nullptr ? value->as_string()
                                                 : nullptr;
    const auto day = text != nullptr ? base::parse_iso(*text) : std::nullopt;
    if (!day) return std::nullopt;
    return std::chrono::sys_days(*day).time_since_epoch().count();
}

Pointed pointed_by(const std::string& line, std::string_view from = {}) {
    Pointed pointed;
    const auto value = base::parse_json(line);
    if (!value) return pointed;
    const auto fact = facts::fact_from_value(*value);
    const auto* record = fact ? std::get_if<facts::Record>(&fact->data) : nullptr;
    if (record == nullptr) return pointed;
    pointed.place = {record->dataset, record->record};
    const base::Object* object = record->values.as_object();
    if (object == nullptr) return pointed;
    for (const auto& [name, member] : *object) {
        if (const std::string* id = person_id_of(member)) pointed.ids.insert(*id);
    }
    if (!from.empty()) pointed.day = day_of(record->values.find(from));
    return pointed;
}

}  // namespace

Result<Done, Error> StewardshipStore::reassign(const Command& command, const Reassignment& what) {
    return done_by(run_command(
        database_, command, "role.reassign", [&](Connection& connection) -> Result<Outcome, Error> {
            base::Array ends;
            for (const Reassignment::End& end : what.ends) {
                const auto ended = connection.execute(
                    "UPDATE assignment SET last_day = $3 WHERE id = $1 AND agency = $2 AND "
                    "last_day = $4",
                    {end.assignment, command.agency, end.last_day, end.seen_last_day});
                if (!ended) return Unexpected{ended.error()};
                if (*ended == 0) return Unexpected{Error{ErrorKind::conflict, end.assignment}};
                ends.emplace_back(base::Object{{"assignment", Value(end.assignment)},
                                               {"last_day", Value(end.last_day)}});
            }
            const Reassignment::Left& left = what.none_left;
            const auto others = connection.query(
                "SELECT id FROM assignment WHERE agency = $1 AND role = $2 AND part <> '' AND ($3 "
                "= '' OR part = $3) AND ($4 = 0 OR fiscal_year = 0 OR fiscal_year = $4) AND ($5 = "
                "'' OR account = $5 OR in_place = $5) AND last_day >= $6 LIMIT 1",
                {command.agency, left.role, left.part, static_cast<std::int64_t>(left.fiscal_year),
                 left.account, left.from_day});
            if (!others) return Unexpected{others.error()};
            if (!others->empty())
                return Unexpected{Error{ErrorKind::conflict, others->front().text(0)}};
            base::Array begins;
            for (const Assignment& begin : what.begins) {
                const auto added = connection.execute(
                    "INSERT INTO assignment (id, account, agency, role, unit, fiscal_year, part, "
                    "in_place, first_day, last_day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
                    "$10)",
                    {begin.id, begin.account, command.agency, begin.role, begin.unit,
                     static_cast<std::int64_t>(begin.fiscal_year), begin.part, begin.in_place,
                     begin.first_day, begin.last_day});
                if (!added) return Unexpected{added.error()};
                begins.emplace_back(base::Object{{"account", Value(begin.account)},
                                                 {"assignment", Value(begin.id)},
                                                 {"first_day", Value(begin.first_day)},
                                                 {"fiscal_year", Value(begin.fiscal_year)},
                                                 {"in_place", Value(begin.in_place)},
                                                 {"last_day", Value(begin.last_day)},
                                                 {"part", Value(begin.part)},
                                                 {"role", Value(begin.role)}});
            }
            return Outcome{
                body_of({{"begins", Value(std::move(begins))}, {"ends", Value(std::move(ends))}}),
                ""};
        }));
}

Result<Done, Error> StewardshipStore::put_reference(const Command& command,
                                                    const ExternalReference& reference) {
    return done_by(run_command(
        database_, command, "reference.put", [&](Connection& connection) -> Result<Outcome, Error> {
            const auto put = connection.execute(
                "INSERT INTO external_reference (agency, " PHAEN_REFERENCE_COLUMNS
                ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1) ON CONFLICT "
                "(agency, id) DO UPDATE SET system = excluded.system, number = excluded.number, "
                "day "
                "= excluded.day, state = excluded.state, note = excluded.note, at = excluded.at, "
                "made_by = excluded.made_by, revision = external_reference.revision + 1 WHERE "
                "external_reference.revision = $13",
                {command.agency, reference.id, reference.plan, reference.kind, reference.subject,
                 reference.system, reference.number, reference.day, reference.state, reference.note,
                 command.at, command.by, reference.revision});
            if (!put) return Unexpected{put.error()};
            if (*put == 0) return Unexpected{Error{ErrorKind::conflict, reference.id}};
            return Outcome{body_of({{"day", Value(reference.day)},
                                    {"id", Value(reference.id)},
                                    {"kind", Value(reference.kind)},
                                    {"number", Value(reference.number)},
                                    {"plan", Value(reference.plan)},
                                    {"state", Value(reference.state)},
                                    {"subject", Value(reference.subject)},
                                    {"system", Value(reference.system)}}),
                           ""};
        }));
}

Result<ExternalReference, Error> StewardshipStore::reference(std::string_view agency,
                                                             std::string_view id) const {
    return database_.parts().read<ExternalReference>(
        [&](Connection& connection) -> Result<ExternalReference, Error> {
            const auto rows = connection.query("SELECT " PHAEN_REFERENCE_COLUMNS
                                               " FROM external_reference WHERE agency = $1 AND id "
                                               "= $2",
                                               {std::string(agency), std::string(id)});
            if (!rows) return Unexpected{rows.error()};
            if (rows->empty()) return Unexpected{missing(id)};
            return reference_of(rows->front());
        });
}

Result<std::vector<ExternalReference>, Error> StewardshipStore::references(
    std::string_view agency, std::string_view plan, std::string_view subject,
    std::string_view state, std::size_t count) const {
    using References = std::vector<ExternalReference>;
    return database_.parts().read<References>(
        [&](Connection& connection) -> Result<References, Error> {
            const auto rows = connection.query(
                "SELECT " PHAEN_REFERENCE_COLUMNS
                " FROM external_reference WHERE agency = $1 AND plan = $2 AND ($3 = '' OR subject "
                "= $3) AND ($4 = '' OR state = $4) ORDER BY day DESC, id LIMIT $5",
                {std::string(agency), std::string(plan), std::string(subject), std::string(state),
                 static_cast<std::int64_t>(count)});
            if (!rows) return Unexpected{rows.error()};
            References references;
            for (const Row& row : *rows) references.push_back(reference_of(row));
            return references;
        });
}

Result<std::map<std::string, Value>, Error> StewardshipStore::persons(
    std::string_view agency, const std::vector<std::string>& ids) const {
    using Persons = std::map<std::string, Value>;
    return database_.parts().read<Persons>([&](Connection& connection) -> Result<Persons, Error> {
        static const std::string kQuestion = [] {
            std::string sql = "SELECT id, data FROM person WHERE agency = $1 AND id IN (";
            // lint: allow(sql.joined) numbers of arguments
            for (std::size_t i = 0; i < kIdsAtOnce; ++i)
                sql += (i == 0 ? "$" : ", $") + std::to_string(i + 2);
            return sql + ")";
        }();
        Persons persons;
        for (auto next = ids.begin(); next != ids.end();) {
            Connection::Arguments arguments = {std::string(agency)};
            for (; next != ids.end() && arguments.size() <= kIdsAtOnce; ++next)
                arguments.emplace_back(*next);
            while (arguments.size() <= kIdsAtOnce) arguments.push_back(arguments.back());
            const auto rows = connection.query(kQuestion, arguments);
            if (!rows) return Unexpected{rows.error()};
            for (const Row& row : *rows) {
                if (auto data = base::parse_json(row.text(1)))
                    persons.emplace(row.text(0), std::move(*data));
            }
        }
        return persons;
    });
}

Result<Done, Error> StewardshipStore::note_reading(const Command& command,
                                                   const base::Object& what) {
    return done_by(run_command(
        database_, command, "person.read",
        [&](Connection&) -> Result<Outcome, Error> { return Outcome{body_of(what), ""}; }));
}

Result<std::vector<PersonFound>, Error> StewardshipStore::find_persons(std::string_view agency,
                                                                       std::string_view text,
                                                                       std::size_t count) const {
    using Found = std::vector<PersonFound>;
    const std::string wanted = base::comparison_key(text);
    return database_.parts().read<Found>([&](Connection& connection) -> Result<Found, Error> {
        Found found;
        std::map<std::string, std::size_t> by_id;
        const auto read = connection.each(
            "SELECT id, data FROM person WHERE agency = $1 ORDER BY id", {std::string(agency)},
            [&](const Row& row) {
                if (base::comparison_key(row.text(1)).find(wanted) == std::string::npos)
                    return true;
                by_id.emplace(row.text(0), found.size());
                found.push_back({row.text(0), row.text(1), {}});
                return found.size() < count;
            });
        if (!read) return Unexpected{read.error()};
        if (found.empty()) return found;
        const auto facts = connection.each(
            "SELECT line FROM fact WHERE agency = $1 AND dataset <> '' ORDER BY seq",
            {std::string(agency)}, [&](const Row& row) {
                const Pointed pointed = pointed_by(row.text(0));
                for (const std::string& id : pointed.ids) {
                    const auto at = by_id.find(id);
                    if (at == by_id.end()) continue;
                    auto& places = found[at->second].places;
                    if (std::find(places.begin(), places.end(), pointed.place) == places.end())
                        places.push_back(pointed.place);
                }
                return true;
            });
        if (!facts) return Unexpected{facts.error()};
        return found;
    });
}

Result<std::vector<std::string>, Error> StewardshipStore::persons_until(
    std::string_view agency, std::string_view dataset, std::string_view from,
    std::int64_t last_day) const {
    using Ids = std::vector<std::string>;
    return database_.parts().read<Ids>([&](Connection& connection) -> Result<Ids, Error> {
        std::set<std::string> known;
        const auto people =
            connection.each("SELECT id FROM person WHERE agency = $1", {std::string(agency)},
                            [&](const Row& row) { return known.insert(row.text(0)).second; });
        if (!people) return Unexpected{people.error()};
        std::set<std::string> ids;
        const auto facts = connection.each(
            "SELECT line, day FROM fact WHERE agency = $1 AND dataset = $2 AND dataset <> '' ORDER "
            "BY seq",
            {std::string(agency), std::string(dataset)}, [&](const Row& row) {
                const Pointed pointed = pointed_by(row.text(0), from);
                if (pointed.day.value_or(row.integer(1)) > last_day) return true;
                for (const std::string& id : pointed.ids) {
                    if (known.contains(id)) ids.insert(id);
                }
                return true;
            });
        if (!facts) return Unexpected{facts.error()};
        return Ids(ids.begin(), ids.end());
    });
}

Result<std::int64_t, Error> StewardshipStore::erase_persons(const Command& command,
                                                            const std::vector<std::string>& ids) {
    std::int64_t count = 0;
    const auto erased = run_command(
        database_, command, "persons.erase", [&](Connection& connection) -> Result<Outcome, Error> {
            count = 0;
            base::Array people;
            for (const std::string& id : ids) {
                const auto gone = connection.execute(
                    "DELETE FROM person WHERE agency = $1 AND id = $2", {command.agency, id});
                if (!gone) return Unexpected{gone.error()};
                if (*gone == 0) continue;
                ++count;
                // Without a hash: the rest of the chain knows that there is nothing left of it.
                people.emplace_back(base::Object{{"hash", Value("")}, {"person", Value(id)}});
            }
            if (count == 0) return Unexpected{missing(ids.empty() ? "" : ids.front())};
            return Outcome{body_of({{"people", Value(std::move(people))}}), ""};
        });
    if (!erased) return Unexpected{erased.error()};
    const auto wiped = database_.parts().wipe();
    if (!wiped) return Unexpected{wiped.error()};
    return count;
}

Result<std::map<std::string, std::int64_t>, Error> StewardshipStore::counts_of(
    std::string_view account) const {
    using Counts = std::map<std::string, std::int64_t>;
    return database_.parts().read<Counts>([&](Connection& connection) -> Result<Counts, Error> {
        Counts counts;
        for (const auto& [name, sql] :
             {std::pair("sessions", "SELECT count(*) FROM session WHERE account = $1"),
              std::pair("tokens", "SELECT count(*) FROM api_token WHERE account = $1"),
              std::pair("notices", "SELECT count(*) FROM notice WHERE account = $1"),
              std::pair("mail_links", "SELECT count(*) FROM mail_link WHERE account = $1"),
              std::pair("calendar_addresses",
                        "SELECT count(*) FROM calendar_feed WHERE account = $1"),
              std::pair("forms_being_typed", "SELECT count(*) FROM draft WHERE owner = $1"),
              std::pair("facts_recorded", "SELECT count(*) FROM fact WHERE made_by = $1"),
              std::pair("plan_versions", "SELECT count(*) FROM plan_version WHERE made_by = $1"),
              std::pair("commands", "SELECT count(*) FROM audit WHERE actor = $1")}) {
            const auto rows = connection.query(sql, {std::string(account)});
            if (!rows) return Unexpected{rows.error()};
            counts[name] = rows->front().integer(0);
        }
        return counts;
    });
}

Result<Done, Error> StewardshipStore::add_traffic(const Traffic& line) {
    return done_by(database_.parts().write<std::int64_t>([&](Connection& connection) {
        return connection.execute(
            "INSERT INTO traffic (id, at, account, address, kind) VALUES ($1, $2, $3, $4, $5)",
            {line.id, line.at, line.account, line.address, line.kind});
    }));
}

Result<std::vector<Traffic>, Error> StewardshipStore::traffic(std::string_view account,
                                                              Instant before,
                                                              std::size_t count) const {
    using Lines = std::vector<Traffic>;
    return database_.parts().read<Lines>([&](Connection& connection) -> Result<Lines, Error> {
        const auto rows = connection.query(
            "SELECT id, at, account, address, kind FROM traffic WHERE ($1 = '' OR account = $1) "
            "AND at < $2 ORDER BY at DESC, id LIMIT $3",
            {std::string(account), before == 0 ? std::numeric_limits<Instant>::max() : before,
             static_cast<std::int64_t>(count)});
        if (!rows) return Unexpected{rows.error()};
        Lines lines;
        for (const Row& row : *rows) {
            lines.push_back({row.text(0), row.integer(1), row.text(2), row.text(3), row.text(4)});
        }
        return lines;
    });
}

Result<std::int64_t, Error> StewardshipStore::drop_traffic(Instant before) {
    return database_.parts().write<std::int64_t>([&](Connection& connection) {
        return connection.execute("DELETE FROM traffic WHERE at < $1", {before});
    });
}

}  // namespace phaen::store
