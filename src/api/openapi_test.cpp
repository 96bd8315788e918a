#include "phaen/api/openapi.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <set>

#include "phaen/store/database.h"
#include "phaen/store/files.h"
#include "phaen/store/plan_store.h"

namespace phaen::api {
namespace {

/// Every `$ref` of the document.
std::set<std::string> references(const base::Value& document) {
    std::set<std::string> found;
    std::vector<const base::Value*> open{&document};
    while (!open.empty()) {
        const base::Value* value = open.back();
        open.pop_back();
        if (const base::Array* array = value->as_array()) {
            for (const base::Value& item : *array) open.push_back(&item);
        }
        if (const base::Object* object = value->as_object()) {
            for (const auto& [name, member] : *object) {
                if (name == "$ref" && member.as_string() != nullptr)
                    found.insert(*member.as_string());
                open.push_back(&member);
            }
        }
    }
    return found;
}

class OpenapiTest : public testing::Test {
  protected:
    OpenapiTest() {
        folder = std::filesystem::temp_directory_path() /
                 ("phaen-openapi-test-" + std::to_string(getpid()));
        std::filesystem::create_directories(folder);
        database = std::move(*store::Database::open(
            *store::DatabaseUrl::parse("sqlite:" + (folder / "phaen.db").string())));
        store = store::PlanStore::on(*database);
        app::AccountOptions account_options;
        account_options.now = [] { return store::Instant{1}; };
        account_options.hash_operations = 1;
        account_options.hash_memory = 8192;
        accounts = std::make_unique<app::Accounts>(*database, std::move(account_options));
        files = std::make_unique<store::Files>(folder / "files");
        app::WorkspaceOptions options;
        options.publish = [](const std::string&, const std::string&, const base::Value&) {};
        workspace = std::make_unique<app::Workspace>(*store, *files, std::move(options));
        facts = std::make_unique<store::YearStore>(*database);
        workflow = std::make_unique<app::Workflow>(
            *facts, [] { return store::Instant{1}; },
            [](const std::string&, const std::string&, const base::Value&) {});
        app::NoticeOptions notice_options;
        notice_options.now = [] { return store::Instant{1}; };
        notices = std::make_unique<app::Notices>(*database, std::move(notice_options));
        oidc = std::make_unique<app::Oidc>(*accounts, app::OidcOptions{});
        year = std::make_unique<app::Year>(*workspace, *facts, *files, app::YearOptions{});
        books = std::make_unique<app::Books>(*workspace, *year, *facts, app::BooksOptions{});
        app::LinkOptions link_options;
        link_options.key = std::string(32, 'k');
        links = std::make_unique<app::Links>(*database, *accounts, *year, std::move(link_options));
        const auto now = [] { return store::Instant{1}; };
        const auto new_id = [] { return std::string("id"); };
        administration = std::make_unique<app::Administration>(*store, *facts, *accounts, now);
        responsibility = std::make_unique<app::Responsibility>(*workspace, *database, now, new_id);
        elsewhere = std::make_unique<app::ExternalReferences>(*workspace, *database, now, new_id);
        privacy = std::make_unique<app::Privacy>(*database, now, new_id);
        dictionaries = std::make_unique<app::Dictionaries>(*database, now);
        schemes = std::make_unique<app::Schemes>(*database, now);
        app::BackupOptions backup_options;
        backup_options.now = now;
        backup_options.new_id = new_id;
        backup_options.folder = folder / "backups";
        backups =
            std::make_unique<app::Backups>(*database, *store, *accounts, std::move(backup_options));
    }
    ~OpenapiTest() override {
        backups.reset();
        links.reset();
        oidc.reset();
        notices.reset();
        books.reset();
        year.reset();
        workspace.reset();
        accounts.reset();
        store.reset();
        database.reset();
        std::filesystem::remove_all(folder);
    }
    std::filesystem::path folder;
    [[nodiscard]] Services services() {
        return {*workspace, hub,           *accounts, *year,           *workflow,       *notices,
                *books,     *links,        *oidc,     *administration, *responsibility, *elsewhere,
                *privacy,   *dictionaries, *schemes,  *backups};
    }
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::PlanStore> store;
    std::unique_ptr<app::Accounts> accounts;
    std::unique_ptr<store::Files> files;
    std::unique_ptr<app::Workspace> workspace;
    std::unique_ptr<store::YearStore> facts;
    std::unique_ptr<app::Workflow> workflow;
    std::unique_ptr<app::Year> year;
    std::unique_ptr<app::Notices> notices;
    std::unique_ptr<app::Books> books;
    std::unique_ptr<app::Links> links;
    std::unique_ptr<app::Oidc> oidc;
    std::unique_ptr<app::Administration> administration;
    std::unique_ptr<app::Responsibility> responsibility;
    std::unique_ptr<app::ExternalReferences> elsewhere;
    std::unique_ptr<app::Privacy> privacy;
    std::unique_ptr<app::Dictionaries> dictionaries;
    std::unique_ptr<app::Schemes> schemes;
    std::unique_ptr<app::Backups> backups;
    http::EventHub hub;
};

TEST_F(OpenapiTest, every_operation_stands_in_it_with_its_parameters) {
    const auto all = operations(services());
    const base::Value document = openapi(all);
    std::set<std::string> ids;
    for (const auto& [path, item] : *document.find("paths")->as_object()) {
        for (const auto& [method, operation] : *item.as_object()) {
            EXPECT_TRUE(ids.insert(*operation.find("operationId")->as_string()).second);
            std::ptrdiff_t in_path = 0;
            for (const base::Value& parameter : *operation.find("parameters")->as_array())
                in_path += *parameter.find("in")->as_string() == "path" ? 1 : 0;
            EXPECT_EQ(in_path, std::count(path.begin(), path.end(), '{')) << path;
            EXPECT_FALSE(operation.find("responses")->as_object()->empty()) << path;
        }
    }
    EXPECT_EQ(ids.size(), all.size());
}

TEST_F(OpenapiTest, every_operation_says_who_may) {
    std::set<std::string> open;
    std::set<std::string> by_a_person;
    for (const Operation& operation : operations(services())) {
        if (operation.permission == kPublic) open.insert(operation.route.operation_id);
        if (operation.permission == kSession) by_a_person.insert(operation.route.operation_id);
        EXPECT_TRUE(operation.permission == kPublic || operation.permission == kSignedIn ||
                    operation.permission == kOwn || operation.permission == kSession ||
                    app::find_permission(operation.permission) != nullptr)
            << operation.route.operation_id;
    }
    EXPECT_EQ(open, (std::set<std::string>{"look_at_link", "read_calendar", "read_openapi",
                                           "read_session", "send_by_link", "sign_in",
                                           "sign_in_by_provider", "sign_in_from_provider"}));
    EXPECT_EQ(by_a_person, (std::set<std::string>{"add_token", "begin_second_factor",
                                                  "change_password", "confirm_second_factor",
                                                  "remove_second_factor", "renew_recovery_codes"}));
}

TEST_F(OpenapiTest, what_it_refers_to_is_there) {
    const base::Value document = openapi(operations(services()));
    const base::Value* schemas = document.find("components")->find("schemas");
    for (const std::string& reference : references(document)) {
        const std::string name = reference.substr(reference.rfind('/') + 1);
        EXPECT_NE(schemas->find(name), nullptr) << reference;
    }
}

TEST_F(OpenapiTest, the_router_takes_all_of_it) {
    http::Router router;
    add_routes(router, services());
    EXPECT_EQ(router.routes().size(), operations(services()).size());
}

}  // namespace
}  // namespace phaen::api
