#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "phaen/base/result.h"
#include "phaen/document/read.h"
#include "xml.h"

struct zip;

namespace phaen::document::word {

/// The zip archive of a Word file, with its parts and how they relate (ECMA-376 part 2). Only parts
/// that are asked for are unpacked.
class Package {
  public:
    /// `bytes` must outlive the package.
    [[nodiscard]] static base::Result<Package, ReadError> open(std::string_view bytes,
                                                               const ReadLimits& limits);

    [[nodiscard]] bool has(std::string_view part) const;
    /// Unpacks a part; its bytes have one more behind them.
    struct RawPart {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
        [[nodiscard]] std::string_view view() const { return {bytes.get(), size}; }
    };
    [[nodiscard]] base::Result<RawPart, ReadError> unpack(const std::string& part);
    /// Unpacks and parses a part.
    [[nodiscard]] base::Result<XmlPart, ReadError> read(const std::string& part);

    /// The main document part, found by relationship and content type; refused when the archive is
    /// no Word file.
    [[nodiscard]] base::Result<std::string, ReadError> main_part();
    /// The parts that `part` relates to inside the archive, by the last word of the relation:
    /// `styles`, `numbering`.
    [[nodiscard]] base::Result<std::unordered_map<std::string, std::string>, ReadError> related(
        const std::string& part);
    /// All parts of one kind that `part` relates to, in the order of the relations.
    [[nodiscard]] base::Result<std::vector<std::string>, ReadError> related_parts(
        const std::string& part, std::string_view kind);
    /// The part that holds the relations of `part`.
    [[nodiscard]] static std::string relations_of(const std::string& part);

    /// A copy of the archive, opened from the same `bytes`, in which these parts have new content
    /// or are added; all others keep their packed bytes. The same bytes for the same content.
    struct NewPart {
        std::string name;
        std::string bytes;
    };
    [[nodiscard]] base::Result<std::string, ReadError> rewrite(
        std::string_view bytes, const std::vector<NewPart>& parts) const;

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

    struct Relation {
        std::string kind;
        std::string target;
    };
    [[nodiscard]] base::Result<std::vector<Relation>, ReadError> relations(const std::string& part);

    explicit Package(const ReadLimits& limits) : limits_(limits) {}
    [[nodiscard]] std::optional<ReadError> list_entries();
    [[nodiscard]] std::optional<ReadError> check_size(const std::string& part, const Entry& entry);

    ReadLimits limits_;
    std::unique_ptr<zip, CloseArchive> archive_;
    std::unordered_map<std::string, Entry>
        entries_;  ///< by name in lower case, without a leading slash
    std::size_t unpacked_bytes_ = 0;
};

}  // namespace phaen::document::word
