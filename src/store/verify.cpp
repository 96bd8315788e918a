#include "phaen/store/verify.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "commands.h"
#include "compression.h"
#include "phaen/base/sha256.h"
#include "phaen/base/value.h"
#include "phaen/facts/io.h"
#include "phaen/store/files.h"
#include "record_tables.h"
#include "seal.h"
#include "search_words.h"

namespace phaen::store {

using base::Result;
using base::Unexpected;

namespace {

constexpr std::size_t kContentLimit = 64u << 20;

/// Facts that an entry added, and their lines' hash.
struct Addition {
    std::int64_t first = 0;
    std::int64_t count = 0;
    std::string sha256;
};

/// What the chain says of an agency.
struct Told {
    std::vector<Addition> additions;
    std::map<std::string, std::string> people;  // salted hash; empty: erased
    std::map<std::pair<std::string, std::int64_t>, std::string> versions;  // hash by plan, number
    std::map<std::pair<std::string, std::int64_t>, std::string> dictionaries;
    std::int64_t seq = 0;
    std::string hash = no_hash();
};

/// One walk. A statement that the damaged database cannot carry out is a lie about its pages.
class Walk {
  public:
    explicit Walk(Connection& connection) : connection_(connection) {}
    Verified verified;

    void pages();
    void chains();
    void signatures(const std::string& public_key);
    void facts();
    void versions();
    void people();
    void dictionaries();
    void records();
    void search();
    void files(const std::filesystem::path& folder);

  private:
    void lie(Lie lie, std::string where) {
        if (verified.lies.size() < kLieLimit) verified.lies.push_back({lie, std::move(where)});
    }
    void each(std::string_view sql, const Connection::Visitor& visit) {
        const auto done = connection_.each(sql, {}, visit);
        if (!done) lie(Lie::page, done.error().detail);
    }
    void entry(const Row& row);
    void take(const AuditEntry& entry, Told& told);
    void finish(const std::string& agency, std::size_t& next, const std::string& lines);

    Connection& connection_;
    std::map<std::string, Told> told_;
};

std::string place(const std::string& agency, std::int64_t seq) {
    return agency + "/" + std::to_string(seq);
}

void Walk::pages() {
    if (const auto whole = connection_.check_pages(); !whole) lie(Lie::page, whole.error().detail);
    if (connection_.backend() == Backend::postgres) {
        const auto rows = connection_.query("SELECT current_setting('data_checksums')");
        if (!rows) return lie(Lie::page, rows.error().detail);
        if (rows->front().text(0) != "on") lie(Lie::page, "data_checksums are off");
        return;
    }
    each("PRAGMA integrity_check", [&](const Row& row) {
        if (row.text(0) != "ok") lie(Lie::page, row.text(0));
        return true;
    });
    each("PRAGMA foreign_key_check", [&](const Row& row) {
        lie(Lie::page, "a row of " + row.text(0) + " refers to nothing");
        return true;
    });
}

/// Remembers what the later steps compare with.
void Walk::take(const AuditEntry& entry, Told& told) {
    const auto body = base::parse_json(entry.body);
    if (!body || body->as_object() == nullptr)
        return lie(Lie::chain, place(entry.agency, entry.seq));
    const auto text = [&](const char* name) {
        const base::Value* value = body->find(name);
        const std::string* found = value == nullptr ? nullptr : value->as_string();
        return found == nullptr ? std::string() : *found;
    };
    const auto number = [&](const char* name) {
        const base::Value* value = body->find(name);
        const std::int64_t* found = value == nullptr ? nullptr : value->as_integer();
        return found == nullptr ? 0 : *found;
    };
    const auto each_of = [&](const char* name,
                             const std::function<void(const base::Value&)>& take) {
        const base::Value* list = body->find(name);
        const base::Array* array = list == nullptr ? nullptr : list->as_array();
        for (const base::Value& item : array == nullptr ? base::Array{} : *array) take(item);
    };
    const auto member = [](const base::Value& item, const char* name) {
        const base::Value* value = item.find(name);
        return value == nullptr ? base::Value() : *value;
    };
    const auto text_of = [](const base::Value& value) {
        return value.as_string() == nullptr ? std::string() : *value.as_string();
    };
    each_of("dictionaries", [&](const base::Value& item) {
        const base::Value version = member(item, "version");
        if (version.as_integer() == nullptr) return;
        told.dictionaries[{text_of(member(item, "dataset")), *version.as_integer()}] =
            text_of(member(item, "sha256"));
    });
    each_of("people", [&](const base::Value& item) {
        told.people[text_of(member(item, "person"))] = text_of(member(item, "hash"));
    });
    if (entry.command == "facts.add")
        told.additions.push_back({number("first"), number("count"), text("sha256")});
    if (entry.command == "plan.version" || entry.command == "import.accept")
        told.versions[{text("plan"), number("number")}] = text("version");
    if (entry.command == "person.put") told.people[text("person")] = text("hash");
    if (entry.command == "person.erase") told.people[text("person")].clear();
}

void Walk::entry(const Row& row) {
    const AuditEntry entry{row.text(0), row.integer(1), row.integer(2), row.text(3),
                           row.text(4), row.text(5),    row.text(6),    row.text(7)};
    Told& told = told_[entry.agency];
    ++verified.entries;
    const bool follows = entry.seq == told.seq + 1 && entry.previous == told.hash;
    if (!follows || hash_of(entry) != entry.hash) lie(Lie::chain, place(entry.agency, entry.seq));
    told.seq = entry.seq;
    told.hash = entry.hash;
    take(entry, told);
}

void Walk::chains() {
    each(
        "SELECT agency, seq, at, actor, command, body, previous, hash FROM audit ORDER BY agency, "
        "seq",
        [&](const Row& row) {
            entry(row);
            return true;
        });
    std::set<std::string> with_head;
    each("SELECT agency, seq, hash, fact_seq FROM audit_head ORDER BY agency", [&](const Row& row) {
        with_head.insert(row.text(0));
        Told& told = told_[row.text(0)];
        std::int64_t facts = 0;
        for (const Addition& addition : told.additions) facts += addition.count;
        if (row.integer(1) != told.seq || row.text(2) != told.hash || row.integer(3) != facts)
            lie(Lie::head, row.text(0));
        return true;
    });
    for (const auto& [agency, told] : told_) {
        if (!with_head.contains(agency)) lie(Lie::head, agency);
    }
}

void Walk::signatures(const std::string& public_key) {
    std::string key = public_key;
    each(
        "SELECT s.agency, s.day, s.seq, s.hash, s.public_key, s.signature, a.hash FROM "
        "audit_signature s LEFT JOIN audit a ON a.agency = s.agency AND a.seq = s.seq ORDER BY "
        "s.agency, s.day",
        [&](const Row& row) {
            ++verified.signatures;
            // Without a key to compare with, all must at least be of one.
            if (key.empty()) key = row.text(4);
            auto& until = verified.signed_until;
            if (until.empty() || until.back().agency != row.text(0)) until.emplace_back();
            until.back() = {row.text(0), row.text(1), row.integer(2)};
            const Seal seal{row.text(0), row.text(1), row.integer(2), row.text(3)};
            if (row.text(6) != seal.hash || row.text(4) != key ||
                !is_signed(seal, key, row.text(5)))
                lie(Lie::signature, seal.agency + "/" + seal.day);
            return true;
        });
}

/// A run of facts is complete: compares it with what the chain says of it.
void Walk::finish(const std::string& agency, std::size_t& next, const std::string& lines) {
    const auto& additions = told_[agency].additions;
    if (next < additions.size() && base::sha256_hex(lines) != additions[next].sha256)
        lie(Lie::fact, place(agency, additions[next].first));
    ++next;
}

void Walk::facts() {
    std::string agency;
    std::string lines;
    std::size_t next = 0;
    std::int64_t seq = 0;
    const auto end_agency = [&] {
        const auto& additions = told_[agency].additions;
        for (; next < additions.size(); ++next) {
            if (additions[next].count > 0) lie(Lie::fact, place(agency, additions[next].first));
        }
    };
    std::map<std::string, std::set<std::string>> seen;
    each(
        "SELECT f.agency, f.seq, f.id, f.kind, f.plan, f.element, f.day, f.recorded_at, "
        "f.made_by, f.corrects, f.withdraws, f.line, f.chain, COALESCE(c.chain, f.seq), "
        "COALESCE(f.from_day, f.day), f.dataset, f.record FROM fact f LEFT JOIN fact c ON c.agency "
        "= f.agency AND c.id "
        "= f.corrects AND f.corrects <> '' ORDER BY f.agency, f.seq",
        [&](const Row& row) {
            ++verified.facts;
            if (row.text(0) != agency) {
                if (!agency.empty()) end_agency();
                agency = row.text(0);
                lines.clear();
                next = 0;
                seq = 0;
            }
            const std::string where = place(agency, row.integer(1));
            if (row.integer(1) != ++seq) lie(Lie::fact, where);
            seq = row.integer(1);
            const auto value = base::parse_json(row.text(11));
            const auto fact =
                value ? facts::fact_from_value(*value)
                      : Result<facts::Fact, base::FormErrors>(Unexpected{base::FormErrors{}});
            const auto day_number = [](const facts::Day& day) {
                return static_cast<std::int64_t>(
                    std::chrono::sys_days(day).time_since_epoch().count());
            };
            const auto matches = [&] {
                const facts::When& when = fact->when;
                const auto& last = when.on ? when.on : when.to;
                const auto& first = when.on ? when.on : when.from;
                const auto* record = std::get_if<facts::Record>(&fact->data);
                if (row.text(15) != (record != nullptr ? record->dataset : "") ||
                    row.text(16) != (record != nullptr ? record->record : ""))
                    return false;
                return fact->seq == row.integer(1) && fact->id == row.text(2) &&
                       facts::to_string(fact->kind) == row.text(3) && fact->plan == row.text(4) &&
                       fact->element == row.text(5) && last && first &&
                       day_number(*last) == row.integer(6) &&
                       day_number(*first) == row.integer(14) &&
                       fact->recorded_at.microseconds() == row.integer(7) &&
                       fact->by == row.text(8) && fact->corrects == row.text(9) &&
                       (fact->data.index() == 0) == (row.integer(10) != 0) &&
                       row.integer(12) == row.integer(13);
            };
            if (!fact || !matches()) lie(Lie::fact, where);
            const auto& additions = told_[agency].additions;
            while (next < additions.size() && additions[next].count == 0) ++next;
            if (next >= additions.size()) {
                lie(Lie::fact, where);
                return true;
            }
            lines += row.text(11) + "\n";
            if (seq == additions[next].first + additions[next].count - 1) {
                finish(agency, next, lines);
                lines.clear();
            }
            return true;
        });
    if (!agency.empty()) end_agency();
    // An agency whose facts are all gone has no row above.
    std::set<std::string> with_facts;
    each("SELECT DISTINCT agency FROM fact", [&](const Row& row) {
        with_facts.insert(row.text(0));
        return true;
    });
    for (const auto& [name, told] : told_) {
        const bool has_any = std::any_of(told.additions.begin(), told.additions.end(),
                                         [](const Addition& a) { return a.count > 0; });
        if (has_any && !with_facts.contains(name)) lie(Lie::fact, name);
    }
}

/// The hash that names a plan file's content, by contracts.md section 3.
std::string version_hash(const std::string& content) {
    auto value = base::parse_json(content);
    if (!value || value->as_object() == nullptr) return {};
    base::Object& members = *value->as_object();
    std::erase_if(members, [](const auto& member) {
        return member.first == "source" || member.first == "claims";
    });
    return base::sha256_hex(base::to_canonical_json(*value));
}

void Walk::versions() {
    each(
        "SELECT v.plan, v.number, v.version, v.content, v.action, p.agency FROM plan_version v "
        "JOIN plan p ON p.id = v.plan ORDER BY v.plan, v.number",
        [&](const Row& row) {
            ++verified.versions;
            const auto content = decompress(row.blob(3), kContentLimit);
            auto& versions = told_[row.text(5)].versions;
            const auto told = versions.find({row.text(0), row.integer(1)});
            // Versions of before the chain told of them have no word for what was done.
            const bool is_told =
                told == versions.end() ? row.text(4).empty() : told->second == row.text(2);
            if (told != versions.end()) versions.erase(told);
            if (!content || version_hash(*content) != row.text(2) || !is_told)
                lie(Lie::version, place(row.text(0), row.integer(1)));
            return true;
        });
    for (const auto& [agency, told] : told_) {
        for (const auto& [version, hash] : told.versions)
            lie(Lie::version, place(version.first, version.second));
    }
}

void Walk::people() {
    std::map<std::string, std::set<std::string>> there;
    each("SELECT agency, id, salt, data FROM person ORDER BY agency, id", [&](const Row& row) {
        there[row.text(0)].insert(row.text(1));
        const auto& people = told_[row.text(0)].people;
        const auto told = people.find(row.text(1));
        if (told == people.end() || told->second != base::sha256_hex(row.blob(2) + row.text(3)))
            lie(Lie::person, row.text(0) + "/" + row.text(1));
        return true;
    });
    for (const auto& [agency, told] : told_) {
        for (const auto& [id, hash] : told.people) {
            if (!hash.empty() && !there[agency].contains(id)) lie(Lie::person, agency + "/" + id);
        }
    }
}

void Walk::dictionaries() {
    each(
        "SELECT agency, dataset, version, content FROM dictionary ORDER BY agency, dataset, "
        "version",
        [&](const Row& row) {
            auto& dictionaries = told_[row.text(0)].dictionaries;
            const auto told = dictionaries.find({row.text(1), row.integer(2)});
            if (told == dictionaries.end() || told->second != base::sha256_hex(row.text(3)))
                lie(Lie::record, row.text(0) + "/" + place(row.text(1), row.integer(2)));
            if (told != dictionaries.end()) dictionaries.erase(told);
            return true;
        });
    for (const auto& [agency, told] : told_) {
        for (const auto& [dictionary, hash] : told.dictionaries)
            lie(Lie::record, agency + "/" + place(dictionary.first, dictionary.second));
    }
}

void Walk::records() {
    const auto done = compare_record_tables(
        connection_, [&](std::string where) { lie(Lie::record, std::move(where)); },
        verified.records);
    if (!done) lie(Lie::page, done.error().detail);
}

void Walk::search() {
    std::set<std::pair<std::string, std::string>> wanted;
    each("SELECT agency, kind, id, folded FROM search_text", [&](const Row& row) {
        for (const std::string& trigram : trigrams_of(row.text(3)))
            wanted.emplace(row.text(0) + "/" + row.text(1) + "/" + row.text(2), trigram);
        return true;
    });
    each("SELECT agency, kind, id, trigram FROM search", [&](const Row& row) {
        const std::string where = row.text(0) + "/" + row.text(1) + "/" + row.text(2);
        if (wanted.erase({where, row.text(3)}) == 0) lie(Lie::search, where);
        return true;
    });
    if (!wanted.empty()) lie(Lie::search, wanted.begin()->first);
}

void Walk::files(const std::filesystem::path& folder) {
    const Files files(folder);
    std::set<std::string> names;
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        if (!at->is_regular_file(error)) continue;
        const std::string name = at->path().filename().string();
        // What is half written has a longer name, and is nobody's.
        if (name.size() != 64) continue;
        ++verified.files;
        names.insert(name);
        if (!files.get(name)) lie(Lie::file, name);
    }
    each("SELECT DISTINCT sha256 FROM import ORDER BY sha256", [&](const Row& row) {
        if (!names.contains(row.text(0))) lie(Lie::file, row.text(0));
        return true;
    });
    // Letters and scans that a step of a request names: they are nowhere else.
    each(
        "SELECT agency, kind, subject, revision, note FROM workflow_move ORDER BY agency, kind, "
        "subject, revision",
        [&](const Row& row) {
            const std::string where = row.text(0) + "/" + row.text(1) + "/" + row.text(2) + "/" +
                                      std::to_string(row.integer(3));
            const auto note = base::parse_json(row.text(4));
            if (!note) {
                lie(Lie::file, where);
                return true;
            }
            const base::Value* list = note->find("files");
            const base::Array* named = list == nullptr ? nullptr : list->as_array();
            for (const base::Value& one : named == nullptr ? base::Array{} : *named) {
                const base::Value* file = one.find("file");
                const std::string* name = file == nullptr ? nullptr : file->as_string();
                if (name == nullptr || !names.contains(*name))
                    lie(Lie::file, where + (name == nullptr ? "" : "/" + *name));
            }
            return true;
        });
}

}  // namespace

Result<Verified, Error> verify(Database& database,
                               const std::optional<std::filesystem::path>& files,
                               const std::string& public_key, const Progress& progress) {
    return database.parts().read<Verified>([&](Connection& connection) {
        return connection.snapshot<Verified>([&]() -> Result<Verified, Error> {
            Walk walk(connection);
            const std::array<std::function<void()>, 10> steps = {
                [&] { walk.pages(); },
                [&] { walk.chains(); },
                [&] { walk.signatures(public_key); },
                [&] { walk.facts(); },
                [&] { walk.versions(); },
                [&] { walk.people(); },
                [&] { walk.dictionaries(); },
                [&] { walk.records(); },
                [&] { walk.search(); },
                [&] {
                    if (files) walk.files(*files);
                }};
            for (std::size_t i = 0; i < steps.size(); ++i) {
                if (progress && !progress(static_cast<int>(i * 100 / steps.size())))
                    return Unexpected{Error{ErrorKind::unusable, "stopped"}};
                steps.at(i)();
            }
            return std::move(walk.verified);
        });
    });
}

}  // namespace phaen::store
