#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "phaen/base/result.h"
#include "phaen/store/error.h"

namespace phaen::store {

/// Files by the SHA-256 of their content: `ab/abcdef…`. The same bytes are kept once. Safe from any
/// thread, and from several programs on one folder.
class Files {
  public:
    /// The folder is made when it is not there.
    explicit Files(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Returns the name: the digest as 64 hexadecimal digits. The bytes are on the disk then.
    [[nodiscard]] base::Result<std::string, Error> put(std::string_view bytes) const;
    /// `conflict` when what is on the disk is not what the name says.
    [[nodiscard]] base::Result<std::string, Error> get(std::string_view sha256) const;

    /// In bytes; `not_found` when there is no such file.
    [[nodiscard]] base::Result<std::int64_t, Error> size_of(std::string_view sha256) const;

  private:
    [[nodiscard]] std::filesystem::path path_of(std::string_view sha256) const;
    std::filesystem::path folder_;
};

}  // namespace phaen::store
