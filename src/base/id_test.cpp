#include "phaen/base/id.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <type_traits>

namespace phaen::base {
namespace {

struct ProjectTag;
struct MeasureTag;
using ProjectId = StrongId<ProjectTag>;
using MeasureId = StrongId<MeasureTag>;

template <class A, class B>
concept Comparable = requires(A a, B b) { a == b; };

static_assert(Comparable<ProjectId, ProjectId>);
static_assert(!Comparable<ProjectId, MeasureId> && !Comparable<ProjectId, std::string>);
static_assert(!std::is_constructible_v<ProjectId, MeasureId>);
static_assert(!std::is_constructible_v<ProjectId, std::string>);

TEST(Id, IsLowerCaseLettersDigitsDotsAndDashes) {
    for (const std::string_view text : {"project-3", "a", "0", "6.1.1", "S1", "W12", "O8", "T-a"}) {
        EXPECT_TRUE(is_valid_id(text)) << text;
    }
    EXPECT_TRUE(is_valid_id(std::string(64, 'a')));
    EXPECT_TRUE(is_valid_id("S" + std::string(63, '1')));
}

TEST(Id, RefusesAnythingElse) {
    for (const std::string_view text :
         {"", "S", "A1", "aB", "1S", "SS1", "a b", "a_b", "ก", "a/b", "a\n"}) {
        EXPECT_FALSE(is_valid_id(text)) << text;
    }
    EXPECT_FALSE(is_valid_id(std::string(65, 'a')));
    EXPECT_FALSE(is_valid_id("S" + std::string(64, '1')));
}

TEST(StrongId, HoldsAValidIdOnly) {
    EXPECT_EQ(ProjectId::create("project-3")->value(), "project-3");
    EXPECT_EQ(ProjectId::create("Project 3"), std::nullopt);
    EXPECT_LT(*ProjectId::create("a"), *ProjectId::create("b"));
}

}  // namespace
}  // namespace phaen::base
