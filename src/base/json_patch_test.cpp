#include "phaen/base/json_patch.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace phaen::base {
namespace {

Value json(std::string_view text) { return parse_json(text).value(); }

Result<Value, PatchError> apply(std::string_view document, std::string_view patch) {
    return apply_patch(json(document), *json(patch).as_array());
}

TEST(JsonPatch, ReplacesBehindATest) {
    const auto mended = apply(R"({"a":[{"n":"x"},{"n":"y"}]})",
                              R"([{"op":"test","path":"/a/1/n","value":"y"},
                                  {"op":"replace","path":"/a/1/n","value":"z"}])");
    ASSERT_TRUE(mended);
    EXPECT_EQ(*mended, json(R"({"a":[{"n":"x"},{"n":"z"}]})"));
}

TEST(JsonPatch, PointsByTheRulesOfRfc6901) {
    struct Row {
        std::string_view path;
        std::string_view expected;
    };
    // ~1 is a slash and ~0 a tilde; ~01 is ~1; the empty name is a name; "" is the whole.
    for (const Row& row : {Row{"/a~1b", R"({"a/b":0,"m~n":2,"~1":3,"":4})"},
                           Row{"/m~0n", R"({"a/b":1,"m~n":0,"~1":3,"":4})"},
                           Row{"/~01", R"({"a/b":1,"m~n":2,"~1":0,"":4})"},
                           Row{"/", R"({"a/b":1,"m~n":2,"~1":3,"":0})"}, Row{"", "0"}}) {
        const Array patch = {Value(
            Object{{"op", Value("replace")}, {"path", Value(row.path)}, {"value", Value(0)}})};
        const auto mended = apply_patch(json(R"({"a/b":1,"m~n":2,"~1":3,"":4})"), patch);
        ASSERT_TRUE(mended) << row.path;
        EXPECT_EQ(*mended, json(row.expected)) << row.path;
    }
}

TEST(JsonPatch, RefusesInOrderAndNamesTheOperation) {
    struct Row {
        std::string_view patch;
        PatchRefusal refusal;
        std::size_t operation;
    };
    constexpr std::string_view kDocument = R"({"a":[1,2],"b":"x"})";
    for (
        const Row& row : {
            Row{R"([1])", PatchRefusal::not_an_operation, 0},
            Row{R"([{"op":"test","path":"/b"}])", PatchRefusal::not_an_operation, 0},
            Row{R"([{"op":"move","path":"/b","value":1}])", PatchRefusal::not_an_operation, 0},
            Row{R"([{"op":"test","path":"b","value":1}])", PatchRefusal::bad_pointer, 0},
            Row{R"([{"op":"test","path":"/~2","value":1}])", PatchRefusal::bad_pointer, 0},
            Row{R"([{"op":"test","path":"/b","value":"x"},{"op":"replace","path":"/c","value":1}])",
                PatchRefusal::no_such_place, 1},
            Row{R"([{"op":"replace","path":"/a/2","value":1}])", PatchRefusal::no_such_place, 0},
            Row{R"([{"op":"replace","path":"/a/01","value":1}])", PatchRefusal::no_such_place, 0},
            Row{R"([{"op":"replace","path":"/a/-","value":1}])", PatchRefusal::no_such_place, 0},
            Row{R"([{"op":"replace","path":"/b/0","value":1}])", PatchRefusal::no_such_place, 0},
            Row{R"([{"op":"test","path":"/b","value":"y"}])", PatchRefusal::test_failed, 0},
            Row{R"([{"op":"test","path":"/a/0","value":"1"}])", PatchRefusal::test_failed, 0},
        }) {
        const auto refused = apply(kDocument, row.patch);
        ASSERT_FALSE(refused) << row.patch;
        EXPECT_EQ(refused.error().refusal, row.refusal) << row.patch;
        EXPECT_EQ(refused.error().operation, row.operation) << row.patch;
    }
}

}  // namespace
}  // namespace phaen::base
