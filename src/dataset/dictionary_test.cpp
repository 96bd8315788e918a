#include "phaen/dataset/dictionary.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace phaen::dataset {
namespace {

using base::MessageLanguage;

std::string read(std::string_view fields) {
    const std::string text =
        "schema = \"phaen.dataset/1\"\nid = \"things\"\nversion = 1\n" + std::string(fields);
    const auto dictionary = load_dictionary(text, DictionaryFormat::toml);
    return dictionary ? "" : describe_error(dictionary.error().front(), MessageLanguage::english);
}

TEST(Dictionary, WhatIsWrongHasAPlace) {
    EXPECT_EQ(read("[[fields]]\nname = \"a\"\ntype = \"text\"\n"), "");
    EXPECT_EQ(read("[[fields]]\nname = \"A\"\ntype = \"text\"\n"),
              "line 4, column 1: /fields/0/name: \"A\" is not [a-z][a-z0-9_]*");
    EXPECT_EQ(read("[[fields]]\nname = \"a\"\ntype = \"texts\"\n").substr(0, 17),
              "line 6, column 8:");
    EXPECT_NE(read("[[fields]]\nname = \"a\"\ntype = \"choice\"\n"), "");
    EXPECT_NE(read("[[fields]]\nname = \"a\"\ntype = \"reference\"\n"), "");
    EXPECT_NE(read("[[fields]]\nname = \"a\"\ntype = \"integer\"\nmin = 2\nmax = 1\n"), "");
    EXPECT_EQ(read("[[fields]]\nname = \"a\"\ntype = \"integer\"\nmin = 1\nmax = 1\n"), "");
    EXPECT_NE(read("key = [\"b\"]\n[[fields]]\nname = \"a\"\ntype = \"text\"\n"), "");
    EXPECT_NE(read("[[fields]]\nname = \"a\"\ntype = \"text\"\n[[fields]]\nname = \"a\"\n"
                   "type = \"text\"\n"),
              "");
    EXPECT_NE(read("[[fields]]\nname = \"a\"\ntype = \"integer\"\n"
                   "computed = { fn = \"sum\", of = [\"b\"] }\n"),
              "");
    EXPECT_NE(read("[[fields]]\nname = \"b\"\ntype = \"text\"\n[[fields]]\nname = \"a\"\n"
                   "type = \"integer\"\ncomputed = { fn = \"sum\", of = [\"b\"] }\n"),
              "");
}

TEST(Dictionary, RetentionIsOfWhatIsPersonalAndFromADayThatStays) {
    const auto with = [](const std::string& retention, const std::string& personal) {
        return read("retention = " + retention +
                    "\n[[fields]]\nname = \"who\"\ntype = \"text\"\npersonal = " + personal +
                    "\n[[fields]]\nname = \"on\"\ntype = \"date\"\n[[fields]]\nname = \"born\"\n"
                    "type = \"date\"\npersonal = " +
                    personal + "\n");
    };
    EXPECT_EQ(with("{ days = 1 }", "true"), "");
    EXPECT_EQ(with("{ days = 36500, from = \"on\" }", "true"), "");
    EXPECT_NE(with("{ days = 0 }", "true"), "");
    EXPECT_NE(with("{ days = 36501 }", "true"), "");
    EXPECT_NE(with("{ days = 1 }", "false"), "") << "nothing is personal";
    EXPECT_NE(with("{ days = 1, from = \"when\" }", "true"), "");
    EXPECT_NE(with("{ days = 1, from = \"who\" }", "true"), "") << "no day";
    EXPECT_NE(with("{ days = 1, from = \"born\" }", "true"), "") << "it would go itself";
}

TEST(Dictionary, TheShippedOnesComeBackFromTheirJson) {
    EXPECT_EQ(shipped_dictionaries().size(), 10U);
    for (const Dictionary& dictionary : shipped_dictionaries()) {
        const auto again =
            load_dictionary(base::to_pretty_json(to_value(dictionary)), DictionaryFormat::json);
        ASSERT_TRUE(again.has_value()) << dictionary.id;
        EXPECT_EQ(*again, dictionary);
        for (const Field& field : dictionary.fields)
            EXPECT_FALSE(field.label.th.empty() || field.label.en.empty()) << field.name;
    }
    ASSERT_NE(find_shipped_dictionary("works"), nullptr);
    EXPECT_EQ(find_shipped_dictionary("nothing"), nullptr);
}

TEST(Dictionary, ReferencesOfTheShippedOnesLeadToShippedOnes) {
    for (const Dictionary& dictionary : shipped_dictionaries()) {
        for (const Field& field : dictionary.fields) {
            if (field.references.empty()) continue;
            EXPECT_NE(find_shipped_dictionary(field.references), nullptr) << field.name;
        }
    }
}

/// When it fails, run tools/make-schemas and read the difference.
TEST(Dictionary, TheCommittedSchemaIsTheGeneratedOne) {
    std::ifstream in(PHAEN_SOURCE_DIR "/docs/reference/dataset.schema.json", std::ios::binary);
    const std::string committed{std::istreambuf_iterator<char>(in),
                                std::istreambuf_iterator<char>()};
    EXPECT_EQ(base::to_pretty_json(dataset_json_schema()), committed);
}

Dictionary with(void (*change)(Field&)) {
    Dictionary dictionary;
    dictionary.id = "things";
    Field field;
    field.name = "a";
    field.type = FieldType::integer;
    field.min = base::Decimal::from_integer(1);
    field.max = base::Decimal::from_integer(9);
    change(field);
    dictionary.fields.push_back(field);
    return dictionary;
}

TEST(DictionaryChanges, AreNamedAndWeighed) {
    const Dictionary before = with([](Field&) {});
    struct Row {
        void (*change)(Field&);
        ChangeKind kind;
        bool compatible;
    };
    const Row rows[] = {
        {[](Field& f) { f.type = FieldType::decimal; }, ChangeKind::type_widened, true},
        {[](Field& f) { f.type = FieldType::money; }, ChangeKind::type_changed, false},
        {[](Field& f) { f.required = true; }, ChangeKind::became_required, false},
        {[](Field& f) { f.max = base::Decimal::from_integer(10); }, ChangeKind::range_widened,
         true},
        {[](Field& f) { f.max = base::Decimal::from_integer(8); }, ChangeKind::range_narrowed,
         false},
        {[](Field& f) { f.min.reset(); }, ChangeKind::range_widened, true},
        {[](Field& f) { f.unique = true; }, ChangeKind::became_unique, false},
        {[](Field& f) { f.pattern = "9"; }, ChangeKind::pattern_changed, false},
    };
    for (const Row& row : rows) {
        const auto changes = compare(before, with(row.change));
        ASSERT_EQ(changes.size(), 1U);
        EXPECT_EQ(changes[0], (DictionaryChange{row.kind, "a"}));
        EXPECT_EQ(is_compatible(row.kind), row.compatible);
    }
    Dictionary more = before;
    more.fields.push_back(before.fields[0]);
    more.fields[1].name = "b";
    EXPECT_EQ(compare(before, more)[0].kind, ChangeKind::field_added);
    EXPECT_EQ(compare(more, before)[0].kind, ChangeKind::field_removed);
    more.fields[1].required = true;
    EXPECT_EQ(compare(before, more)[0].kind, ChangeKind::required_field_added);
    EXPECT_TRUE(compare(before, before).empty());
}

}  // namespace
}  // namespace phaen::dataset
