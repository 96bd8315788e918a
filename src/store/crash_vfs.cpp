#include "crash_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <new>
#include <random>
#include <string>
#include <vector>

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
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File* ours(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
sqlite3_file* real(sqlite3_file* file) { return ours(file)->real(); }
sqlite3_vfs* lower(sqlite3_vfs* vfs) { return static_cast<sqlite3_vfs*>(vfs->pAppData); }

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
    delete ours(file)->path;
    return real(file)->pMethods->xClose(real(file));
}
int read_file(sqlite3_file* file, void* bytes, int amount, sqlite3_int64 offset) {
    {
        const std::lock_guard lock(power().mutex);
        if (power().is_off) return SQLITE_IOERR_READ;
    }
    return real(file)->pMethods->xRead(real(file), bytes, amount, offset);
}
int write_file(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 offset) {
    const std::lock_guard lock(power().mutex);
    if (!power().spend()) return SQLITE_IOERR_WRITE;
    note(*ours(file)->path,
         {offset, std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(amount)),
          false});
    return real(file)->pMethods->xWrite(real(file), bytes, amount, offset);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    const std::lock_guard lock(power().mutex);
    if (!power().spend()) return SQLITE_IOERR_TRUNCATE;
    note(*ours(file)->path, {size, "", true});
    return real(file)->pMethods->xTruncate(real(file), size);
}
int sync_file(sqlite3_file* file, int /*flags*/) {
    const std::lock_guard lock(power().mutex);
    if (!power().spend()) return SQLITE_IOERR_FSYNC;
    power().files.erase(*ours(file)->path);
    return SQLITE_OK;
}
int size_of_file(sqlite3_file* file, sqlite3_int64* size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}
int lock_file(sqlite3_file* file, int level) {
    return real(file)->pMethods->xLock(real(file), level);
}
int unlock_file(sqlite3_file* file, int level) {
    return real(file)->pMethods->xUnlock(real(file), level);
}
int check_reserved(sqlite3_file* file, int* result) {
    return real(file)->pMethods->xCheckReservedLock(real(file), result);
}
int control_file(sqlite3_file* file, int operation, void* argument) {
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
int sector_size(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
int characteristics(sqlite3_file* file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, memory);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
void shared_barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
int unmap_shared(sqlite3_file* file, int remove) {
    return real(file)->pMethods->xShmUnmap(real(file), remove);
}

constexpr sqlite3_io_methods kMethods = {2,
                                         close_file,
                                         read_file,
                                         write_file,
                                         truncate_file,
                                         sync_file,
                                         size_of_file,
                                         lock_file,
                                         unlock_file,
                                         check_reserved,
                                         control_file,
                                         sector_size,
                                         characteristics,
                                         map_shared,
                                         lock_shared,
                                         shared_barrier,
                                         unmap_shared,
                                         nullptr,
                                         nullptr};

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    constexpr int kKept = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
    if (name == nullptr || (flags & kKept) == 0)
        return lower(vfs)->xOpen(lower(vfs), name, file, flags, out_flags);
    {
        const std::lock_guard lock(power().mutex);
        if (power().is_off) return SQLITE_CANTOPEN;
    }
    File* made = new (file) File{};
    const int opened = lower(vfs)->xOpen(lower(vfs), name, made->real(), flags, out_flags);
    if (opened != SQLITE_OK) {
        if (made->real()->pMethods != nullptr) made->real()->pMethods->xClose(made->real());
        return opened;
    }
    made->path = new std::string(name);
    made->base.pMethods = &kMethods;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* name, int sync) {
    const std::lock_guard lock(power().mutex);
    if (!power().spend()) return SQLITE_IOERR_DELETE;
    power().files.erase(name);
    return lower(vfs)->xDelete(lower(vfs), name, sync);
}

}  // namespace

void register_crash_vfs() {
    static sqlite3_vfs vfs;
    if (vfs.zName != nullptr) return;
    sqlite3_vfs* base = sqlite3_vfs_find(nullptr);
    vfs = *base;
    vfs.pNext = nullptr;
    vfs.zName = kCrashVfs;
    vfs.pAppData = base;
    vfs.szOsFile = static_cast<int>(sizeof(File)) + base->szOsFile;
    vfs.xOpen = open_file;
    vfs.xDelete = delete_file;
    vfs.xAccess = [](sqlite3_vfs* v, const char* n, int flags, int* out) {
        return lower(v)->xAccess(lower(v), n, flags, out);
    };
    vfs.xFullPathname = [](sqlite3_vfs* v, const char* n, int size, char* out) {
        return lower(v)->xFullPathname(lower(v), n, size, out);
    };
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
