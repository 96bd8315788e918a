#include "crash_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include "layered_vfs.h"

namespace phaen::store::testing_support {

namespace {

/// A write (or, without bytes, a new size) since the last sync.
struct Change {
    std::int64_t offset = 0;
    std::string bytes;
    bool is_size = false;
};

struct Unsynced {
    bool is_noted = false;
    std::string durable;  ///< the file's content at the last sync
    std::vector<Change> changes;
};

struct Power {
    std::mutex mutex;
    std::map<std::string, Unsynced> files;
    std::uint64_t left = 0;  ///< 0: it does not fail
    bool is_off = false;

    /// One more write or sync; false when the power is off.
    bool spend() {
        if (left > 0 && --left == 0) is_off = true;
        return !is_off;
    }
};

Power& power() {
    static Power instance;
    return instance;
}

struct File {
    sqlite3_file base;
    std::string* path;
};

using Layered = LayeredVfs<File>;

std::string content_of(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// Notes a change before it is made. The lock is held.
void note(const std::string& path, Change change) {
    Unsynced& file = power().files[path];
    if (!file.is_noted) {
        file.is_noted = true;
        file.durable = content_of(path);
    }
    file.changes.push_back(std::move(change));
}

void apply(std::string& content, const Change& change) {
    const auto offset = static_cast<std::size_t>(change.offset);
    if (change.is_size) {
        content.resize(offset);
        return;
    }
    if (content.size() < offset + change.bytes.size()) content.resize(offset + change.bytes.size());
    content.replace(offset, change.bytes.size(), change.bytes);
}

int close_file(sqlite3_file* file) {
    delete Layered::ours(file)->path;
    return Layered::real(file)->pMethods->xClose(Layered::real(file));
}
int read_file(sqlite3_file* file, void* bytes, int amount, sqlite3_int64 offset) {
    {
        const std::lock_guard lock(power().mutex);
        if (power().is_off) return SQLITE_IOERR_READ;
    }
    return Layered::real(file)->pMethods->xRead(Layered::real(file), bytes, amount, offset);
}
int write_file(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 offset) {
    const std::lock_guard lock(power().mutex);
    if (!power().spend()) return SQLITE_IOERR_WRITE;
    note(*Layered::ours(file)->path,
         {offset, std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(amount)),
          false});
    return Layered::real(file)->pMethods->xWrite(Layered::real(file), bytes, amount, offset);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    const std::lock_guard lock(power().mutex);
    if (!power().spend()) return SQLITE_IOERR_TRUNCATE;
    note(*Layered::ours(file)->path, {size, "", true});
    return Layered::real(file)->pMethods->xTruncate(Layered::real(file), size);
}
int sync_file(sqlite3_file* file, int /*flags*/) {
    const std::lock_guard lock(power().mutex);
    if (!power().spend()) return SQLITE_IOERR_FSYNC;
    power().files.erase(*Layered::ours(file)->path);
    return SQLITE_OK;
}

constexpr sqlite3_io_methods kMethods = [] {
    sqlite3_io_methods methods = Layered::passing();
    methods.xClose = close_file;
    methods.xRead = read_file;
    methods.xWrite = write_file;
    methods.xTruncate = truncate_file;
    methods.xSync = sync_file;
    return methods;
}();

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    constexpr int kKept = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
    if (name == nullptr || (flags & kKept) == 0) {
        sqlite3_vfs* lower = Layered::lower(vfs);
        return lower->xOpen(lower, name, file, flags, out_flags);
    }
    {
        const std::lock_guard lock(power().mutex);
        if (power().is_off) return SQLITE_CANTOPEN;
    }
    const int opened = Layered::open(vfs, name, file, flags, out_flags);
    if (opened != SQLITE_OK) return opened;
    Layered::ours(file)->path = new std::string(name);
    file->pMethods = &kMethods;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* name, int sync) {
    const std::lock_guard lock(power().mutex);
    if (!power().spend()) return SQLITE_IOERR_DELETE;
    power().files.erase(name);
    return Layered::lower(vfs)->xDelete(Layered::lower(vfs), name, sync);
}

}  // namespace

void register_crash_vfs() {
    static sqlite3_vfs vfs;
    if (vfs.zName != nullptr) return;
    sqlite3_vfs* base = sqlite3_vfs_find(nullptr);
    Layered::stand_on(base, vfs, kCrashVfs, open_file);
    vfs.xDelete = delete_file;
    sqlite3_vfs_register(&vfs, 0);
}

void fail_power_after(std::uint64_t operations) {
    const std::lock_guard lock(power().mutex);
    power().left = operations;
}

void restore_power(std::uint64_t seed) {
    const std::lock_guard lock(power().mutex);
    std::mt19937_64 random(seed);
    const bool some_reached_the_disk = random() % 2 == 0;
    for (auto& [path, file] : power().files) {
        if (!std::filesystem::exists(path)) continue;
        std::string content = std::move(file.durable);
        for (const Change& change : file.changes) {
            if (some_reached_the_disk && random() % 2 == 0) apply(content, change);
        }
        std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
    }
    // The shared index of the log is memory.
    for (auto& [path, file] : power().files) {
        const std::string shared = path.substr(0, path.rfind("-wal")) + "-shm";
        std::filesystem::remove(shared);
    }
    power().files.clear();
    power().left = 0;
    power().is_off = false;
}

}  // namespace phaen::store::testing_support
