#include "phaen/base/thai_text.h"

#include <gtest/gtest.h>

namespace phaen::base {
namespace {

TEST(RepairThai, JoinsNikhahitAndSaraAa) { EXPECT_EQ(repair_thai("น\u0E4D\u0E49\u0E32"), "น้ำ"); }

}  // namespace
}  // namespace phaen::base
