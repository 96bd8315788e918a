#include "package.h"

#include <zip.h>

#include <algorithm>
#include <utility>

namespace phaen::document::word {
namespace {

using base::Unexpected;

constexpr std::size_t kMebibyte = 1u << 20;
/// The record at the end of a zip file with the longest comment, and the 64-bit locator before it.
constexpr std::size_t kLongestEnd = 22 + 65535 + 20;

Unexpected<ReadError> refuse(ReadRefusal refusal, std::string where, std::string detail) {
    return Unexpected{
        ReadError{.refusal = refusal, .where = std::move(where), .detail = std::move(detail)}};
}

std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t width) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width && at + i < bytes.size(); ++i) {
        value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    }
    return value;
}

/// The greatest number of entries that any end record claims. It is looked at before the archive is
/// opened, since opening allocates for each of them.
std::uint64_t claimed_entries(std::string_view bytes) {
    const std::size_t tail_begin = bytes.size() > kLongestEnd ? bytes.size() - kLongestEnd : 0;
    std::uint64_t most = 0;
    for (std::size_t at = bytes.find("PK\x05\x06", tail_begin); at != std::string_view::npos;
         at = bytes.find("PK\x05\x06", at + 4)) {
        const std::uint64_t count = little_endian(bytes, at + 10, 2);
        if (count != 0xFFFF) most = std::max(most, count);
    }
    for (std::size_t at = bytes.find("PK\x06\x07", tail_begin); at != std::string_view::npos;
         at = bytes.find("PK\x06\x07", at + 4)) {
        const std::uint64_t record = little_endian(bytes, at + 8, 8);
        if (record < bytes.size()) {
            most = std::max(most, little_endian(bytes, static_cast<std::size_t>(record) + 32, 8));
        }
    }
    return most;
}

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Part names are compared without case (ECMA-376 part 2, 6.2.2.3).
std::string key_of(std::string_view name) {
    if (name.starts_with('/')) name.remove_prefix(1);
    std::string key(name);
    std::transform(key.begin(), key.end(), key.begin(), to_lower);
    std::replace(key.begin(), key.end(), '\\', '/');
    return key;
}

bool leaves_archive(std::string_view key) {
    while (true) {
        const std::size_t end = key.find('/');
        if (key.substr(0, end) == "..") return true;
        if (end == std::string_view::npos) return false;
        key.remove_prefix(end + 1);
    }
}

/// The name of the part that `target` means when written in a relationship of a part in `folder`;
/// nothing when it leaves the archive.
std::optional<std::string> resolve(std::string_view folder, std::string_view target) {
    std::vector<std::string_view> segments;
    const auto add = [&segments](std::string_view path) {
        while (!path.empty()) {
            const std::size_t end = std::min(path.find('/'), path.size());
            const std::string_view segment = path.substr(0, end);
            path.remove_prefix(std::min(end + 1, path.size()));
            if (segment.empty() || segment == ".") continue;
            if (segment != "..") {
                segments.push_back(segment);
            } else if (segments.empty()) {
                return false;
            } else {
                segments.pop_back();
            }
        }
        return true;
    };
    if (!target.starts_with('/') && !add(folder)) return std::nullopt;
    if (!add(target)) return std::nullopt;
    std::string name;
    for (const std::string_view segment : segments) {
        if (!name.empty()) name += '/';
        name += segment;
    }
    return name;
}

std::string_view last_word(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool is_word_document(std::string_view content_type) {
    return content_type.ends_with("wordprocessingml.document.main+xml") ||
           content_type.ends_with("wordprocessingml.template.main+xml") ||
           content_type == "application/vnd.ms-word.document.macroEnabled.main+xml" ||
           content_type == "application/vnd.ms-word.template.macroEnabledTemplate.main+xml";
}

}  // namespace

void Package::CloseArchive::operator()(zip* archive) const { zip_discard(archive); }

base::Result<Package, ReadError> Package::open(std::string_view bytes, const ReadLimits& limits) {
    if (bytes.size() > limits.file_bytes) {
        return refuse(ReadRefusal::too_large, {}, "file size over the limit");
    }
    if (claimed_entries(bytes) > limits.archive_entries) {
        return refuse(ReadRefusal::too_large, {}, "more archive entries than the limit");
    }
    zip_error_t error;
    zip_error_init(&error);
    Package package(limits);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source != nullptr) {
        package.archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
        if (!package.archive_) zip_source_free(source);
    }
    zip_error_fini(&error);
    if (!package.archive_) return refuse(ReadRefusal::damaged, {}, "not a whole zip archive");
    if (std::optional<ReadError> refusal = package.list_entries()) return Unexpected{*refusal};
    return package;
}

std::optional<ReadError> Package::list_entries() {
    const zip_int64_t count = zip_get_num_entries(archive_.get(), 0);
    if (static_cast<std::uint64_t>(count) > limits_.archive_entries) {
        return ReadError{ReadRefusal::too_large, {}, "more archive entries than the limit"};
    }
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        const auto index = static_cast<zip_uint64_t>(i);
        if (zip_stat_index(archive_.get(), index, ZIP_FL_ENC_RAW, &stat) != 0 ||
            (stat.valid & ZIP_STAT_NAME) == 0) {
            return ReadError{ReadRefusal::damaged, {}, "an archive entry without a name"};
        }
        std::string key = key_of(stat.name);
        if (leaves_archive(key)) {
            return ReadError{ReadRefusal::hostile, key, "a path outside the archive"};
        }
        Entry entry{.index = index,
                    .size = (stat.valid & ZIP_STAT_SIZE) != 0 ? stat.size : 0,
                    .packed_size = (stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 0,
                    .encrypted = (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
                                 stat.encryption_method != ZIP_EM_NONE};
        if (!entries_.emplace(key, entry).second) {
            return ReadError{ReadRefusal::hostile, key, "two archive entries with one name"};
        }
    }
    return std::nullopt;
}

bool Package::has(std::string_view part) const { return entries_.contains(key_of(part)); }

std::optional<ReadError> Package::check_size(const std::string& part, const Entry& entry) {
    if (entry.encrypted) {
        return ReadError{ReadRefusal::encrypted, part, "protected by a password"};
    }
    if (entry.size > kMebibyte &&
        entry.size / std::max<std::uint64_t>(entry.packed_size, 1) > limits_.compression_ratio) {
        return ReadError{ReadRefusal::hostile, part, "packed more tightly than the limit"};
    }
    if (entry.size > limits_.unpacked_bytes - unpacked_bytes_) {
        return ReadError{ReadRefusal::too_large, part, "unpacked size over the limit"};
    }
    unpacked_bytes_ += static_cast<std::size_t>(entry.size);
    return std::nullopt;
}

base::Result<Package::RawPart, ReadError> Package::unpack(const std::string& part) {
    const auto found = entries_.find(key_of(part));
    if (found == entries_.end()) {
        return refuse(ReadRefusal::damaged, part, "a part that is not in the archive");
    }
    const Entry& entry = found->second;
    if (std::optional<ReadError> refusal = check_size(part, entry)) return Unexpected{*refusal};
    const auto size = static_cast<std::size_t>(entry.size);
    auto bytes = std::make_unique_for_overwrite<char[]>(size + 1);
    zip_file_t* file = zip_fopen_index(archive_.get(), entry.index, 0);
    if (file == nullptr) return refuse(ReadRefusal::damaged, part, "cannot be unpacked");
    // One byte more than promised, so that the end is seen and the checksum compared.
    std::size_t filled = 0;
    zip_int64_t got = 0;
    while (filled <= size && (got = zip_fread(file, bytes.get() + filled, size + 1 - filled)) > 0) {
        filled += static_cast<std::size_t>(got);
    }
    zip_fclose(file);
    if (got < 0 || filled != size) return refuse(ReadRefusal::damaged, part, "cannot be unpacked");
    return RawPart{std::move(bytes), size};
}

base::Result<XmlPart, ReadError> Package::read(const std::string& part) {
    auto raw = unpack(part);
    if (!raw) return Unexpected{raw.error()};
    return XmlPart::parse(std::move(raw->bytes), raw->size, part, limits_);
}

base::Result<std::string, ReadError> Package::main_part() {
    std::string by_relation;
    if (has("_rels/.rels")) {
        auto relations = related("");
        if (!relations) return Unexpected{relations.error()};
        by_relation = (*relations)["officeDocument"];
    }
    if (!has("[Content_Types].xml")) {
        if (!by_relation.empty() && has(by_relation)) return by_relation;
        return refuse(ReadRefusal::unknown_format, {}, "a zip archive that is no Word file");
    }
    auto types = read("[Content_Types].xml");
    if (!types) return Unexpected{types.error()};
    std::string by_type;
    for (const pugi::xml_node entry : types->root().children()) {
        const std::string_view type = attribute(entry, "ContentType").value_or("");
        const std::string_view name = attribute(entry, "PartName").value_or("");
        if (!by_relation.empty() && key_of(name) == key_of(by_relation) &&
            !is_word_document(type)) {
            return refuse(ReadRefusal::unknown_format, by_relation,
                          "an Office file that is no Word document");
        }
        if (by_type.empty() && is_word_document(type) && has(name)) by_type = name;
    }
    if (!by_relation.empty() && has(by_relation)) return by_relation;
    if (!by_type.empty()) return by_type;
    return refuse(ReadRefusal::unknown_format, {}, "a zip archive that is no Word file");
}

std::string Package::relations_of(const std::string& part) {
    const std::string_view name = last_word(part);
    return part.substr(0, part.size() - name.size()) + "_rels/" + std::string(name) + ".rels";
}

base::Result<std::vector<Package::Relation>, ReadError> Package::relations(
    const std::string& part) {
    std::vector<Relation> found;
    const std::string folder = part.substr(0, part.size() - last_word(part).size());
    const std::string name = relations_of(part);
    if (!has(name)) return found;
    auto xml = read(name);
    if (!xml) return Unexpected{xml.error()};
    for (const pugi::xml_node relation : xml->root().children()) {
        if (attribute(relation, "TargetMode").value_or("") == "External") continue;
        const std::string_view kind = last_word(attribute(relation, "Type").value_or(""));
        std::optional<std::string> target =
            resolve(folder, attribute(relation, "Target").value_or(""));
        if (!target) return refuse(ReadRefusal::hostile, name, "a path outside the archive");
        found.push_back({std::string(kind), std::move(*target)});
    }
    return found;
}

base::Result<std::unordered_map<std::string, std::string>, ReadError> Package::related(
    const std::string& part) {
    auto found = relations(part);
    if (!found) return Unexpected{found.error()};
    std::unordered_map<std::string, std::string> parts;
    for (Relation& relation : *found) {
        parts.emplace(std::move(relation.kind), std::move(relation.target));
    }
    return parts;
}

base::Result<std::vector<std::string>, ReadError> Package::related_parts(const std::string& part,
                                                                         std::string_view kind) {
    auto found = relations(part);
    if (!found) return Unexpected{found.error()};
    std::vector<std::string> parts;
    for (Relation& relation : *found) {
        if (relation.kind == kind) parts.push_back(std::move(relation.target));
    }
    return parts;
}

namespace {

/// 1 January 1980, the first day that a zip file knows: no clock is read.
constexpr zip_uint16_t kFirstDay = (1u << 5u) | 1u;

struct FreeSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, FreeSource>;

bool put_part(zip_t* archive, std::optional<zip_uint64_t> index, const Package::NewPart& part) {
    zip_source_t* content = zip_source_buffer(archive, part.bytes.data(), part.bytes.size(), 0);
    if (content == nullptr) return false;
    zip_int64_t at = -1;
    if (index) {
        at = zip_file_replace(archive, *index, content, 0) == 0 ? static_cast<zip_int64_t>(*index)
                                                                : -1;
    } else {
        at = zip_file_add(archive, part.name.c_str(), content, ZIP_FL_ENC_UTF_8);
    }
    if (at < 0) {
        zip_source_free(content);
        return false;
    }
    const auto entry = static_cast<zip_uint64_t>(at);
    return zip_set_file_compression(archive, entry, ZIP_CM_DEFLATE, 0) == 0 &&
           zip_file_set_dostime(archive, entry, 0, kFirstDay, 0) == 0;
}

base::Result<std::string, ReadError> bytes_of(zip_source_t* whole) {
    std::string bytes;
    if (zip_source_open(whole) != 0)
        return refuse(ReadRefusal::damaged, {}, zip_error_strerror(zip_source_error(whole)));
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_stat(whole, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE) != 0) {
        bytes.resize(static_cast<std::size_t>(stat.size));
    }
    std::size_t filled = 0;
    zip_int64_t got = 0;
    while (filled < bytes.size() &&
           (got = zip_source_read(whole, bytes.data() + filled, bytes.size() - filled)) > 0) {
        filled += static_cast<std::size_t>(got);
    }
    zip_source_close(whole);
    if (bytes.empty() || filled != bytes.size()) {
        return refuse(ReadRefusal::damaged, {}, "the archive cannot be packed again");
    }
    return bytes;
}

}  // namespace

base::Result<std::string, ReadError> Package::rewrite(std::string_view bytes,
                                                      const std::vector<NewPart>& parts) const {
    zip_error_t error;
    zip_error_init(&error);
    // The archive is changed in memory: the source begins as a view of `bytes`.
    const Source whole(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error));
    if (!whole) return refuse(ReadRefusal::damaged, {}, "not a whole zip archive");
    zip_source_keep(whole.get());
    zip_t* archive = zip_open_from_source(whole.get(), 0, &error);
    zip_error_fini(&error);
    if (archive == nullptr) {
        zip_source_free(whole.get());
        return refuse(ReadRefusal::damaged, {}, "not a whole zip archive");
    }
    for (const NewPart& part : parts) {
        const auto known = entries_.find(key_of(part.name));
        std::optional<zip_uint64_t> index;
        if (known != entries_.end()) index = known->second.index;
        if (!put_part(archive, index, part)) {
            zip_discard(archive);
            return refuse(ReadRefusal::damaged, part.name, "cannot be packed");
        }
    }
    if (zip_close(archive) != 0) {
        const std::string why = zip_strerror(archive);
        zip_discard(archive);
        return refuse(ReadRefusal::damaged, {}, why);
    }
    return bytes_of(whole.get());
}

}  // namespace phaen::document::word
