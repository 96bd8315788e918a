#include "merge_patch.h"

#include <gtest/gtest.h>

namespace phaen::app {
namespace {

struct Case {
    const char* target;
    const char* patch;
    const char* result;
};

// RFC 7396, appendix A; numbers as it has them.
class MergePatch : public testing::TestWithParam<Case> {};

TEST_P(MergePatch, does_what_the_standard_says) {
    const auto target = base::parse_json(GetParam().target);
    const auto patch = base::parse_json(GetParam().patch);
    const auto result = base::parse_json(GetParam().result);
    ASSERT_TRUE(target && patch && result);
    EXPECT_EQ(base::to_canonical_json(merge_patch(*target, *patch)),
              base::to_canonical_json(*result));
}

INSTANTIATE_TEST_SUITE_P(
    Rfc7396, MergePatch,
    testing::Values(Case{R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})"},
                    Case{R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})"},
                    Case{R"({"a":"b"})", R"({"a":null})", R"({})"},
                    Case{R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})"},
                    Case{R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})"},
                    Case{R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})"},
                    Case{R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})"},
                    Case{R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})"},
                    Case{R"(["a","b"])", R"(["c","d"])", R"(["c","d"])"},
                    Case{R"({"a":"b"})", R"(["c"])", R"(["c"])"},
                    Case{R"({"a":"foo"})", "null", "null"},
                    Case{R"({"a":"foo"})", R"("bar")", R"("bar")"},
                    Case{R"({"e":null})", R"({"a":1})", R"({"e":null,"a":1})"},
                    Case{R"([1,2])", R"({"a":"b","c":null})", R"({"a":"b"})"},
                    Case{"{}", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})"},
                    Case{R"({"x":{"y":1}})", R"({"a":{"b":1},"c":{"d":{"e":2}},"x":{"z":3}})",
                         R"({"a":{"b":1},"c":{"d":{"e":2}},"x":{"y":1,"z":3}})"}));

}  // namespace
}  // namespace phaen::app
