#include "phaen/app/backups.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "members.h"
#include "parts.h"
#include "phaen/app/jobs.h"
#include "phaen/base/calendar.h"
#include "phaen/base/descriptor.h"
#include "phaen/base/id.h"
#include "phaen/base/instant.h"
#include "phaen/store/backup.h"
#include "refusals.h"

namespace phaen::app {

using base::Array;
using base::Descriptor;
using base::Done;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::string_view kNote = "phaen.backup-note/1";
constexpr std::string_view kArchive = ".tar";
constexpr std::string_view kWork = ".work-";
constexpr std::size_t kNoteBytes = 1u << 20;
/// What does not hold is listed so far in a note.
constexpr std::size_t kShownLies = 50;
/// Left free on the disk beside what is written.
constexpr std::uint64_t kSpare = 64u << 20;

BothTexts backup_named() { return {"ชุดสำรอง", "backup"}; }

/// Held by who makes or checks a backup; gone with the process that held it.
std::optional<Descriptor> try_lock(const std::filesystem::path& folder) {
    Descriptor descriptor(
        ::open((folder / ".lock").c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (descriptor.number() < 0 || ::flock(descriptor.number(), LOCK_EX | LOCK_NB) != 0)
        return std::nullopt;
    return descriptor;
}

/// Whole or not at all, for its owner only.
bool write_file(const std::filesystem::path& path, const Value& value) {
    const std::string text = base::to_pretty_json(value);
    std::string beside = path.string() + ".XXXXXX";
    const Descriptor to(::mkostemp(beside.data(), O_CLOEXEC));
    if (to.number() < 0) return false;
    const bool written =
        ::write(to.number(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(to.number()) == 0 && ::rename(beside.c_str(), path.c_str()) == 0;
    if (!written) ::unlink(beside.c_str());
    return written;
}

std::optional<Value> read_file(const std::filesystem::path& path) {
    const Descriptor from(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    struct stat is{};
    if (from.number() < 0 || ::fstat(from.number(), &is) != 0 || !S_ISREG(is.st_mode) ||
        static_cast<std::size_t>(is.st_size) > kNoteBytes)
        return std::nullopt;
    std::string text(static_cast<std::size_t>(is.st_size), '\0');
    if (::read(from.number(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        return std::nullopt;
    auto value = base::parse_json(text);
    if (!value || value->as_object() == nullptr) return std::nullopt;
    return std::move(*value);
}

std::int64_t number_of(const Value& value, std::string_view name) {
    const Value* member = value.find(name);
    const std::int64_t* number = member == nullptr ? nullptr : member->as_integer();
    return number == nullptr ? 0 : *number;
}

bool is_under_way(const Value& run) {
    const std::string status = text_of(run, "status");
    return status == "queued" || status == "running";
}

/// `phaen-2026-11-27-185334-abcdefgh`, by the clock of Bangkok.
std::string new_name(store::Instant at, const std::string& chance) {
    const auto instant = base::Instant::from_microseconds(at);
    constexpr std::int64_t kSecond = 1'000'000;
    const std::int64_t second = (at / kSecond + 7 * 3600) % 86'400;
    return fmt::format("phaen-{}-{:02}{:02}{:02}-{}",
                       instant ? base::to_iso(instant->day()) : std::string("1970-01-01"),
                       second / 3600, second / 60 % 60, second % 60, chance.substr(0, 8));
}

/// A folder of a piece of work, which goes with it.
class WorkFolder {
  public:
    explicit WorkFolder(std::filesystem::path path) : path_(std::move(path)) {}
    ~WorkFolder() {
        std::error_code error;
        std::filesystem::remove_all(path_, error);
    }
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

Refusal no_room(std::uint64_t needed, std::uint64_t free) {
    constexpr std::uint64_t kMegabyte = 1u << 20;
    return conflict(
        "backup_no_room", {"ที่เก็บไม่พอ", "There is not enough room"},
        {fmt::format("ต้องใช้ประมาณ {} เมกะไบต์ เหลือ {} เมกะไบต์ เพิ่มที่เก็บ หรือย้ายชุดสำรองเก่าไปเครื่องอื่น",
                     needed / kMegabyte + 1, free / kMegabyte),
         fmt::format("About {} MB are needed and {} MB are left: add room, or move old backups to "
                     "another machine.",
                     needed / kMegabyte + 1, free / kMegabyte)});
}

Refusal cut_off() {
    return conflict("backup_cut_off", {"เครื่องแม่ข่ายหยุดระหว่างทำงาน", "The server ended meanwhile"},
                    {"ไม่มีสิ่งใดเสียหาย เริ่มใหม่ได้", "Nothing was harmed: begin again."});
}

/// What a folder holds, in bytes.
std::uint64_t bytes_in(const std::filesystem::path& folder) {
    std::uint64_t bytes = 0;
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        std::error_code gone;
        if (at->is_regular_file(gone)) bytes += at->file_size(gone);
    }
    return bytes;
}

Value lies_value(const std::vector<store::LieFound>& lies) {
    Array list;
    for (const store::LieFound& lie : lies) {
        if (list.size() == kShownLies) break;
        list.emplace_back(Object{{"what", both(name_of(lie.lie))}, {"where", Value(lie.where)}});
    }
    return Value(std::move(list));
}

}  // namespace

BothTexts name_of(store::Lie lie) {
    switch (lie) {
        case store::Lie::page:
            return {"โครงสร้างฐานข้อมูล", "database page"};
        case store::Lie::chain:
            return {"ลำดับคำสั่ง", "audit entry"};
        case store::Lie::head:
            return {"ปลายลำดับคำสั่ง", "audit head"};
        case store::Lie::signature:
            return {"ลายเซ็นประจำวัน", "day's signature"};
        case store::Lie::fact:
            return {"ข้อเท็จจริง", "fact"};
        case store::Lie::version:
            return {"รุ่นของแผน", "plan version"};
        case store::Lie::file:
            return {"แฟ้ม", "file"};
        case store::Lie::person:
            return {"ข้อมูลส่วนบุคคล", "personal data"};
        case store::Lie::search:
            return {"ดัชนีค้นหา", "search index"};
        case store::Lie::record:
            return {"ตารางข้อมูล", "table of records"};
    }
    return {"", ""};
}

struct Backups::Parts {
    Parts(store::Database& the_database, store::PlanStore& the_plans, const Accounts& the_accounts,
          BackupOptions the_options)
        : database(the_database),
          plans(the_plans),
          accounts(the_accounts),
          options(std::move(the_options)),
          jobs([this](const Job& job) { changed(job); }) {}

    store::Database& database;
    store::PlanStore& plans;
    const Accounts& accounts;
    BackupOptions options;
    std::mutex mutex;
    std::optional<Descriptor> lock;  ///< while work of ours is under way
    std::string kind;                ///< of that work
    Jobs jobs;                       ///< last: its work uses all the others

    [[nodiscard]] std::filesystem::path archive(std::string_view id) const {
        return options.folder / (std::string(id) + std::string(kArchive));
    }
    [[nodiscard]] std::filesystem::path note(std::string_view id) const {
        return options.folder / (std::string(id) + ".json");
    }
    [[nodiscard]] std::filesystem::path run_file() const { return options.folder / ".run.json"; }
    [[nodiscard]] std::filesystem::path stop_file() const { return options.folder / ".stop"; }

    void changed(const Job& job);
    [[nodiscard]] std::optional<Value> last_run() const;
    [[nodiscard]] std::optional<Value> find(std::string_view id) const;
    [[nodiscard]] std::vector<Value> all() const;
    Result<Value, Refusal> begin(const std::string& kind, Jobs::Work work);
    [[nodiscard]] store::Progress progress(const std::stop_token& stop, const Jobs::Tell& tell,
                                           int from, int to, BothTexts step) const;
    Result<Done, Refusal> tell_chains(std::string_view by, store::BackupDeed deed, Object what);
    Result<std::string, Refusal> make(const std::string& by, const std::stop_token& stop,
                                      const Jobs::Tell& tell);
    Result<std::string, Refusal> verify(const std::string& by, const std::string& id,
                                        const std::stop_token& stop, const Jobs::Tell& tell);
    Result<store::Verified, Refusal> walk(const std::string& id, const Value& about,
                                          const std::stop_token& stop, const Jobs::Tell& tell);
    Result<Done, Refusal> demand_room() const;
    void drop_old(const std::string& by);
};

/// Writes where the work stands, for every server that shares the folder.
void Backups::Parts::changed(const Job& job) {
    constexpr std::array<std::string_view, 5> kWords = {"queued", "running", "done", "failed",
                                                        "stopped"};
    const std::lock_guard guard(mutex);
    Object object{{"id", Value(job.id)},
                  {"kind", Value(job.kind)},
                  {"status", Value(kWords.at(static_cast<std::size_t>(job.status)))},
                  {"progress", Value(job.progress)},
                  {"step", both(job.step)}};
    if (!job.result.empty()) object.emplace_back("backup", Value(job.result));
    if (job.refusal) object.emplace_back("problem", to_value(*job.refusal));
    (void)write_file(run_file(), Value(std::move(object)));
    // Only once the end is written: whoever finds the lock free knows how it ended.
    if (job.status != JobStatus::queued && job.status != JobStatus::running) lock.reset();
}

std::optional<Value> Backups::Parts::last_run() const {
    auto run = read_file(run_file());
    if (!run || !is_under_way(*run) || !try_lock(options.folder)) return run;
    // Nobody holds the lock: it ended between the two looks, or its server did.
    run = read_file(run_file());
    if (!run || !is_under_way(*run)) return run;
    run->set("status", Value("failed"));
    run->set("problem", to_value(cut_off()));
    return run;
}

/// The note of a backup that is there.
std::optional<Value> Backups::Parts::find(std::string_view id) const {
    if (!base::is_valid_id(id) || id.front() == '.') return std::nullopt;
    struct stat is{};
    if (::lstat(archive(id).c_str(), &is) != 0 || !S_ISREG(is.st_mode)) return std::nullopt;
    auto about = read_file(note(id));
    if (!about || text_of(*about, "schema") != kNote || text_of(*about, "id") != id)
        return std::nullopt;
    about->set("bytes", Value(static_cast<std::int64_t>(is.st_size)));
    return about;
}

/// Newest first.
std::vector<Value> Backups::Parts::all() const {
    std::vector<Value> notes;
    std::error_code error;
    for (std::filesystem::directory_iterator at(options.folder, error), end; !error && at != end;
         at.increment(error)) {
        if (at->path().extension() != kArchive) continue;
        if (auto about = find(at->path().stem().string())) notes.push_back(std::move(*about));
    }
    std::sort(notes.begin(), notes.end(), [](const Value& a, const Value& b) {
        return std::pair(number_of(b, "at"), text_of(b, "id")) <
               std::pair(number_of(a, "at"), text_of(a, "id"));
    });
    return notes;
}

Result<Value, Refusal> Backups::Parts::begin(const std::string& the_kind, Jobs::Work work) {
    std::error_code error;
    const bool is_new = std::filesystem::create_directories(options.folder, error);
    if (is_new)
        std::filesystem::permissions(options.folder, std::filesystem::perms::owner_all, error);
    if (error) {
        Refusal refusal = fault();
        refusal.internal = options.folder.string() + ": " + error.message();
        return Unexpected{std::move(refusal)};
    }
    auto held = try_lock(options.folder);
    if (!held) {
        return Unexpected{conflict("backup_under_way", {"กำลังทำอยู่แล้ว", "One is under way"},
                                   {"รอให้เสร็จ หรือหยุดก่อน", "Wait for it, or stop it first."})};
    }
    // What a server that ended left behind: with the lock, nobody works on it.
    std::filesystem::remove(stop_file(), error);
    for (std::filesystem::directory_iterator at(options.folder, error), end; !error && at != end;
         at.increment(error)) {
        std::error_code gone;
        if (at->path().filename().string().starts_with(kWork))
            std::filesystem::remove_all(at->path(), gone);
    }
    Job job;
    job.id = "run-" + options.new_id();
    job.kind = the_kind;
    job.step = {"รอคิว", "Waiting"};
    {
        const std::lock_guard guard(mutex);
        lock.emplace(std::move(*held));
    }
    changed(job);
    const auto added = jobs.add(job.id, job.kind, std::move(work));
    if (!added) {
        job.status = JobStatus::failed;
        job.refusal = added.error();
        changed(job);
        return Unexpected{added.error()};
    }
    auto run = read_file(run_file());
    if (!run) return Unexpected{fault()};
    return std::move(*run);
}

/// Tells people how far a part of the work is, and asks whether it is to end.
store::Progress Backups::Parts::progress(const std::stop_token& stop, const Jobs::Tell& tell,
                                         int from, int to, BothTexts step) const {
    return [this, stop, &tell, from, to, step = std::move(step), last = -1](int percent) mutable {
        const int now = from + (to - from) * percent / 100;
        if (now != last) tell(now, step);
        last = now;
        return !stop.stop_requested() && ::access(stop_file().c_str(), F_OK) != 0;
    };
}

Result<Done, Refusal> Backups::Parts::tell_chains(std::string_view by, store::BackupDeed deed,
                                                  Object what) {
    const auto agencies = plans.agencies();
    if (!agencies) return Unexpected{from_store(agencies.error(), {"หน่วยงาน", "agency"})};
    for (const store::Agency& agency : *agencies) {
        const auto told =
            store::tell_backup(database, {agency.id, std::string(by), options.now()}, deed, what);
        if (!told) return Unexpected{from_store(told.error(), backup_named())};
    }
    return Done{};
}

/// Whether there is room for one more: its folder and its archive stand beside each other.
Result<Done, Refusal> Backups::Parts::demand_room() const {
    std::uint64_t needed = bytes_in(options.files);
    std::error_code error;
    const std::filesystem::path& path = database.url().path;
    if (!path.empty()) needed += std::filesystem::file_size(path, error);
    const auto space = std::filesystem::space(options.folder, error);
    if (!error && space.available < 2 * needed + kSpare)
        return Unexpected{no_room(2 * needed + kSpare, space.available)};
    if (needed > options.most_bytes) return Unexpected{no_room(needed, options.most_bytes)};
    return Done{};
}

/// The oldest go until there are no more, and no more bytes, than are kept. The newest stays.
void Backups::Parts::drop_old(const std::string& by) {
    std::uint64_t bytes = 0;
    std::size_t count = 0;
    for (const Value& about : all()) {
        bytes += static_cast<std::uint64_t>(number_of(about, "bytes"));
        ++count;
        if (count == 1 || (count <= options.most_kept && bytes <= options.most_bytes)) continue;
        const std::string id = text_of(about, "id");
        const auto told = tell_chains(by, store::BackupDeed::drop, {{"backup", Value(id)}});
        if (!told) return;  // the next time
        std::error_code error;
        // A note without its archive is nobody's and small.
        std::filesystem::remove(archive(id), error);
        std::filesystem::remove(note(id), error);
    }
}

Result<std::string, Refusal> Backups::Parts::make(const std::string& by,
                                                  const std::stop_token& stop,
                                                  const Jobs::Tell& tell) {
    const auto room = demand_room();
    if (!room) return Unexpected{room.error()};
    const store::Instant at = options.now();
    const std::string id = new_name(at, options.new_id());
    const WorkFolder work(options.folder / (std::string(kWork) + id));
    const auto day = base::Instant::from_microseconds(at);
    if (day) {
        const auto is_signed =
            store::sign_heads(database, options.audit_key, base::to_iso(day->day()));
        if (!is_signed) return Unexpected{from_store(is_signed.error(), backup_named())};
    }
    const auto made = store::backup(
        database, options.files, work.path() / "backup", at,
        progress(stop, tell, 0, 70, {"คัดลอกฐานข้อมูลและแฟ้ม", "Copying the database and its files"}));
    if (!made) return Unexpected{from_store(made.error(), backup_named())};
    const std::filesystem::path packed = work.path() / "backup.tar";
    const auto sha256 = store::pack_backup(
        work.path() / "backup", packed,
        progress(stop, tell, 70, 99, {"รวมเป็นแฟ้มเดียว", "Putting it into one file"}));
    if (!sha256) return Unexpected{from_store(sha256.error(), backup_named())};
    const Value about(Object{{"schema", Value(kNote)},
                             {"id", Value(id)},
                             {"at", Value(at)},
                             {"by", Value(by)},
                             {"format", Value(made->format)},
                             {"files", Value(made->files)},
                             {"sha256", Value(*sha256)}});
    // The note first: an archive without one is not listed, and a note without its archive neither.
    std::error_code error;
    const bool noted = write_file(note(id), about);
    if (noted) std::filesystem::rename(packed, archive(id), error);
    if (!noted || error) {
        std::error_code gone;
        std::filesystem::remove(note(id), gone);
        Refusal refusal = fault();
        refusal.internal = "cannot keep the backup: " + error.message();
        return Unexpected{std::move(refusal)};
    }
    const auto told = tell_chains(by, store::BackupDeed::make,
                                  {{"backup", Value(id)}, {"sha256", Value(*sha256)}});
    if (!told) return Unexpected{told.error()};
    drop_old(by);
    return id;
}

/// Walks what is in the archive, on a copy: a database that is opened may change.
Result<store::Verified, Refusal> Backups::Parts::walk(const std::string& id, const Value& about,
                                                      const std::stop_token& stop,
                                                      const Jobs::Tell& tell) {
    const auto is_lie = [](store::Lie lie, std::string where) {
        store::Verified found;
        found.lies.push_back({lie, std::move(where)});
        return found;
    };
    const auto sha256 = store::hash_backup(
        archive(id), progress(stop, tell, 0, 20, {"อ่านแฟ้มสำรอง", "Reading the backup's file"}));
    if (!sha256) return Unexpected{from_store(sha256.error(), backup_named())};
    if (*sha256 != text_of(about, "sha256")) return is_lie(store::Lie::file, id + ".tar");
    const WorkFolder work(options.folder / (std::string(kWork) + id));
    const std::filesystem::path folder = work.path() / "backup";
    const auto unpacked = store::unpack_backup(
        archive(id), folder, progress(stop, tell, 20, 40, {"แกะแฟ้มสำรอง", "Unpacking it"}));
    if (!unpacked && unpacked.error().kind == store::ErrorKind::conflict)
        return is_lie(store::Lie::file, id + ".tar");
    if (!unpacked) return Unexpected{from_store(unpacked.error(), backup_named())};
    const auto manifest = store::read_backup(folder);
    if (!manifest) return is_lie(store::Lie::file, "phaen.db");
    store::DatabaseUrl url;
    url.path = folder / "phaen.db";
    // One of before an update is brought to the present format, as restoring would.
    const auto opened = store::Database::open(url);
    if (!opened) return is_lie(store::Lie::page, "phaen.db");
    const auto key = store::public_key_of(options.audit_key);
    auto verified =
        store::verify(**opened, folder / "files", key.value_or(std::string()),
                      progress(stop, tell, 40, 99,
                               {"ตรวจทุกรายการในฐานข้อมูล", "Checking every entry of the database"}));
    if (!verified) return Unexpected{from_store(verified.error(), backup_named())};
    return std::move(*verified);
}

Result<std::string, Refusal> Backups::Parts::verify(const std::string& by, const std::string& id,
                                                    const std::stop_token& stop,
                                                    const Jobs::Tell& tell) {
    auto about = find(id);
    if (!about) return Unexpected{not_found(backup_named())};
    const auto found = walk(id, *about, stop, tell);
    if (!found) return Unexpected{found.error()};
    const auto count = static_cast<std::int64_t>(found->lies.size());
    about->set("verified", Value(Object{{"at", Value(options.now())},
                                        {"by", Value(by)},
                                        {"count", Value(count)},
                                        {"lies", lies_value(found->lies)}}));
    const auto told = tell_chains(by, store::BackupDeed::verify,
                                  {{"backup", Value(id)}, {"does_not_hold", Value(count)}});
    if (!told) return Unexpected{told.error()};
    if (!write_file(note(id), *about)) return Unexpected{fault()};
    return id;
}

Backups::Backups(store::Database& database, store::PlanStore& plans, const Accounts& accounts,
                 BackupOptions options)
    : parts_(std::make_unique<Parts>(database, plans, accounts, std::move(options))) {}

Backups::~Backups() = default;

Result<Value, Refusal> Backups::list() const {
    std::map<std::string, Value, std::less<>> names;
    const auto accounts = parts_->accounts.accounts();
    if (!accounts) return Unexpected{accounts.error()};
    for (const Value& account : *accounts->find("items")->as_array())
        names.emplace(text_of(account, "id"), *account.find("name"));
    // Of an account that was erased the id alone is left.
    const auto person = [&](const Value& note) {
        const std::string id = text_of(note, "by");
        const auto name = names.find(id);
        return Value(
            Object{{"account", Value(id)}, {"name", name == names.end() ? Value() : name->second}});
    };
    Array items;
    std::int64_t bytes = 0;
    for (const Value& about : parts_->all()) {
        bytes += number_of(about, "bytes");
        Value verified;
        if (const Value* how = about.find("verified")) {
            verified = Value(Object{{"at", Value(to_text(number_of(*how, "at")))},
                                    {"by", person(*how)},
                                    {"count", Value(number_of(*how, "count"))},
                                    {"lies", *how->find("lies")}});
        }
        items.emplace_back(Object{{"id", Value(text_of(about, "id"))},
                                  {"at", Value(to_text(number_of(about, "at")))},
                                  {"by", person(about)},
                                  {"bytes", Value(number_of(about, "bytes"))},
                                  {"files", Value(number_of(about, "files"))},
                                  {"format", Value(number_of(about, "format"))},
                                  {"sha256", Value(text_of(about, "sha256"))},
                                  {"verified", std::move(verified)}});
    }
    auto run = parts_->last_run();
    return Value(
        Object{{"items", Value(std::move(items))},
               {"run", run ? std::move(*run) : Value()},
               {"folder", Value(parts_->options.folder.string())},
               {"bytes", Value(bytes)},
               {"most_kept", Value(static_cast<std::int64_t>(parts_->options.most_kept))},
               {"most_bytes", Value(static_cast<std::int64_t>(parts_->options.most_bytes))}});
}

Result<Value, Refusal> Backups::make(std::string_view by) {
    return parts_->begin("make", [parts = parts_.get(), by = std::string(by)](
                                     const std::stop_token& stop, const Jobs::Tell& tell) {
        return parts->make(by, stop, tell);
    });
}

Result<Value, Refusal> Backups::verify(std::string_view by, std::string_view id) {
    if (!parts_->find(id)) return Unexpected{not_found(backup_named())};
    return parts_->begin("verify",
                         [parts = parts_.get(), by = std::string(by), id = std::string(id)](
                             const std::stop_token& stop, const Jobs::Tell& tell) {
                             return parts->verify(by, id, stop, tell);
                         });
}

Result<Value, Refusal> Backups::run(std::string_view id) const {
    auto run = parts_->last_run();
    if (!run || text_of(*run, "id") != id) return Unexpected{not_found({"งาน", "job"})};
    return std::move(*run);
}

Result<Done, Refusal> Backups::stop(std::string_view id) {
    const auto run = parts_->last_run();
    if (!run || text_of(*run, "id") != id) return Unexpected{not_found({"งาน", "job"})};
    // Another server's work asks for the file; ours is told at once, too.
    if (is_under_way(*run) && !parts_->jobs.stop(id)) {
        const Descriptor file(
            ::open(parts_->stop_file().c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (file.number() < 0) return Unexpected{fault()};
    }
    return Done{};
}

Result<BackupFile, Refusal> Backups::open(std::string_view by, std::string_view id) {
    const auto about = parts_->find(id);
    if (!about) return Unexpected{not_found(backup_named())};
    const Descriptor from(::open(parts_->archive(id).c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    struct stat is{};
    if (from.number() < 0 || ::fstat(from.number(), &is) != 0 || !S_ISREG(is.st_mode) ||
        is.st_size == 0)
        return Unexpected{not_found(backup_named())};
    const auto size = static_cast<std::size_t>(is.st_size);
    void* mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, from.number(), 0);
    if (mapped == MAP_FAILED) return Unexpected{fault()};
    BackupFile file;
    file.name = std::string(id) + std::string(kArchive);
    file.bytes = {static_cast<const char*>(mapped), size};
    file.owner = std::shared_ptr<const void>(
        mapped, [size](const void* at) { ::munmap(const_cast<void*>(at), size); });
    const auto told =
        parts_->tell_chains(by, store::BackupDeed::download,
                            {{"backup", Value(id)}, {"sha256", Value(text_of(*about, "sha256"))}});
    if (!told) return Unexpected{told.error()};
    return file;
}

}  // namespace phaen::app
