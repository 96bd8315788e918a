#include "state_watch.h"

#include <sqlite3.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#include "checksum_vfs.h"

namespace phaen::store {

namespace {

/// The index is mapped in pieces of that size, and its header stands twice at the front.
constexpr int kPieceBytes = 32 * 1024;
constexpr std::uint32_t kKnownFormat = 3'007'000;
constexpr std::size_t kIsReadyAt = 12;

}  // namespace

struct StateWatch::Handle {
    sqlite3* database = nullptr;
    Handle() = default;
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { sqlite3_close_v2(database); }
};

StateWatch::StateWatch(std::unique_ptr<Handle> handle, const volatile void* index)
    : handle_(std::move(handle)), index_(index) {}
StateWatch::~StateWatch() = default;

std::unique_ptr<const StateWatch> StateWatch::open(const std::string& path) {
    auto handle = std::make_unique<Handle>();
    if (sqlite3_open_v2(path.c_str(), &handle->database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
                        sqlite_vfs()) != SQLITE_OK) {
        return nullptr;
    }
    sqlite3_busy_timeout(handle->database, 5000);
    // A first read opens the index, and recovers it when it must be.
    if (sqlite3_exec(handle->database, "SELECT 1 FROM sqlite_master LIMIT 1", nullptr, nullptr,
                     nullptr) != SQLITE_OK) {
        return nullptr;
    }
    sqlite3_file* file = nullptr;
    sqlite3_file_control(handle->database, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (file == nullptr || file->pMethods == nullptr || file->pMethods->iVersion < 2 ||
        file->pMethods->xShmMap == nullptr) {
        return nullptr;
    }
    volatile void* index = nullptr;
    if (file->pMethods->xShmMap(file, 0, kPieceBytes, 0, &index) != SQLITE_OK || index == nullptr) {
        return nullptr;
    }
    std::unique_ptr<const StateWatch> watch(new StateWatch(std::move(handle), index));
    // Of a format that we do not know, nothing is believed.
    const auto state = watch->now();
    std::uint32_t format = 0;
    if (state) std::memcpy(&format, state->data(), sizeof format);
    return state && format == kKnownFormat ? std::move(watch) : nullptr;
}

// A writer fills the second copy, then the first; so the first is read first. Equal copies are one
// writer's whole. The memory is shared with other processes, so there is no lock to take.
#if defined(__clang__) || defined(__GNUC__)
__attribute__((no_sanitize("thread")))
#endif
std::optional<StateWatch::State>
StateWatch::now() const {
    const auto* bytes = static_cast<const volatile unsigned char*>(index_);
    const auto* words = reinterpret_cast<const volatile std::uint64_t*>(bytes);
    constexpr std::size_t kWords = sizeof(State) / sizeof(std::uint64_t);
    std::array<std::uint64_t, kWords> first{};
    std::array<std::uint64_t, kWords> second{};
    std::atomic_thread_fence(std::memory_order_seq_cst);
    for (std::size_t i = 0; i < kWords; ++i) first.at(i) = words[i];
    std::atomic_thread_fence(std::memory_order_seq_cst);
    for (std::size_t i = 0; i < kWords; ++i) second.at(i) = words[kWords + i];
    if (first != second) return std::nullopt;
    State state{};
    std::memcpy(state.data(), first.data(), state.size());
    if (state.at(kIsReadyAt) == 0) return std::nullopt;
    return state;
}

}  // namespace phaen::store
