#include "permission_reference.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "phaen/app/permissions.h"

namespace phaen::app {
namespace {

TEST(permission_reference, the_page_in_docs_is_what_the_table_says) {
    std::ifstream in(PHAEN_SOURCE_DIR "/docs/reference/permissions.md", std::ios::binary);
    const std::string page{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    EXPECT_TRUE(page == permission_reference()) << "run tools/make-schemas";
}

TEST(permission_reference, it_has_every_permission_in_both_languages) {
    const std::string page = permission_reference();
    for (const Permission& permission : permissions()) {
        const std::string row = "| `" + std::string(permission.name) + "` | ";
        EXPECT_NE(page.find(row + std::string(permission.th)), std::string::npos) << row;
        EXPECT_NE(page.find(row + std::string(permission.en)), std::string::npos) << row;
    }
}

}  // namespace
}  // namespace phaen::app
