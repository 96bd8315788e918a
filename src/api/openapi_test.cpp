#include "phaen/api/openapi.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <set>

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
        store = std::move(*store::PlanStore::open(folder / "phaen.db"));
        files = std::make_unique<store::Files>(folder / "files");
        app::WorkspaceOptions options;
        options.publish = [](const std::string&, const std::string&, const base::Value&) {};
        workspace = std::make_unique<app::Workspace>(*store, *files, std::move(options));
    }
    ~OpenapiTest() override {
        workspace.reset();
        store.reset();
        std::filesystem::remove_all(folder);
    }
    std::filesystem::path folder;
    std::unique_ptr<store::PlanStore> store;
    std::unique_ptr<store::Files> files;
    std::unique_ptr<app::Workspace> workspace;
    http::EventHub hub;
};

TEST_F(OpenapiTest, every_operation_stands_in_it_with_its_parameters) {
    const auto all = operations(*workspace, hub);
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

TEST_F(OpenapiTest, what_it_refers_to_is_there) {
    const base::Value document = openapi(operations(*workspace, hub));
    const base::Value* schemas = document.find("components")->find("schemas");
    for (const std::string& reference : references(document)) {
        const std::string name = reference.substr(reference.rfind('/') + 1);
        EXPECT_NE(schemas->find(name), nullptr) << reference;
    }
}

TEST_F(OpenapiTest, the_router_takes_all_of_it) {
    http::Router router;
    add_routes(router, *workspace, hub);
    EXPECT_EQ(router.routes().size(), operations(*workspace, hub).size());
}

}  // namespace
}  // namespace phaen::api
