#include "package.h"

#include <zip.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace phaen::sheet {
namespace {

using base::Unexpected;

constexpr std::uint64_t kMebibyte = 1U << 20;
/// The record at the end of a zip file with the longest comment, and the 64-bit locator before it.
constexpr std::size_t kLongestEnd = 22 + 65535 + 20;

ReadError error_of(ReadRefusal refusal, std::string where, std::string detail) {
    return {refusal, 0, std::move(detail), std::move(where)};
}

std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t width) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width && at + i < bytes.size(); ++i)
        value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return value;
}

/// The greatest number of entries that any end record claims. Opening allocates for each of them.
std::uint64_t claimed_entries(std::string_view bytes) {
    const std::size_t tail = bytes.size() - std::min(bytes.size(), kLongestEnd);
    std::uint64_t most = 0;
    for (std::size_t at = bytes.find("PK\x05\x06", tail); at != std::string_view::npos;
         at = bytes.find("PK\x05\x06", at + 4)) {
        const std::uint64_t count = little_endian(bytes, at + 10, 2);
        if (count != 0xFFFF) most = std::max(most, count);
    }
    for (std::size_t at = bytes.find("PK\x06\x07", tail); at != std::string_view::npos;
         at = bytes.find("PK\x06\x07", at + 4)) {
        const std::uint64_t record = little_endian(bytes, at + 8, 8);
        if (record < bytes.size())
            most = std::max(most, little_endian(bytes, static_cast<std::size_t>(record) + 32, 8));
    }
    return most;
}

std::string key_of(std::string_view name) {
    if (name.starts_with('/')) name.remove_prefix(1);
    std::string key(name);
    for (char& c : key) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == '\\') c = '/';
    }
    return key;
}

bool leaves_archive(std::string_view key) {
    return key == ".." || key.starts_with("../") || key.ends_with("/..") ||
           key.find("/../") != std::string_view::npos;
}

}  // namespace

std::optional<std::string> part_at(std::string_view folder, std::string_view target) {
    std::vector<std::string_view> segments;
    std::string path = target.starts_with('/') ? std::string() : std::string(folder) + "/";
    path += target;
    std::string_view rest = path;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        const std::string_view segment = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (segment.empty() || segment == ".") continue;
        if (segment != "..") {
            segments.push_back(segment);
        } else if (segments.empty()) {
            return std::nullopt;
        } else {
            segments.pop_back();
        }
    }
    std::string name;
    for (const std::string_view segment : segments) {
        if (!name.empty()) name += '/';
        name += segment;
    }
    return name;
}

void Package::CloseArchive::operator()(zip* archive) const { zip_discard(archive); }

base::Result<Package, ReadError> Package::open(std::string_view bytes, const ReadLimits& limits) {
    // Word's and Excel's files of before 2007, and protected ones of today, are compound files.
    if (bytes.starts_with("\xD0\xCF\x11\xE0"))
        return Unexpected{
            error_of(ReadRefusal::legacy, "", "an .xls file, or one with a password")};
    if (bytes.size() > limits.file_bytes)
        return Unexpected{error_of(ReadRefusal::too_large, "", "file size over the limit")};
    if (claimed_entries(bytes) > limits.archive_entries)
        return Unexpected{error_of(ReadRefusal::too_large, "", "more entries than the limit")};
    if (!bytes.starts_with("PK"))
        return Unexpected{error_of(ReadRefusal::not_workbook, "", "not a zip archive")};
    zip_error_t error;
    zip_error_init(&error);
    Package package(limits);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source != nullptr) {
        package.archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
        if (!package.archive_) zip_source_free(source);
    }
    zip_error_fini(&error);
    if (!package.archive_)
        return Unexpected{error_of(ReadRefusal::damaged, "", "not a whole zip archive")};
    if (auto refusal = package.list_entries()) return Unexpected{std::move(*refusal)};
    return package;
}

std::optional<ReadError> Package::list_entries() {
    const zip_int64_t count = zip_get_num_entries(archive_.get(), 0);
    if (static_cast<std::uint64_t>(count) > limits_.archive_entries)
        return error_of(ReadRefusal::too_large, "", "more entries than the limit");
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        const auto index = static_cast<zip_uint64_t>(i);
        if (zip_stat_index(archive_.get(), index, ZIP_FL_ENC_RAW, &stat) != 0 ||
            (stat.valid & ZIP_STAT_NAME) == 0)
            return error_of(ReadRefusal::damaged, "", "an entry without a name");
        std::string key = key_of(stat.name);
        if (leaves_archive(key))
            return error_of(ReadRefusal::hostile, "", "a path outside the archive");
        const Entry entry{
            .index = index,
            .size = (stat.valid & ZIP_STAT_SIZE) != 0 ? stat.size : 0,
            .packed_size = (stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 0,
            .encrypted = (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
                         stat.encryption_method != ZIP_EM_NONE};
        if (!entries_.emplace(std::move(key), entry).second)
            return error_of(ReadRefusal::hostile, "", "two entries with one name");
    }
    return std::nullopt;
}

bool Package::has(std::string_view part) const { return entries_.contains(key_of(part)); }

std::optional<ReadError> Package::take(const std::string& part, const Entry& entry) {
    if (entry.encrypted) return error_of(ReadRefusal::legacy, part, "protected by a password");
    if (entry.size > kMebibyte &&
        entry.size / std::max<std::uint64_t>(entry.packed_size, 1) > limits_.compression_ratio)
        return error_of(ReadRefusal::hostile, part, "packed more tightly than the limit");
    if (entry.size > limits_.unpacked_bytes - unpacked_bytes_)
        return error_of(ReadRefusal::too_large, part, "unpacked size over the limit");
    unpacked_bytes_ += static_cast<std::size_t>(entry.size);
    return std::nullopt;
}

base::Result<std::string, ReadError> Package::unpack(const std::string& part) {
    const auto found = entries_.find(key_of(part));
    if (found == entries_.end())
        return Unexpected{error_of(ReadRefusal::damaged, part, "the part is missing")};
    const Entry& entry = found->second;
    if (auto refusal = take(part, entry)) return Unexpected{std::move(*refusal)};
    // One byte more than promised, so that the end is seen and the checksum compared.
    std::string bytes(static_cast<std::size_t>(entry.size) + 1, '\0');
    std::size_t filled = 0;
    zip_int64_t got = -1;
    zip_file_t* file = zip_fopen_index(archive_.get(), entry.index, 0);
    if (file != nullptr) {
        while (filled < bytes.size() &&
               (got = zip_fread(file, bytes.data() + filled, bytes.size() - filled)) > 0)
            filled += static_cast<std::size_t>(got);
        zip_fclose(file);
    }
    if (got < 0 || filled + 1 != bytes.size())
        return Unexpected{error_of(ReadRefusal::damaged, part, "cannot be unpacked")};
    bytes.pop_back();
    return bytes;
}

}  // namespace phaen::sheet
