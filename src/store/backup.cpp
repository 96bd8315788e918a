#include "phaen/store/backup.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "commands.h"
#include "migrations.h"
#include "phaen/base/sha256.h"
#include "phaen/base/value.h"
#include "phaen/store/files.h"
#include "rewind.h"
#include "tables.h"

namespace phaen::store {

using base::Done;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr const char* kDatabase = "phaen.db";
constexpr const char* kManifest = "manifest.json";
constexpr std::string_view kSchema = "phaen.backup/1";
constexpr auto kOwnFile = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;

Error unusable(std::string why) { return {ErrorKind::unusable, std::move(why)}; }

Result<std::string, Error> hash_of_file(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return Unexpected{unusable("cannot read " + path.string())};
    base::Sha256 hash;
    std::vector<char> buffer(1u << 20);
    while (stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) ||
           stream.gcount() > 0) {
        hash.add({buffer.data(), static_cast<std::size_t>(stream.gcount())});
    }
    return hash.hex();
}

/// Waits until the disk has what the path names, a file or a folder.
bool sync_path(const std::filesystem::path& path) {
    const int number = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (number < 0) return false;
    const bool done = ::fsync(number) == 0;
    ::close(number);
    return done;
}

/// Of a whole, the part between two percents.
Progress part_of(const Progress& progress, int from, int to) {
    if (!progress) return {};
    return
        [&progress, from, to](int percent) { return progress(from + (to - from) * percent / 100); };
}

/// A PostgreSQL database as of one moment in a new SQLite file.
Result<Done, Error> copy_into_file(Connection& from, const std::filesystem::path& path,
                                   const Progress& progress) {
    const std::filesystem::path half = path.string() + ".part";
    {
        const auto target = Connection::open(half.string(), Connection::Access::write);
        if (!target) return Unexpected{target.error()};
        Connection& to = **target;
        const auto made = migrate(to);
        if (!made) return made;
        const auto copied = from.snapshot<Done>([&] {
            return to.transaction<Done>(
                [&] { return copy_tables(from, to, part_of(progress, 0, 80)); });
        });
        if (!copied) return copied;
        const auto whole = to.copy_to(path.string(), part_of(progress, 80, 100));
        if (!whole) return whole;
    }
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(half.string() + ending);
    return Done{};
}

/// The names of the files of a folder.
Result<std::vector<std::string>, Error> files_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    std::error_code error;
    if (!std::filesystem::exists(folder, error)) return names;
    for (std::filesystem::recursive_directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        std::string name = at->path().filename().string();
        if (at->is_regular_file(error) && name.size() == 64) names.push_back(std::move(name));
    }
    if (error) return Unexpected{unusable(error.message())};
    return names;
}

/// Files are named by their content, so what is there needs no second copy.
Result<std::int64_t, Error> copy_files(const std::filesystem::path& from,
                                       const std::filesystem::path& to,
                                       const Progress& progress = {}) {
    const Files source(from);
    const Files target(to);
    const auto names = files_in(from);
    if (!names) return Unexpected{names.error()};
    std::size_t count = 0;
    for (const std::string& name : *names) {
        if (progress && !progress(static_cast<int>(count * 100 / names->size())))
            return Unexpected{unusable("stopped")};
        const auto bytes = source.get(name);
        if (!bytes) return Unexpected{bytes.error()};
        const auto put = target.put(*bytes);
        if (!put) return Unexpected{put.error()};
        ++count;
    }
    return static_cast<std::int64_t>(count);
}

/// Whoever reads a backup reads everything.
bool keep_from_others(const std::filesystem::path& path, std::filesystem::perms allowed) {
    std::error_code error;
    std::filesystem::permissions(path, allowed, error);
    return !error;
}

Result<Done, Error> write_manifest(const std::filesystem::path& folder, const BackupMade& made) {
    const Value manifest(base::Object{{"schema", Value(kSchema)},
                                      {"format", Value(made.format)},
                                      {"at", Value(made.at)},
                                      {"sha256", Value(made.sha256)},
                                      {"files", Value(made.files)}});
    // As the rest of a backup, for its owner only.
    static_cast<void>(::mknod((folder / kManifest).c_str(), S_IFREG | S_IRUSR | S_IWUSR, 0));
    std::ofstream stream(folder / kManifest, std::ios::binary);
    stream << base::to_pretty_json(manifest);
    stream.close();
    if (!stream || !keep_from_others(folder / kManifest, kOwnFile) ||
        !sync_path(folder / kManifest) || !sync_path(folder))
        return Unexpected{unusable("cannot write the manifest")};
    return Done{};
}

Result<BackupMade, Error> read_manifest(const std::filesystem::path& folder) {
    std::ifstream stream(folder / kManifest, std::ios::binary);
    if (!stream) return Unexpected{Error{ErrorKind::not_found, (folder / kManifest).string()}};
    const std::string text{std::istreambuf_iterator<char>(stream),
                           std::istreambuf_iterator<char>()};
    const auto value = base::parse_json(text);
    BackupMade made;
    const auto take = [&](const char* name, auto& to) {
        const Value* member = value ? value->find(name) : nullptr;
        if (member == nullptr) return false;
        const auto* found = std::get_if<std::remove_reference_t<decltype(to)>>(&member->data());
        if (found != nullptr) to = *found;
        return found != nullptr;
    };
    std::string schema;
    if (!take("schema", schema) || schema != kSchema || !take("format", made.format) ||
        !take("at", made.at) || !take("sha256", made.sha256) || !take("files", made.files))
        return Unexpected{unusable("no manifest of a backup")};
    return made;
}

Result<Done, Error> demand_empty(const DatabaseUrl& target) {
    const auto format = format_of(target);
    if (!format && format.error().kind == ErrorKind::not_found) return Done{};
    if (!format) return Unexpected{format.error()};
    if (*format != 0)
        return Unexpected{Error{ErrorKind::conflict, "there is a database: " + target.shown()}};
    return Done{};
}

}  // namespace

Result<BackupMade, Error> backup(Database& database, const std::filesystem::path& files,
                                 const std::filesystem::path& folder, Instant at,
                                 const Progress& progress) {
    std::error_code error;
    if (std::filesystem::exists(folder, error) && !std::filesystem::is_empty(folder, error))
        return Unexpected{Error{ErrorKind::conflict, "the folder is not empty"}};
    std::filesystem::create_directories(folder, error);
    if (error) return Unexpected{unusable(error.message())};
    if (!keep_from_others(folder, std::filesystem::perms::owner_all))
        return Unexpected{unusable("cannot keep the folder from others")};
    const std::filesystem::path copy = folder / kDatabase;
    const Progress copying = part_of(progress, 0, 60);
    const auto copied = database.parts().read<Done>([&](Connection& connection) {
        return connection.backend() == Backend::sqlite ? connection.copy_to(copy.string(), copying)
                                                       : copy_into_file(connection, copy, copying);
    });
    if (!copied) return Unexpected{copied.error()};
    if (!keep_from_others(copy, kOwnFile))
        return Unexpected{unusable("cannot keep the database from others")};
    BackupMade made;
    made.format = newest_format();
    made.at = at;
    const auto kept = copy_files(files, folder / "files", part_of(progress, 60, 95));
    if (!kept) return Unexpected{kept.error()};
    made.files = *kept;
    auto hash = hash_of_file(copy);
    if (!hash) return Unexpected{hash.error()};
    made.sha256 = std::move(*hash);
    if (!sync_path(copy)) return Unexpected{unusable("cannot sync the backup")};
    const auto written = write_manifest(folder, made);
    if (!written) return Unexpected{written.error()};
    return made;
}

Result<BackupMade, Error> read_backup(const std::filesystem::path& folder) {
    auto manifest = read_manifest(folder);
    if (!manifest) return manifest;
    if (manifest->format > newest_format())
        return Unexpected{Error{ErrorKind::newer, "format " + std::to_string(manifest->format)}};
    const auto hash = hash_of_file(folder / kDatabase);
    if (!hash) return Unexpected{hash.error()};
    if (*hash != manifest->sha256)
        return Unexpected{Error{ErrorKind::conflict, "the backup was changed"}};
    return manifest;
}

Result<Done, Error> restore(const std::filesystem::path& folder, const DatabaseUrl& target,
                            const std::filesystem::path& files, std::optional<Instant> until,
                            Instant now) {
    const auto manifest = read_backup(folder);
    if (!manifest) return Unexpected{manifest.error()};
    const auto empty = demand_empty(target);
    if (!empty) return empty;
    const auto source = Connection::open((folder / kDatabase).string(), Connection::Access::read);
    if (!source) return Unexpected{source.error()};
    if (!target.path.empty()) {
        const auto copied = (*source)->copy_to(target.path.string());
        if (!copied) return copied;
    } else if (manifest->format != newest_format()) {
        return Unexpected{unusable("an older backup goes into a SQLite database first")};
    }
    const auto database = Database::open(target);
    if (!database) return Unexpected{database.error()};
    const auto filled =
        (*database)->parts().write<Done>([&](Connection& connection) -> Result<Done, Error> {
            if (target.path.empty()) {
                const auto copied = copy_tables(**source, connection);
                if (!copied) return copied;
            }
            return until ? rewind(connection, *until, now) : Result<Done, Error>(Done{});
        });
    if (!filled) return filled;
    const auto kept = copy_files(folder / "files", files);
    if (!kept) return Unexpected{kept.error()};
    return Done{};
}

Result<Done, Error> tell_backup(Database& database, const Command& command, BackupDeed deed,
                                const base::Object& what) {
    constexpr std::array<const char*, 4> kNames = {"backup.make", "backup.verify",
                                                   "backup.download", "backup.drop"};
    return done_by(run_command(
        database, command, kNames.at(static_cast<std::size_t>(deed)),
        [&](Connection&) -> Result<Outcome, Error> { return Outcome{body_of(what), ""}; }));
}

}  // namespace phaen::store
