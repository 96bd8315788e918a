#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "phaen/base/check.h"
#include "phaen/base/thai_text.h"
#include "phaen/base/value.h"
#include "random_text_test.h"

namespace phaen::base {
namespace {

Value read(std::string_view text) {
    auto value = parse_json(text);
    EXPECT_TRUE(value.has_value()) << text;
    return value ? *std::move(value) : Value("unreadable");
}

TEST(Value, FindsAndSetsMembers) {
    Value value{Object{}};
    value.set("a", Value(1));
    value.set("b", Value("x"));
    value.set("a", Value(2));
    EXPECT_EQ(*value.find("a")->as_integer(), 2);
    EXPECT_EQ(value.find("c"), nullptr);
    EXPECT_EQ(value.as_object()->size(), 2u);
    EXPECT_EQ(Value(1).find("a"), nullptr);
    EXPECT_THROW(Value(1).set("a", Value()), InternalError);
}

TEST(Value, ComparesContentAndOrderButNotPositions) {
    Value a("x");
    a.set_position({3, 4});
    EXPECT_EQ(a, Value("x"));
    EXPECT_NE(read(R"({"a":1,"b":2})"), read(R"({"b":2,"a":1})"));
    EXPECT_NE(Value(1), Value(true));
}

// --- Reading -------------------------------------------------------------------------------------

TEST(ParseJson, ReadsEveryKind) {
    EXPECT_TRUE(read("null").is_null());
    EXPECT_EQ(read(" true\n"), Value(true));
    EXPECT_EQ(read("false"), Value(false));
    EXPECT_EQ(read("-42"), Value(-42));
    EXPECT_EQ(read("-0"), Value(0));
    EXPECT_EQ(read("9223372036854775807"), Value(std::numeric_limits<std::int64_t>::max()));
    EXPECT_EQ(read("-9223372036854775808"), Value(std::numeric_limits<std::int64_t>::min()));
    EXPECT_EQ(read("[]"), Value(Array{}));
    EXPECT_EQ(read("{}"), Value(Object{}));
    EXPECT_EQ(read("[1, [2, {\"a\": []}], \"x\"]"),
              Value(Array{Value(1), Value(Array{Value(2), Value(Object{{"a", Value(Array{})}})}),
                          Value("x")}));
    EXPECT_EQ(read("\xEF\xBB\xBF[1]"), Value(Array{Value(1)}));  // a byte order mark
}

TEST(ParseJson, KeepsTheTextOfWhatIsNoInteger) {
    for (const std::string_view text : {"1.50", "-0.0", "22.5", "1e3", "1E+2", "0.1e-7",
                                        "123456789012345678901234567890.123456789"}) {
        EXPECT_EQ(read(text), Value(text));
    }
}

TEST(ParseJson, ReadsEscapes) {
    EXPECT_EQ(read(R"("\"\\\/\b\f\n\r\t")"), Value("\"\\/\b\f\n\r\t"));
    EXPECT_EQ(read(R"("\u0e41\u0E1C\u0e19")"), Value("แผน"));
    EXPECT_EQ(read(R"("\ud83d\udc69")"), Value("\U0001F469"));
    EXPECT_EQ(read(R"("\uDBFF\uDFFF")"), Value("\U0010FFFF"));
    EXPECT_EQ(read(R"("a\u0000b")"), Value(std::string("a\0b", 3)));
    EXPECT_EQ(read("\"\x7F\""), Value("\x7F"));
}

TEST(ParseJson, SaysWhereEachValueStood) {
    const Value value = read("{\n  \"ชื่อ\": \"แผน\", \"b\": [\n1, {}]\n}");
    EXPECT_EQ(value.position(), (Position{1, 1}));
    // Columns count characters: two spaces, "ชื่อ" with quotes is 6, colon, space.
    EXPECT_EQ(value.find("ชื่อ")->position(), (Position{2, 11}));
    const Value* array = value.find("b");
    EXPECT_EQ(array->position(), (Position{2, 23}));
    EXPECT_EQ((*array->as_array())[0].position(), (Position{3, 1}));
    EXPECT_EQ((*array->as_array())[1].position(), (Position{3, 4}));
}

struct ErrorCase {
    std::string_view text;
    std::string_view message;
    Position position;
};

TEST(ParseJson, RefusesWithThePlace) {
    const ErrorCase cases[] = {
        {"", "the text ends where a value is expected", {1, 1}},
        {"\xEF\xBB\xBF", "the text ends where a value is expected", {1, 1}},
        {"[1,", "the text ends where a value is expected", {1, 4}},
        {"1 2", "text after the end of the value", {1, 3}},
        {"[1]]", "text after the end of the value", {1, 4}},
        {"[1,]", "expected a value", {1, 4}},
        {"[1 2]", "expected ',' or ']' in an array", {1, 4}},
        {"[1", "expected ',' or ']' in an array", {1, 3}},
        {"{\"a\":1", "expected ',' or '}' in an object", {1, 7}},
        {"{\"a\":1]", "expected ',' or '}' in an object", {1, 7}},
        {"{a:1}", "expected a member name in double quotes", {1, 2}},
        {"{\"a\":1,}", "expected a member name in double quotes", {1, 8}},
        {"{", "expected a member name in double quotes", {1, 2}},
        {"{\"a\" 1}", "expected ':' after a member name", {1, 6}},
        {"{\"a\":}", "expected a value", {1, 6}},
        {"{\n\"a\":1,\n \"a\":2}", "a member name twice in one object", {3, 2}},
        {"{\"b\":1,\"a\":1,\"a\":1,\"b\":1}", "a member name twice in one object", {1, 14}},
        {"{\"a\":1,\"\\u0061\":1}", "a member name twice in one object", {1, 8}},
        {"nul", "expected a value", {1, 1}},
        {"True", "expected a value", {1, 1}},
        {"'a'", "expected a value", {1, 1}},
        {"NaN", "expected a value", {1, 1}},
        {"// c\n1", "expected a value", {1, 1}},
        {"truex", "text after the end of the value", {1, 5}},
        {"-", "a '-' without a number", {1, 1}},
        {"-a", "a '-' without a number", {1, 1}},
        {"+1", "expected a value", {1, 1}},
        {".5", "expected a value", {1, 1}},
        {"01", "a number with a leading zero", {1, 1}},
        {"-00", "a number with a leading zero", {1, 1}},
        {"1.", "a decimal point without digits after it", {1, 1}},
        {"[1.e3]", "a decimal point without digits after it", {1, 2}},
        {"1e", "an exponent without digits", {1, 1}},
        {"1e+", "an exponent without digits", {1, 1}},
        {"9223372036854775808", "an integer beyond 64 bits", {1, 1}},
        {"-9223372036854775809", "an integer beyond 64 bits", {1, 1}},
        {"\"a", "the text ends inside a string", {1, 3}},
        {"\"a\\", "the text ends inside a string", {1, 3}},
        {"\"a\nb\"", "a control character inside a string", {1, 3}},
        {"\"\\x\"", "an unknown escape in a string", {1, 2}},
        {"\"\\u12g4\"", "a \\u escape without four hexadecimal digits", {1, 2}},
        {"\"\\u12", "a \\u escape without four hexadecimal digits", {1, 2}},
        {"\"\\udc00\"", "half of a surrogate pair", {1, 2}},
        {"\"\\ud800\"", "half of a surrogate pair", {1, 2}},
        {"\"\\ud800\\u0041\"", "half of a surrogate pair", {1, 2}},
        {"[\"ก\",\"\xFF\"]", "bytes that are not UTF-8", {1, 7}},
        {"[\n\n  \"น้ำ\" x]", "expected ',' or ']' in an array", {3, 9}},
    };
    for (const auto& [text, message, position] : cases) {
        const auto value = parse_json(text);
        ASSERT_FALSE(value.has_value()) << text;
        EXPECT_EQ(value.error().message, message) << text;
        EXPECT_EQ(value.error().position.line, position.line) << text;
        EXPECT_EQ(value.error().position.column, position.column) << text;
    }
}

TEST(ParseJson, RefusesNul) {
    EXPECT_FALSE(parse_json(std::string_view("1\0", 2)).has_value());
    EXPECT_FALSE(parse_json(std::string_view("\"\0\"", 3)).has_value());
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(ParseJson, KeepsItsLimits) {
    EXPECT_TRUE(parse_json(nested(32)).has_value());
    const auto deep = parse_json(nested(33));
    ASSERT_FALSE(deep.has_value());
    EXPECT_EQ(deep.error().message, "deeper nesting than allowed");
    EXPECT_EQ(deep.error().position, (Position{1, 33}));
    EXPECT_FALSE(parse_json(std::string(1'000'000, '[')).has_value());

    // [1,2] is three values.
    EXPECT_TRUE(parse_json("[1,2]", {.values = 3}).has_value());
    EXPECT_EQ(parse_json("[1,2]", {.values = 2}).error().message, "more values than allowed");
    EXPECT_TRUE(parse_json("[1,2]", {.bytes = 5}).has_value());
    EXPECT_EQ(parse_json("[1,2]", {.bytes = 4}).error().message, "a larger file than allowed");
}

TEST(ParseJson, StaysQuickOnHostileObjectsAndLines) {
    // One line, many members: neither the search for duplicates nor the columns may go back over
    // what was read.
    std::string text = "{";
    for (int i = 0; i < 200'000; ++i) text += "\"" + std::to_string(i) + "\":1,";
    text += "\"x\":1}";
    EXPECT_EQ(read(text).as_object()->size(), 200'001u);
}

// --- Writing -------------------------------------------------------------------------------------

TEST(WriteJson, HasThreeLayouts) {
    const Value value = read(R"({"b": [1, "x", {}], "a": {"d": null, "c": [true, []]}})");
    EXPECT_EQ(to_compact_json(value), R"({"b":[1,"x",{}],"a":{"d":null,"c":[true,[]]}})");
    EXPECT_EQ(to_canonical_json(value), R"({"a":{"c":[true,[]],"d":null},"b":[1,"x",{}]})");
    EXPECT_EQ(to_pretty_json(value),
              "{\n"
              "  \"b\": [\n"
              "    1,\n"
              "    \"x\",\n"
              "    {}\n"
              "  ],\n"
              "  \"a\": {\n"
              "    \"d\": null,\n"
              "    \"c\": [\n"
              "      true,\n"
              "      []\n"
              "    ]\n"
              "  }\n"
              "}\n");
    EXPECT_EQ(to_pretty_json(Value("x")), "\"x\"\n");
    EXPECT_EQ(to_compact_json(Value()), "null");
}

TEST(WriteJson, EscapesAsRfc8785) {
    EXPECT_EQ(to_canonical_json(Value(std::string("\0\x1f\x7f\b\t\n\f\r\"\\/€แ", 17))),
              "\"\\u0000\\u001f\x7f\\b\\t\\n\\f\\r\\\"\\\\/€แ\"");
    EXPECT_THROW((void)to_compact_json(Value("\xFF")), InternalError);
}

TEST(WriteJson, SortsByUtf16) {
    // RFC 8785 section 3.2.3: U+1F600 is D83D DE00 in UTF-16 and so comes before U+FB33, which has
    // the lesser code point.
    Value value{Object{}};
    for (const std::string_view name : {"\u20AC", "\r", "\uFB33", "1", "\U0001F600", "\u0080",
                                        "\u00F6", "", "1a", "\uFB33a", "\U0001F600a"}) {
        value.set(name, Value(0));
    }
    EXPECT_EQ(to_canonical_json(value),
              "{\"\":0,\"\\r\":0,\"1\":0,\"1a\":0,\"\u0080\":0,\"\u00F6\":0,\"\u20AC\":0,"
              "\"\U0001F600\":0,\"\U0001F600a\":0,\"\uFB33\":0,\"\uFB33a\":0}");
}

// --- Both ----------------------------------------------------------------------------------------

/// A tree grown from a list of steps: a step puts a value into the innermost open array or object,
/// opens one in it, or closes it.
Value grow(const std::vector<std::pair<int, std::string>>& steps) {
    std::vector<Value> open = {Value(Array{})};
    std::vector<std::string> names = {""};
    const auto put = [&](Value value, const std::string& name) {
        if (Array* array = open.back().as_array()) {
            array->push_back(std::move(value));
        } else {
            open.back().set(name, std::move(value));
        }
    };
    const auto close = [&] {
        Value value = std::move(open.back());
        const std::string name = names.back();
        open.pop_back();
        names.pop_back();
        put(std::move(value), name);
    };
    for (const auto& [kind, raw] : steps) {
        const std::string text = nfc(raw);  // as a way to well-formed UTF-8
        if (kind == 0 && open.size() < 30) {
            open.emplace_back(Array{});
            names.push_back(text);
        } else if (kind == 1 && open.size() < 30) {
            open.emplace_back(Object{});
            names.push_back(text);
        } else if (kind == 2 && open.size() > 1) {
            close();
        } else if (kind == 3) {
            put(Value(static_cast<std::int64_t>(text.size()) - 7), text);
        } else if (kind == 4) {
            put(Value(text.size() % 2 == 0), text);
        } else if (kind == 5) {
            put(Value(), text);
        } else {
            put(Value(text), text);
        }
    }
    while (open.size() > 1) close();
    return open.front();
}

TEST(Json, ReadsBackWhatItWrites) {
    EXPECT_TRUE(rc::check("parse(print(v)) = v", [] {
        const auto steps =
            *rc::gen::container<std::vector<std::pair<int, std::string>>>(rc::gen::pair(
                rc::gen::inRange(0, 8),
                rc::gen::oneOf(testing::troublesome_text(), rc::gen::arbitrary<std::string>())));
        const Value value = grow(steps);
        for (const std::string& text : {to_compact_json(value), to_pretty_json(value)}) {
            const auto again = parse_json(text);
            RC_ASSERT(again.has_value());
            RC_ASSERT(again.value() == value);
        }
        const std::string canonical = to_canonical_json(value);
        const auto sorted = parse_json(canonical);
        RC_ASSERT(sorted.has_value());
        RC_ASSERT(to_canonical_json(sorted.value()) == canonical);
        RC_ASSERT(to_compact_json(sorted.value()) == canonical);
    }));
}

}  // namespace
}  // namespace phaen::base
