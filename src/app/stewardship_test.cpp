// Who is responsible, what waits elsewhere, and what is kept about people, on the example office's.
#include <gtest/gtest.h>
#include <unistd.h>

#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "phaen/app/accounts.h"
#include "phaen/app/external_references.h"
#include "phaen/app/privacy.h"
#include "phaen/app/responsibility.h"
#include "phaen/app/schemes.h"
#include "phaen/base/instant.h"
#include "phaen/plan/io.h"
#include "phaen/store/database.h"

namespace phaen::app {
namespace {

using base::Value;

constexpr std::string_view kPlan = "iao-2565";
/// 2022-03-31 in days since 1970-01-01: 52 years of 365 days, 13 leap days, 89 days of the year.
constexpr std::int64_t kToday = 52 * 365 + 13 + 89;

std::string file(const std::string& name) {
    std::ifstream in(std::string(PHAEN_SOURCE_DIR "/examples/office/") + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Value parsed(std::string_view json) { return *base::parse_json(json); }

class StewardshipTest : public testing::Test {
  protected:
    StewardshipTest() {
        folder = std::filesystem::temp_directory_path() /
                 ("phaen-stewardship-test-" + std::to_string(getpid()));
        std::filesystem::create_directories(folder);
        database = std::move(*store::Database::open(
            *store::DatabaseUrl::parse("sqlite:" + (folder / "phaen.db").string())));
        plans = store::PlanStore::on(*database);
        facts = std::make_unique<store::YearStore>(*database);
        files = std::make_unique<store::Files>(folder / "files");
        const auto now = [this] { return ++clock; };
        const auto new_id = [this] { return "id" + std::to_string(++ids); };
        WorkspaceOptions options;
        options.now = now;
        options.new_id = new_id;
        options.publish = [](const std::string&, const std::string&, const Value&) {};
        workspace = std::make_unique<Workspace>(*plans, *files, std::move(options));
        YearOptions year_options;
        year_options.now = now;
        year_options.new_id = new_id;
        year_options.publish = [](const std::string&, const std::string&, const Value&) {};
        dictionaries = std::make_unique<Dictionaries>(*database, now);
        schemes = std::make_unique<Schemes>(*database, now);
        year_options.rules_of = [this](const std::string& agency) {
            return schemes->rules(agency, *dictionaries);
        };
        year = std::make_unique<Year>(*workspace, *facts, *files, std::move(year_options));
        AccountOptions account_options;
        account_options.now = now;
        account_options.new_id = new_id;
        account_options.hash_operations = 1;
        account_options.hash_memory = 8192;
        accounts = std::make_unique<Accounts>(*database, std::move(account_options));
        responsibility = std::make_unique<Responsibility>(*workspace, *database, now, new_id);
        references = std::make_unique<ExternalReferences>(*workspace, *database, now, new_id);
        privacy = std::make_unique<Privacy>(*database, now, new_id);
        EXPECT_TRUE(plans->put_agency({"office", "office", clock}, {"office", "ก", "Office"}));
        EXPECT_TRUE(workspace->add_plan("office", *plan::parse_plan_toml(file("plan.toml"))));
        first = person("first");
        second = person("second");
        third = person("third");
    }
    ~StewardshipTest() override {
        privacy.reset();
        references.reset();
        responsibility.reset();
        accounts.reset();
        year.reset();
        workspace.reset();
        plans.reset();
        facts.reset();
        database.reset();
        std::filesystem::remove_all(folder);
    }
    /// An account that is a reader in the agency.
    std::string person(const std::string& login) {
        const auto added =
            accounts->add("office", parsed(R"({"login":")" + login + R"(","name":"คน )" + login +
                                           R"(","password":"a long sentence of words"})"));
        EXPECT_TRUE(added);
        const std::string id = *added->find("id")->as_string();
        EXPECT_TRUE(accounts->assign(
            "office", "office",
            parsed(R"({"account":")" + id + R"(","role":"reader","first_day":"2020-01-01"})")));
        return id;
    }
    By by(Role role, const std::string& account = "planner", const std::string& unit = {}) {
        Duty duty;
        duty.role = role;
        duty.agency = "office";
        duty.unit = unit;
        duty.last_day = 1'000'000;
        actors.push_back({account, "", {duty}, {}, false});
        return {actors.back(), kToday, {}};
    }
    /// What somebody may do on a day, as it is asked of the database.
    bool may_report(const std::string& account, const std::string& step, std::int64_t day) {
        const auto known = accounts->by_account(account);
        EXPECT_TRUE(known && known->actor);
        Resource resource{"office", 2565, {}, {}, {step, "project-1"}, {}};
        return may(*known->actor, "progress.report", resource, day);
    }
    static std::string text(const Value& value, std::string_view name) {
        return *value.find(name)->as_string();
    }
    /// `account` of the people of an element, with `*` for deputies.
    static std::vector<std::string> people(const Value& list, std::string_view element) {
        std::vector<std::string> found;
        for (const Value& item : *list.find("items")->as_array()) {
            if (text(item, "element") != element) continue;
            for (const Value& one : *item.find("people")->as_array())
                found.push_back(text(one, "account") +
                                (*one.find("is_deputy")->as_bool() ? "*" : ""));
        }
        return found;
    }
    std::vector<std::string> commands() {
        std::vector<std::string> found;
        const auto audit = facts->audit("office", 0, 1000);
        for (const auto& entry : *audit) found.push_back(entry.command);
        return found;
    }

    std::deque<Actor> actors;
    std::filesystem::path folder;
    std::int64_t clock = base::Instant::parse("2022-03-31T03:00:00Z")->microseconds();
    int ids = 0;
    std::string first;
    std::string second;
    std::string third;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::PlanStore> plans;
    std::unique_ptr<store::YearStore> facts;
    std::unique_ptr<store::Files> files;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<Dictionaries> dictionaries;
    std::unique_ptr<Schemes> schemes;
    std::unique_ptr<Year> year;
    std::unique_ptr<Accounts> accounts;
    std::unique_ptr<Responsibility> responsibility;
    std::unique_ptr<ExternalReferences> references;
    std::unique_ptr<Privacy> privacy;
};

TEST_F(StewardshipTest, who_is_named_may_report_and_so_may_the_deputy) {
    const std::string step = "schedule-8.step-4";
    EXPECT_FALSE(may_report(first, step, kToday));
    const auto set = responsibility->set(
        kPlan, step, parsed(R"({"account":")" + first + R"(","deputy":")" + second + R"("})"),
        by(Role::planning_officer));
    ASSERT_TRUE(set) << set.error().detail.en;
    EXPECT_EQ(people(*set, step).size(), 2U);
    EXPECT_TRUE(may_report(first, step, kToday));
    EXPECT_TRUE(may_report(second, step, kToday));
    EXPECT_FALSE(may_report(first, step, kToday - 1));
    EXPECT_FALSE(may_report(third, step, kToday));
    // What is one's own is seen apart.
    const auto mine =
        responsibility->list(kPlan, Responsibility::Which::mine, by(Role::project_owner, first));
    ASSERT_EQ(mine->find("items")->as_array()->size(), 1U);
    EXPECT_EQ(text(mine->find("items")->as_array()->front(), "element"), step);
    // Another from a day on: the first is responsible until the day before.
    ASSERT_TRUE(responsibility->set(
        kPlan, step, parsed(R"({"account":")" + third + R"(","first_day":"2022-04-02"})"),
        by(Role::planning_officer)));
    EXPECT_TRUE(may_report(first, step, kToday + 1));
    EXPECT_FALSE(may_report(first, step, kToday + 2));
    EXPECT_TRUE(may_report(third, step, kToday + 2));
    EXPECT_FALSE(may_report(third, step, kToday + 1));
}

TEST_F(StewardshipTest, a_section_head_names_people_for_what_the_section_leads) {
    const std::string body = R"({"account":")" + first + R"("})";
    // project-1 is led by org-3.
    EXPECT_TRUE(responsibility->set(kPlan, "project-1", parsed(body),
                                    by(Role::section_head, "head", "org-3")));
    EXPECT_EQ(responsibility
                  ->set(kPlan, "project-1", parsed(body), by(Role::section_head, "head", "org-4"))
                  .error()
                  .type,
              "not_yours");
    EXPECT_EQ(responsibility->set(kPlan, "mission-1", parsed(body), by(Role::planning_officer))
                  .error()
                  .type,
              "not_found");
    const auto type_of = [&](std::string_view sent) {
        return responsibility->set(kPlan, "project-1", parsed(sent), by(Role::planning_officer))
            .error()
            .type;
    };
    EXPECT_EQ(type_of(R"({"account":"nobody"})"), "bad_member");
    EXPECT_EQ(type_of(R"({"deputy":"x"})"), "bad_member");
    EXPECT_EQ(type_of(R"({"first_day":"soon"})"), "bad_member");
    EXPECT_EQ(type_of(R"({"first_day":"2022-05-02","last_day":"2022-05-01"})"), "bad_member");
}

TEST_F(StewardshipTest, all_of_one_person_passes_to_another_at_once) {
    for (const std::string element : {"project-1", "indicator-1"}) {
        ASSERT_TRUE(responsibility->set(kPlan, element, parsed(R"({"account":")" + first + R"("})"),
                                        by(Role::planning_officer)));
    }
    ASSERT_TRUE(responsibility->set(
        kPlan, "project-2", parsed(R"({"account":")" + third + R"(","deputy":")" + first + R"("})"),
        by(Role::planning_officer)));
    const auto handed = responsibility->hand_over(
        "office",
        parsed(R"({"from":")" + first + R"(","to":")" + second + R"(","day":"2022-04-01"})"),
        by(Role::planning_officer));
    ASSERT_TRUE(handed) << handed.error().detail.en;
    EXPECT_EQ(*handed->find("handed_over"), Value(3));
    EXPECT_EQ(commands().back(), "role.reassign");
    By tomorrow = by(Role::planning_officer);
    tomorrow.today = kToday + 1;
    const auto list = responsibility->list(kPlan, Responsibility::Which::all, tomorrow);
    EXPECT_EQ(people(*list, "project-1"), std::vector<std::string>{second});
    EXPECT_EQ(people(*list, "indicator-1"), std::vector<std::string>{second});
    const auto of_two = people(*list, "project-2");
    EXPECT_NE(std::find(of_two.begin(), of_two.end(), second + "*"), of_two.end());
    EXPECT_EQ(responsibility
                  ->hand_over("office",
                              parsed(R"({"from":")" + first + R"(","to":")" + second +
                                     R"(","day":"2022-04-01"})"),
                              by(Role::planning_officer))
                  .error()
                  .type,
              "nothing_to_hand_over");
    EXPECT_EQ(
        responsibility
            ->hand_over("office", parsed(R"({"from":"a","to":"a"})"), by(Role::planning_officer))
            .error()
            .type,
        "bad_member");
}

TEST_F(StewardshipTest, what_waits_elsewhere_is_listed_until_it_is_answered) {
    const auto added = references->add(
        kPlan,
        parsed(
            R"({"kind":"element","subject":"project-1","system":"สารบรรณ","number":"กท 0302/12","day":"2022-03-01"})"),
        by(Role::project_owner));
    ASSERT_TRUE(added) << added.error().detail.en;
    EXPECT_EQ(text(added->value, "state"), "waiting");
    const std::string id = text(added->value, "id");
    EXPECT_EQ(references->list(kPlan, "", "waiting")->find("items")->as_array()->size(), 1U);
    EXPECT_EQ(references->list(kPlan, "project-2", "")->find("items")->as_array()->size(), 0U);
    const auto changed = references->change(
        kPlan, id, added->tag, parsed(R"({"state":"answered"})"), by(Role::project_owner));
    ASSERT_TRUE(changed);
    EXPECT_EQ(text(changed->value, "number"), "กท 0302/12");
    EXPECT_EQ(references->change(kPlan, id, added->tag, parsed("{}"), by(Role::project_owner))
                  .error()
                  .type,
              "stale_reference");
    EXPECT_EQ(references->list(kPlan, "", "waiting")->find("items")->as_array()->size(), 0U);
    const auto type_of = [&](std::string_view body) {
        return references->add(kPlan, parsed(body), by(Role::project_owner)).error().type;
    };
    EXPECT_EQ(type_of(R"({"kind":"element","subject":"nothing","system":"a","number":"1"})"),
              "bad_member");
    EXPECT_EQ(type_of(R"({"kind":"thing","subject":"project-1","system":"a","number":"1"})"),
              "bad_member");
    EXPECT_EQ(type_of(R"({"kind":"request","subject":"r-1","system":"a"})"), "bad_member");
    EXPECT_EQ(
        type_of(R"({"kind":"record","subject":"r","system":"a","number":"1","state":"gone"})"),
        "bad_member");
    EXPECT_EQ(commands().back(), "reference.put");
}

class PrivacyTest : public StewardshipTest {
  protected:
    PrivacyTest() {
        const auto kept = year->put_records(kPlan, parsed(R"({"records":[
            {"dataset":"enterprises","record":"e-1","on":"2022-03-01","values":{"operator":"ร้านหนึ่ง","product":"ผ้า","promoted_on":"2022-03-01","contact":"ชื่อลับ","contact_phone":"0811111111"}},
            {"dataset":"enterprises","record":"e-2","on":"2022-03-20","values":{"operator":"ร้านสอง","product":"ไม้","promoted_on":"2022-03-20","contact":"อีกชื่อ"}}]})"),
                                            by(Role::data_steward));
        EXPECT_TRUE(kept) << kept.error().detail.en;
    }
    Value records() {
        std::int64_t next = 0;
        auto found = year->records(kPlan, "enterprises", {"2022-03-31"}, 100, 0, next);
        EXPECT_TRUE(found);
        return std::move(*found);
    }
};

TEST_F(PrivacyTest, records_are_masked_until_somebody_who_may_asks_and_that_is_told) {
    const Value masked = records();
    EXPECT_EQ(base::to_compact_json(masked).find("ชื่อลับ"), std::string::npos);
    const std::size_t before = commands().size();
    EXPECT_EQ(
        privacy->shown("office", "records enterprises", masked, by(Role::reader)).error().type,
        "not_personal");
    EXPECT_EQ(commands().size(), before);
    const auto shown =
        privacy->shown("office", "records enterprises", masked, by(Role::data_steward, "steward"));
    ASSERT_TRUE(shown);
    const std::string json = base::to_compact_json(*shown);
    EXPECT_NE(json.find("ชื่อลับ"), std::string::npos);
    EXPECT_NE(json.find("0811111111"), std::string::npos);
    EXPECT_EQ(json.find("{\"person\""), std::string::npos);
    const auto audit = facts->audit("office", 0, 1000);
    EXPECT_EQ(audit->back().command, "person.read");
    EXPECT_EQ(audit->back().actor, "steward");
    EXPECT_EQ(audit->back().body, R"({"about":"records enterprises","count":2})");
    // Where there is nothing personal nothing is told.
    EXPECT_TRUE(privacy->shown("office", "x", parsed(R"({"a":[1]})"), by(Role::data_steward)));
    EXPECT_EQ(facts->audit("office", 0, 1000)->size(), audit->size());
}

TEST_F(PrivacyTest, what_is_kept_about_somebody_is_found_and_erased) {
    const auto found = privacy->find("office", "ชื่อลับ", by(Role::data_steward));
    ASSERT_TRUE(found);
    ASSERT_EQ(found->find("items")->as_array()->size(), 1U);
    const Value& one = found->find("items")->as_array()->front();
    EXPECT_EQ(text(one.find("records")->as_array()->front(), "record"), "e-1");
    EXPECT_EQ(text(*one.find("data"), "contact_phone"), "0811111111");
    EXPECT_EQ(commands().back(), "person.read");
    EXPECT_EQ(facts->audit("office", 0, 1000)->back().body.find("ชื่อลับ"), std::string::npos);
    ASSERT_TRUE(privacy->erase("office", text(one, "person"), by(Role::data_steward)));
    EXPECT_EQ(
        privacy->find("office", "ชื่อลับ", by(Role::data_steward))->find("items")->as_array()->size(),
        0U);
    EXPECT_EQ(privacy->erase("office", text(one, "person"), by(Role::data_steward)).error().type,
              "not_found");
    // The record is still there, its pointer leads to nothing.
    const auto shown = privacy->shown("office", "x", records(), by(Role::data_steward));
    EXPECT_NE(base::to_compact_json(*shown).find("ร้านหนึ่ง"), std::string::npos);
    EXPECT_NE(base::to_compact_json(*shown).find("อีกชื่อ"), std::string::npos);
}

// e-1 is of 30 days before today, e-2 of 11: a rule of 30 days takes the first, one of 31 neither.
TEST_F(PrivacyTest, what_is_old_goes_by_rule_after_a_look_at_what_would_go) {
    const auto set = [&](int days) {
        return privacy->set_retention(
            "office", privacy->retention("office", kToday)->tag,
            parsed(R"({"rules":[{"dataset":"enterprises","days":)" + std::to_string(days) + "}]}"),
            by(Role::administrator));
    };
    const auto due = [](const Tagged& answer) {
        return *answer.value.find("rules")->as_array()->front().find("due")->as_integer();
    };
    // By its dictionary ten years, of which none is over.
    EXPECT_EQ(base::to_compact_json(privacy->retention("office", kToday)->value),
              R"({"rules":[{"dataset":"enterprises","days":3653,"declared":true,"due":0,)"
              R"("from":"promoted_until"}]})");
    EXPECT_EQ(due(*privacy->retention("office", kToday - 30 + 3652)), 0);
    EXPECT_EQ(due(*privacy->retention("office", kToday - 30 + 3653)), 1);
    EXPECT_EQ(due(*set(31)), 0);
    EXPECT_EQ(*privacy->keep_retention("office", kToday), 0);
    EXPECT_EQ(due(*set(30)), 1);
    EXPECT_EQ(due(*privacy->retention("office", kToday - 1)), 0);
    EXPECT_EQ(*privacy->keep_retention("office", kToday), 1);
    EXPECT_EQ(commands().back(), "persons.erase");
    EXPECT_EQ(*privacy->keep_retention("office", kToday), 0);
    EXPECT_EQ(
        base::to_compact_json(*privacy->shown("office", "x", records(), by(Role::data_steward)))
            .find("ชื่อลับ"),
        std::string::npos);
    EXPECT_EQ(privacy
                  ->set_retention("office", privacy->retention("office", kToday)->tag,
                                  parsed(R"({"rules":[{"dataset":"none","days":1}]})"),
                                  by(Role::administrator))
                  .error()
                  .type,
              "bad_member");
    EXPECT_EQ(set(0).error().type, "bad_member");
}

// The agency's own dataset says sixty days from the visit on, which was ten days ago; a rule of the
// agency's takes its place, here one of ten days.
TEST_F(PrivacyTest, what_is_old_goes_in_datasets_of_the_agency_too) {
    const auto own = dictionaries->set("office", "visitors", Value(base::Object{{"text", Value(R"(
schema = "phaen.dataset/1"
id = "visitors"
version = 1
title = { th = "ผู้มาเยี่ยม", en = "Visitors" }
key = ["number"]
retention = { days = 60, from = "came_on" }

[[fields]]
name = "number"
type = "text"
required = true

[[fields]]
name = "came_on"
type = "date"

[[fields]]
name = "name"
type = "text"
personal = true
)")}}),
                                       by(Role::data_steward));
    ASSERT_TRUE(own) << own.error().detail.en;
    const auto kept = year->put_records(kPlan, parsed(R"({"records":[
        {"dataset":"visitors","record":"v-1","on":"2022-03-21","values":{"number":"1","came_on":"2022-03-21","name":"ผู้มาลับ"}}]})"),
                                        by(Role::data_steward));
    ASSERT_TRUE(kept) << kept.error().detail.en;
    const auto rule = [](const Tagged& answer) {
        for (const Value& one : *answer.value.find("rules")->as_array()) {
            if (text(one, "dataset") == "visitors") return base::to_compact_json(one);
        }
        return std::string("none");
    };
    EXPECT_EQ(rule(*privacy->retention("office", kToday)),
              R"({"dataset":"visitors","days":60,"declared":true,"due":0,"from":"came_on"})");
    EXPECT_EQ(*privacy->keep_retention("office", kToday), 0);
    const auto set = privacy->set_retention(
        "office", privacy->retention("office", kToday)->tag,
        parsed(R"({"rules":[{"dataset":"visitors","days":10}]})"), by(Role::administrator));
    ASSERT_TRUE(set) << set.error().detail.en;
    EXPECT_EQ(rule(*set),
              R"({"dataset":"visitors","days":10,"declared":false,"due":1,"from":"came_on"})");
    EXPECT_EQ(*privacy->keep_retention("office", kToday), 1);
}

TEST_F(StewardshipTest, the_traffic_log_is_kept_for_ninety_days) {
    privacy->note_traffic("sign_in", first, "10.0.0.1");
    constexpr std::int64_t kDay = 86'400 * 1'000'000LL;
    clock += 90 * kDay - 10;
    EXPECT_EQ(*privacy->drop_traffic(), 0);
    privacy->note_traffic("sign_out", first, "10.0.0.2");
    clock += 20;
    EXPECT_EQ(*privacy->drop_traffic(), 1);
    const auto lines = privacy->traffic("", 10);
    ASSERT_EQ(lines->find("items")->as_array()->size(), 1U);
    EXPECT_EQ(text(lines->find("items")->as_array()->front(), "address"), "10.0.0.2");
    EXPECT_EQ(privacy->traffic(second, 10)->find("items")->as_array()->size(), 0U);
}

TEST_F(StewardshipTest, what_is_kept_about_an_account_is_handed_out) {
    const auto data = privacy->of_account(first, by(Role::reader, first));
    ASSERT_TRUE(data);
    EXPECT_EQ(text(*data->find("account"), "login"), "first");
    EXPECT_EQ(text(data->find("roles")->as_array()->front(), "role"), "reader");
    // No secret goes out.
    EXPECT_EQ(base::to_compact_json(*data).find("argon2"), std::string::npos);
    EXPECT_EQ(privacy->of_account("nobody", by(Role::administrator)).error().type, "not_found");
    ASSERT_TRUE(privacy->of_account(first, by(Role::administrator, "admin")));
    const auto told = facts->audit(store::kSystemChain, 0, 1000);
    EXPECT_EQ(told->back().command, "person.read");
    EXPECT_EQ(told->back().actor, "admin");
}

}  // namespace
}  // namespace phaen::app
