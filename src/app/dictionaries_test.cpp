// An agency's own dictionaries: kept by version, refused with their places, used by records.
#include "phaen/app/dictionaries.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "phaen/base/value.h"

namespace phaen::app {
namespace {

using base::Object;
using base::Value;

constexpr std::string_view kVisits = R"(schema = "phaen.dataset/1"
id = "visits"
version = 7
title = { th = "การเยี่ยมชม", en = "Visits" }
key = ["title"]

[[fields]]
name = "title"
type = "text"
required = true

[[fields]]
name = "visitors"
type = "integer"
min = "0"
)";

class DictionariesTest : public testing::Test {
  protected:
    void SetUp() override {
        folder =
            std::filesystem::temp_directory_path() /
            ("phaen-dictionaries-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
        std::filesystem::create_directories(folder);
        auto opened = store::Database::open(
            *store::DatabaseUrl::parse("sqlite:" + (folder / "phaen.db").string()));
        ASSERT_TRUE(opened);
        database = std::move(*opened);
        dictionaries = std::make_unique<Dictionaries>(*database, [this] { return ++clock; });
        steward.account = "steward";
    }
    void TearDown() override {
        dictionaries.reset();
        database.reset();
        std::filesystem::remove_all(folder);
    }
    Dictionaries::Answer<Value> set(std::string_view dataset, std::string_view text) {
        return dictionaries->set("office", dataset, Value(Object{{"text", Value(text)}}),
                                 {steward, 10, {}});
    }
    /// The numbers of a dataset's versions, newest first, a `+` after the agency's own.
    std::string versions(std::string_view dataset) {
        const auto read = dictionaries->read("office", dataset);
        if (!read) return read.error().type;
        std::string text;
        for (const Value& version : *read->find("versions")->as_array()) {
            text += std::to_string(*version.find("version")->as_integer());
            text += *version.find("is_own")->as_bool() ? "+ " : " ";
        }
        return text;
    }

    static inline int count = 0;
    std::filesystem::path folder;
    std::int64_t clock = 1'700'000'000'000'000;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<Dictionaries> dictionaries;
    Actor steward;
};

std::string with(std::string_view text, std::string_view from, std::string_view to) {
    std::string changed(text);
    const std::size_t at = changed.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return changed.replace(at, from.size(), to);
}

TEST_F(DictionariesTest, a_new_dataset_is_counted_from_one_and_the_same_again_changes_nothing) {
    EXPECT_EQ(versions("visits"), "not_found");
    const auto first = set("visits", kVisits);
    ASSERT_TRUE(first) << first.error().detail.en;
    EXPECT_EQ(versions("visits"), "1+ ") << "whatever number the file gives itself";
    ASSERT_TRUE(set("visits", kVisits));
    ASSERT_TRUE(set("visits", *first->find("text")->as_string())) << "what is shown can be sent";
    EXPECT_EQ(versions("visits"), "1+ ");
    const auto second = set("visits", with(kVisits, "required = true", "required = false"));
    ASSERT_TRUE(second);
    EXPECT_EQ(versions("visits"), "2+ 1+ ");
    const Value& change =
        second->find("versions")->as_array()->front().find("changes")->as_array()->front();
    EXPECT_EQ(base::to_compact_json(change),
              R"({"change":"became_optional","field":"title","compatible":true})");
    EXPECT_EQ((*dictionaries->of("office"))->find("visits")->version, 2);
    EXPECT_EQ((*dictionaries->of("elsewhere"))->find("visits"), nullptr) << "another agency's";
}

TEST_F(DictionariesTest, an_own_version_of_a_shipped_one_comes_after_all_that_are_shipped) {
    EXPECT_EQ(versions("documents"), "1 ");
    const std::string text = *dictionaries->read("office", "documents")->find("text")->as_string();
    ASSERT_TRUE(set("documents", text));
    EXPECT_EQ(versions("documents"), "1 ") << "it is as shipped";
    ASSERT_TRUE(set("documents", with(text, "\"Edition\"", "\"Issue\"")));
    EXPECT_EQ(versions("documents"), "1001+ 1 ");
    ASSERT_TRUE(set("documents", text)) << "back to what is shipped, as a version of its own";
    EXPECT_EQ(versions("documents"), "1002+ 1001+ 1 ");
    const auto list = dictionaries->list("office");
    std::string own;
    for (const Value& item : *list->find("items")->as_array()) {
        if (*item.find("is_own")->as_bool()) own += *item.find("id")->as_string() + " ";
    }
    EXPECT_EQ(own, "documents ");
}

TEST_F(DictionariesTest, what_is_wrong_is_told_with_its_place) {
    const auto line_of = [&](std::string_view dataset, const std::string& text) -> std::string {
        const auto done = set(dataset, text);
        if (done) return "taken";
        if (done.error().members.empty()) return done.error().type;
        const Value& first = done.error().members.front().second.as_array()->front();
        return done.error().type + " " + std::to_string(*first.find("line")->as_integer()) + " " +
               *first.find("pointer")->as_string();
    };
    EXPECT_EQ(line_of("visits", with(kVisits, "type = \"integer\"", "type = \"number\"")),
              "bad_dictionary 14 /fields/1/type");
    EXPECT_EQ(line_of("visits", "id = \"visits"), "bad_dictionary 1 ");
    EXPECT_EQ(line_of("others", std::string(kVisits)), "bad_dictionary 0 /id");
    EXPECT_EQ(
        line_of("visits", std::string(kVisits) + "[[fields]]\nname = \"of\"\ntype = \"reference\"\n"
                                                 "references = \"nowhere\"\n"),
        "bad_dictionary 0 /fields/2/references");
    EXPECT_EQ(
        line_of("visits", std::string(kVisits) + "[[fields]]\nname = \"of\"\ntype = \"reference\"\n"
                                                 "references = \"partners\"\n"),
        "taken");
    EXPECT_EQ(
        dictionaries->set("office", "visits", Value(Object{}), {steward, 10, {}}).error().type,
        "bad_member");
}

}  // namespace
}  // namespace phaen::app
