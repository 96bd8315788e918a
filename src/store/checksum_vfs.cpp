#include "checksum_vfs.h"

#include <sqlite3.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "layered_vfs.h"
#include "phaen/base/check.h"

namespace phaen::store {

namespace {

// The file format of SQLite: bytes 16 and 17 are the page's size, byte 20 what is kept free at a
// page's end.
constexpr int kHeaderBytes = 100;
constexpr std::size_t kReservedAt = 20;

/// A database file: ours, and right behind it the lower layer's own.
struct File {
    sqlite3_file base;
    bool has_checksums;
};

using Layered = LayeredVfs<File>;

/// Each step is a bijection of its lane, and of the whole by each lane, so that a change within one
/// word can never be missed; wider damage is missed once in 2^64.
std::uint64_t checksum_of(const unsigned char* page, std::uint64_t number) {
    constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15u;
    constexpr std::size_t kLanes = 4;
    constexpr std::size_t kWords = (kPageBytes - kChecksumBytes) / 8;
    std::array<std::uint64_t, kLanes> lanes = {number + 1, 2, 3, 4};
    for (std::size_t i = 0; i < kWords; ++i) {
        std::uint64_t word = 0;
        std::memcpy(&word, page + 8 * i, sizeof word);
        std::uint64_t& lane = lanes[i % kLanes];
        lane = (lane ^ word) * kMultiplier;
        lane ^= lane >> 29;
    }
    std::uint64_t sum = 0;
    for (const std::uint64_t lane : lanes) {
        sum = (sum ^ lane) * kMultiplier;
        sum ^= sum >> 32;
    }
    return sum;
}

bool is_whole_page(int amount, sqlite3_int64 offset) {
    return amount == kPageBytes && offset % kPageBytes == 0;
}

void look_at_header(File& file, const unsigned char* header) {
    file.has_checksums =
        header[16] == (kPageBytes >> 8) && header[17] == 0 && header[kReservedAt] == kChecksumBytes;
}

int read_file(sqlite3_file* file, void* bytes, int amount, sqlite3_int64 offset) {
    const int done =
        Layered::real(file)->pMethods->xRead(Layered::real(file), bytes, amount, offset);
    if (done != SQLITE_OK) return done;
    const auto* page = static_cast<const unsigned char*>(bytes);
    if (offset == 0 && amount >= kHeaderBytes) look_at_header(*Layered::ours(file), page);
    if (!Layered::ours(file)->has_checksums || !is_whole_page(amount, offset)) return SQLITE_OK;
    std::uint64_t written = 0;
    std::memcpy(&written, page + kPageBytes - kChecksumBytes, sizeof written);
    const auto number = static_cast<std::uint64_t>(offset / kPageBytes);
    return written == checksum_of(page, number) ? SQLITE_OK : SQLITE_IOERR_DATA;
}

int write_file(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 offset) {
    const auto* given = static_cast<const unsigned char*>(bytes);
    if (offset == 0 && amount >= kHeaderBytes) look_at_header(*Layered::ours(file), given);
    if (!Layered::ours(file)->has_checksums || !is_whole_page(amount, offset))
        return Layered::real(file)->pMethods->xWrite(Layered::real(file), bytes, amount, offset);
    std::array<unsigned char, kPageBytes> page;
    std::memcpy(page.data(), given, page.size());
    const std::uint64_t sum =
        checksum_of(page.data(), static_cast<std::uint64_t>(offset / kPageBytes));
    std::memcpy(page.data() + kPageBytes - kChecksumBytes, &sum, sizeof sum);
    return Layered::real(file)->pMethods->xWrite(Layered::real(file), page.data(), amount, offset);
}

constexpr sqlite3_io_methods kMethods = [] {
    sqlite3_io_methods methods = Layered::passing();
    methods.xRead = read_file;
    methods.xWrite = write_file;
    return methods;
}();

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    // The log has checksums of its own, and what is temporary needs none.
    if ((flags & SQLITE_OPEN_MAIN_DB) == 0) {
        sqlite3_vfs* lower = Layered::lower(vfs);
        return lower->xOpen(lower, name, file, flags, out_flags);
    }
    const int opened = Layered::open(vfs, name, file, flags, out_flags);
    if (opened == SQLITE_OK) file->pMethods = &kMethods;
    return opened;
}

struct Layer {
    std::string name;
    sqlite3_vfs vfs;
};

struct Ground {
    std::mutex mutex;
    std::map<std::string, std::unique_ptr<Layer>, std::less<>> layers;  // by the lower one's name
    std::atomic<const char*> name = nullptr;
    std::atomic<const char*> synchronous = "FULL";
};

Ground& ground() {
    static Ground instance;
    return instance;
}

const char* layer_on(const char* base_name) {
    Ground& all = ground();
    const std::lock_guard lock(all.mutex);
    sqlite3_vfs* base = sqlite3_vfs_find(base_name);
    PHAEN_CHECK(base != nullptr, "SQLite has no file layer of that name");
    auto& layer = all.layers[base->zName];
    if (!layer) {
        layer = std::make_unique<Layer>();
        layer->name = std::string("phaen-on-") + base->zName;
        Layered::stand_on(base, layer->vfs, layer->name.c_str(), open_file);
        sqlite3_vfs_register(&layer->vfs, 0);
    }
    return layer->vfs.zName;
}

}  // namespace

const char* sqlite_vfs() {
    if (const char* name = ground().name.load()) return name;
    const char* name = layer_on(nullptr);
    ground().name = name;
    return name;
}

const char* sqlite_synchronous() { return ground().synchronous; }

void set_sqlite_ground_for_test(const char* base_vfs, const char* synchronous) {
    ground().name = layer_on(base_vfs);
    ground().synchronous = synchronous;
}

}  // namespace phaen::store
