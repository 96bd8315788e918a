#include "phaen/base/archive.h"

#include <gtest/gtest.h>
#include <zip.h>

#include <array>
#include <string>

namespace phaen::base {
namespace {

/// What an archive holds, in its order, as `name=bytes;`.
std::string listed(const std::string& bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    if (archive == nullptr) return "not an archive";
    std::string text;
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(zip_get_num_entries(archive, 0)); ++i) {
        std::array<char, 4096> buffer{};
        zip_file_t* file = zip_fopen_index(archive, i, 0);
        const zip_int64_t got = zip_fread(file, buffer.data(), buffer.size());
        text += std::string(zip_get_name(archive, i, 0)) + "=" +
                std::string(buffer.data(), static_cast<std::size_t>(got)) + ";";
        zip_fclose(file);
    }
    zip_discard(archive);
    return text;
}

TEST(Archive, HoldsItsPartsInTheirOrder) {
    const std::array<ArchivePart, 3> parts = {
        {{"b.xml", "<b/>"}, {"folder/a.xml", ""}, {"ไทย", "น้ำ"}}};
    EXPECT_EQ(listed(pack_archive(parts)), "b.xml=<b/>;folder/a.xml=;ไทย=น้ำ;");
    EXPECT_EQ(pack_archive(parts), pack_archive(parts));
}

TEST(Archive, PacksWhatRepeats) {
    const std::array<ArchivePart, 1> parts = {{{"a", std::string(100'000, 'x')}}};
    EXPECT_LT(pack_archive(parts).size(), 1000U);
}

}  // namespace
}  // namespace phaen::base
