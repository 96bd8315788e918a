#include "phaen/base/archive.h"

#include <zip.h>

#include <cstddef>
#include <memory>

#include "phaen/base/check.h"

namespace phaen::base {
namespace {

/// 1 January 1980, the first day that a zip file knows.
constexpr zip_uint16_t kFirstDay = (1u << 5u) | 1u;
/// Of zlib: markup repeats so much that higher ones only take longer.
constexpr zip_uint32_t kPackingLevel = 2;

struct FreeSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, FreeSource>;

void add_part(zip_t* archive, const ArchivePart& part) {
    zip_source_t* content = zip_source_buffer(archive, part.bytes.data(), part.bytes.size(), 0);
    PHAEN_CHECK(content != nullptr, "memory for a part of an archive");
    const zip_int64_t at = zip_file_add(archive, part.name.c_str(), content, ZIP_FL_ENC_UTF_8);
    PHAEN_CHECK(at >= 0, "every part of an archive has a name of its own");
    const auto index = static_cast<zip_uint64_t>(at);
    PHAEN_CHECK(zip_set_file_compression(archive, index, ZIP_CM_DEFLATE, kPackingLevel) == 0 &&
                    zip_file_set_dostime(archive, index, 0, kFirstDay, 0) == 0,
                "a part of an archive can be packed");
}

std::string bytes_of(zip_source_t* whole) {
    PHAEN_CHECK(zip_source_open(whole) == 0, "an archive that was packed can be read");
    zip_stat_t stat;
    zip_stat_init(&stat);
    PHAEN_CHECK(zip_source_stat(whole, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE) != 0,
                "an archive that was packed has a size");
    std::string bytes(static_cast<std::size_t>(stat.size), '\0');
    std::size_t filled = 0;
    zip_int64_t got = 0;
    while (filled < bytes.size() &&
           (got = zip_source_read(whole, bytes.data() + filled, bytes.size() - filled)) > 0) {
        filled += static_cast<std::size_t>(got);
    }
    zip_source_close(whole);
    PHAEN_CHECK(filled == bytes.size(), "an archive that was packed can be read");
    return bytes;
}

}  // namespace

std::string pack_archive(std::span<const ArchivePart> parts) {
    zip_error_t error;
    zip_error_init(&error);
    const Source whole(zip_source_buffer_create(nullptr, 0, 0, &error));
    PHAEN_CHECK(whole != nullptr, "memory for an archive");
    // The archive takes one of the two references when it is opened.
    zip_source_keep(whole.get());
    zip_t* archive = zip_open_from_source(whole.get(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    zip_error_fini(&error);
    if (archive == nullptr) zip_source_free(whole.get());
    PHAEN_CHECK(archive != nullptr, "an archive in memory can be opened");
    for (const ArchivePart& part : parts) add_part(archive, part);
    PHAEN_CHECK(zip_close(archive) == 0, "an archive in memory can be written");
    return bytes_of(whole.get());
}

}  // namespace phaen::base
