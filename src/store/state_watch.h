#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>

namespace phaen::store {

/// Tells whether a SQLite database changed, without asking it: no lock, no system call, no waiting.
/// It reads the header of the index that all connections of all processes share beside the log of
/// writes (https://sqlite.org/walformat.html, 2.1). Every commit changes it before the one who
/// committed goes on. Safe from any thread.
class StateWatch {
  public:
    using State = std::array<unsigned char, 48>;

    /// Null when the database has no such index.
    [[nodiscard]] static std::unique_ptr<const StateWatch> open(const std::string& path);
    ~StateWatch();
    StateWatch(const StateWatch&) = delete;
    StateWatch& operator=(const StateWatch&) = delete;

    /// Equal states: nothing was written between. Null while somebody is writing this very moment.
    [[nodiscard]] std::optional<State> now() const;

  private:
    struct Handle;
    StateWatch(std::unique_ptr<Handle> handle, const volatile void* index);
    std::unique_ptr<Handle> handle_;
    const volatile void* index_;
};

}  // namespace phaen::store
