#include "phaen/app/administration.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "phaen/store/database.h"
#include "phaen/store/verify.h"

namespace phaen::app {
namespace {

using base::Object;
using base::Value;

// 2026-11-26 at 09:00 in Bangkok, 02:00 UTC.
constexpr std::int64_t kMorning = 1'795'658'400'000'000;
constexpr std::int64_t kDay = 86'400'000'000;

class AdministrationTest : public testing::Test {
  protected:
    void SetUp() override {
        folder =
            std::filesystem::temp_directory_path() /
            ("phaen-administration-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
        std::filesystem::create_directories(folder);
        auto opened = store::Database::open(
            *store::DatabaseUrl::parse("sqlite:" + (folder / "phaen.db").string()));
        ASSERT_TRUE(opened);
        database = std::move(*opened);
        plans = store::PlanStore::on(*database);
        facts = std::make_unique<store::YearStore>(*database);
        AccountOptions options;
        options.now = [this] { return now; };
        options.new_id = [this] { return "id-" + std::to_string(++ids); };
        options.hash_operations = 1;
        options.hash_memory = 8192;
        accounts = std::make_unique<Accounts>(*database, std::move(options));
        administration =
            std::make_unique<Administration>(*plans, *facts, *accounts, [this] { return now; });
        const auto added = accounts->add("setup", *base::parse_json(R"({"login": "malee",
            "name": "มาลี", "password": "ฝนตกที่หน้าต่างบานเก่า"})"));
        ASSERT_TRUE(added);
        malee = *added->find("id")->as_string();
    }
    void TearDown() override {
        administration.reset();
        accounts.reset();
        facts.reset();
        plans.reset();
        database.reset();
        std::filesystem::remove_all(folder);
    }
    std::string add(const char* json) {
        const auto added = administration->add_agency(malee, *base::parse_json(json));
        return added ? "" : added.error().type;
    }
    std::vector<std::int64_t> seqs(const Administration::Page& page, std::int64_t& next) {
        const auto found = administration->audit("canals", page, next);
        EXPECT_TRUE(found);
        std::vector<std::int64_t> list;
        for (const Value& entry : *found->find("entries")->as_array())
            list.push_back(*entry.find("seq")->as_integer());
        return list;
    }

    static inline int count = 0;
    std::filesystem::path folder;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::PlanStore> plans;
    std::unique_ptr<store::YearStore> facts;
    std::unique_ptr<Accounts> accounts;
    std::unique_ptr<Administration> administration;
    std::string malee;
    std::int64_t now = kMorning;
    int ids = 0;
};

TEST_F(AdministrationTest, who_adds_an_agency_is_its_administrator) {
    EXPECT_EQ(add(R"({"id": "canals"})"), "missing_member");
    EXPECT_EQ(add(R"({"id": "Canals", "name": {"th": "สำนักคลอง"}})"), "bad_id");
    EXPECT_EQ(add(R"({"id": "system", "name": {"th": "สำนักคลอง"}})"), "bad_id");
    EXPECT_EQ(add(R"({"id": "canals", "name": {"th": "สำนักคลอง"}})"), "");
    EXPECT_EQ(add(R"({"id": "canals", "name": {"th": "สำนักอื่น"}})"), "agency_taken");
    // Without an English name the Thai one stands for it.
    EXPECT_EQ(*plans->agency("canals"), (store::Agency{"canals", "สำนักคลอง", "สำนักคลอง"}));
    const auto assigned = accounts->assignments("canals");
    ASSERT_EQ(assigned->find("items")->as_array()->size(), 1u);
    const Value& first = assigned->find("items")->as_array()->front();
    EXPECT_EQ(*first.find("role")->as_string(), "administrator");
    EXPECT_EQ(*first.find("account")->as_string(), malee);
    ASSERT_TRUE(administration->rename_agency(
        malee, "canals", *base::parse_json(R"({"name": {"th": "กองคลอง", "en": "Canals"}})")));
    EXPECT_EQ(*plans->agency("canals"), (store::Agency{"canals", "กองคลอง", "Canals"}));
}

TEST_F(AdministrationTest, the_chain_is_listed_newest_first_by_person_thing_and_day) {
    // 1 the agency, 2 the role; a day later 3 and 4 of another person.
    ASSERT_EQ(add(R"({"id": "canals", "name": {"th": "สำนักคลอง"}})"), "");
    now += kDay;
    for (const char* name : {"ก", "ข"}) {
        ASSERT_TRUE(administration->rename_agency(
            "other", "canals", Value(Object{{"name", Value(Object{{"th", Value(name)}})}})));
    }
    std::int64_t next = 0;
    EXPECT_EQ(seqs({}, next), (std::vector<std::int64_t>{4, 3, 2, 1}));
    EXPECT_EQ(next, 0);
    EXPECT_EQ(seqs({.limit = 3}, next), (std::vector<std::int64_t>{4, 3, 2}));
    EXPECT_EQ(next, 2);
    EXPECT_EQ(seqs({.limit = 3, .before = 2}, next), (std::vector<std::int64_t>{1}));
    EXPECT_EQ(next, 0);
    EXPECT_EQ(seqs({.actor = malee}, next), (std::vector<std::int64_t>{2, 1}));
    EXPECT_EQ(seqs({.command = "administrator"}, next), (std::vector<std::int64_t>{2}));
    EXPECT_EQ(seqs({.from = "2026-11-27"}, next), (std::vector<std::int64_t>{4, 3}));
    EXPECT_EQ(seqs({.to = "2026-11-26"}, next), (std::vector<std::int64_t>{2, 1}));
    EXPECT_EQ(seqs({.from = "2026-11-28"}, next), (std::vector<std::int64_t>{}));
    EXPECT_FALSE(administration->audit("canals", {.from = "yesterday"}, next));
}

TEST_F(AdministrationTest, the_chain_is_proved_with_its_signed_head) {
    ASSERT_EQ(add(R"({"id": "canals", "name": {"th": "สำนักคลอง"}})"), "");
    const auto before = administration->proof("canals");
    ASSERT_TRUE(before);
    EXPECT_TRUE(*before->find("holds")->as_bool());
    EXPECT_EQ(*before->find("entries")->as_integer(), 2);
    EXPECT_EQ(*before->find("checked")->as_integer(), 2);
    EXPECT_TRUE(before->find("signed")->is_null());
    ASSERT_TRUE(store::sign_heads(*database, folder / "audit.key", "2026-11-26"));
    const auto after = administration->proof("canals");
    EXPECT_EQ(*after->find("signed")->find("seq")->as_integer(), 2);
    EXPECT_TRUE(*after->find("signed")->find("holds")->as_bool());
    EXPECT_EQ(*administration->proof("nothing")->find("entries")->as_integer(), 0);
}

}  // namespace
}  // namespace phaen::app
