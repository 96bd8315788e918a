#pragma once

#include <span>
#include <string>

namespace phaen::base {

/// A file in an archive.
struct ArchivePart {
    std::string name;  ///< with `/` between folders
    std::string bytes;
};

/// The parts as a zip archive, in their order. The same bytes for the same parts: no clock is read.
[[nodiscard]] std::string pack_archive(std::span<const ArchivePart> parts);

}  // namespace phaen::base
