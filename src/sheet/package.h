#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "phaen/base/result.h"
#include "phaen/sheet/read.h"

struct zip;

namespace phaen::sheet {

/// The zip archive of a workbook (ECMA-376 part 2). Only parts that are asked for are unpacked.
class Package {
  public:
    /// `bytes` must outlive the package.
    [[nodiscard]] static base::Result<Package, ReadError> open(std::string_view bytes,
                                                               const ReadLimits& limits);

    /// Names are compared without case.
    [[nodiscard]] bool has(std::string_view part) const;
    [[nodiscard]] base::Result<std::string, ReadError> unpack(const std::string& part);

  private:
    struct CloseArchive {
        void operator()(zip* archive) const;
    };
    struct Entry {
        std::uint64_t index = 0;
        std::uint64_t size = 0;
        std::uint64_t packed_size = 0;
        bool encrypted = false;
    };

    explicit Package(const ReadLimits& limits) : limits_(limits) {}
    [[nodiscard]] std::optional<ReadError> list_entries();
    [[nodiscard]] std::optional<ReadError> take(const std::string& part, const Entry& entry);

    ReadLimits limits_;
    std::unique_ptr<zip, CloseArchive> archive_;
    std::unordered_map<std::string, Entry> entries_;
    std::size_t unpacked_bytes_ = 0;
};

/// The part that a relation of a part in `folder` leads to; nothing when it leaves the archive.
[[nodiscard]] std::optional<std::string> part_at(std::string_view folder, std::string_view target);

}  // namespace phaen::sheet
