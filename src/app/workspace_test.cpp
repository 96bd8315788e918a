#include "phaen/app/workspace.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

namespace phaen::app {
namespace {

using base::Value;

constexpr std::string_view kDocument = R"(แผนปฏิบัติการประจำปี พ.ศ. 2569

วิสัยทัศน์

เมืองสะอาด

โครงการสำคัญตามภารกิจ

ภารกิจที่ 1 ดูแลคลอง

ลำดับที่	โครงการสำคัญ	งบประมาณ	ส่วนราชการ
1	โครงการขุดลอกคลอง	100,000.- บาท	ฝ่ายโยธา
2	โครงการปลูกต้นไม้	50,000.- บาท	ฝ่ายสวน
รวม		150,000.- บาท	
)";

std::string text_of(const Value& value, std::string_view name) {
    const Value* member = value.find(name);
    return member != nullptr && member->as_string() != nullptr ? *member->as_string() : "";
}

class WorkspaceTest : public testing::Test {
  protected:
    WorkspaceTest() {
        folder = std::filesystem::temp_directory_path() /
                 ("phaen-workspace-test-" + std::to_string(getpid()));
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        store = std::move(*store::PlanStore::open(folder / "phaen.db"));
        files = std::make_unique<store::Files>(folder / "files");
        EXPECT_TRUE(store->put_agency({"office", "office", 1}, {"office", "สำนัก", "Office"}));
        WorkspaceOptions options;
        options.now = [this] { return clock += 1'000'000; };
        options.new_id = [this] { return "id" + std::to_string(++ids); };
        options.publish = [this](const std::string& topic, const std::string&, const Value&) {
            if (topic.starts_with("plan/")) ++told;
        };
        workspace = std::make_unique<Workspace>(*store, *files, std::move(options));
    }
    ~WorkspaceTest() override {
        workspace.reset();
        store.reset();
        std::filesystem::remove_all(folder);
    }

    std::string import_document() {
        const auto id = workspace->import_now("office", "แผน.txt", kDocument);
        EXPECT_TRUE(id);
        return id ? *id : "";
    }
    std::string accept() {
        const auto accepted = workspace->accept_import(import_document(), "1", {});
        EXPECT_TRUE(accepted);
        return accepted ? text_of(*accepted, "plan") : "";
    }
    std::string tag_of(const std::string& import) { return workspace->import(import)->tag; }
    std::string budget_of(const std::string& plan, const std::string& project) {
        const auto element = workspace->element(plan, project);
        return element ? text_of(element->value, "budget") : "";
    }
    static Value patch(const char* json) { return *base::parse_json(json); }

    std::filesystem::path folder;
    std::atomic<std::int64_t> clock{1'700'000'000'000'000};
    std::atomic<int> ids{0};
    std::atomic<int> told{0};
    std::unique_ptr<store::PlanStore> store;
    std::unique_ptr<store::Files> files;
    std::unique_ptr<Workspace> workspace;
};

TEST_F(WorkspaceTest, a_document_becomes_a_draft_with_its_account) {
    const auto read = workspace->import(import_document());
    ASSERT_TRUE(read);
    const Value* import = &read->value;
    EXPECT_EQ(text_of(*import, "status"), "review");
    EXPECT_EQ(text_of(*import, "file_name"), "แผน.txt");
    // Six paragraphs and a table of four rows.
    EXPECT_EQ(import->find("blocks")->as_array()->size(), 6u);
    EXPECT_EQ(import->find("account")->as_array()->size(), 9u);
    EXPECT_EQ(import->find("plan_content")->find("projects")->as_array()->size(), 2u);
    EXPECT_EQ(import->find("plan_content")->find("claims"), nullptr);
}

TEST_F(WorkspaceTest, an_element_is_known_once_it_was_read_and_until_the_plan_changes) {
    const std::string plan = accept();
    EXPECT_EQ(workspace->known_element(plan, "project-1"), nullptr);
    const auto written = workspace->written_element(plan, "project-1");
    ASSERT_TRUE(written);
    EXPECT_EQ(workspace->known_element(plan, "project-1"), *written);
    EXPECT_EQ(workspace->known_element(plan, "project-2"), nullptr);
    EXPECT_EQ(workspace->known_element(plan, "nothing"), nullptr);

    ASSERT_TRUE(workspace->change_element(plan, "project-2",
                                          workspace->element(plan, "project-2")->tag,
                                          patch(R"({"name":"โครงการใหม่"})")));
    EXPECT_EQ(workspace->known_element(plan, "project-1"), nullptr);
    ASSERT_TRUE(workspace->written_element(plan, "project-2"));
    EXPECT_NE(workspace->known_element(plan, "project-2")->json.find("โครงการใหม่"),
              std::string::npos);
}

TEST_F(WorkspaceTest, a_draft_is_corrected_and_accepted_once) {
    const std::string id = import_document();
    const auto before = workspace->import_element(id, "project-1");
    ASSERT_TRUE(before);
    const auto changed = workspace->change_import_element(id, "project-1", before->tag,
                                                          patch(R"({"name":"โครงการใหม่"})"));
    ASSERT_TRUE(changed);
    EXPECT_EQ(
        workspace->change_import_element(id, "project-1", before->tag, patch("{}")).error().type,
        "stale_element");
    const auto accepted = workspace->accept_import(id, tag_of(id), {});
    ASSERT_TRUE(accepted);
    const auto element = workspace->element(text_of(*accepted, "plan"), "project-1");
    ASSERT_TRUE(element);
    EXPECT_EQ(text_of(element->value, "name"), "โครงการใหม่");
    EXPECT_EQ(workspace->accept_import(id, tag_of(id), {}).error().type, "not_in_review");
    EXPECT_EQ(workspace->discard_import(id).error().type, "not_in_review");
}

TEST_F(WorkspaceTest, what_was_corrected_outlives_another_reading) {
    const std::string id = import_document();
    const auto before = workspace->import_element(id, "project-1");
    ASSERT_TRUE(workspace->change_import_element(id, "project-1", before->tag,
                                                 patch(R"({"name":"โครงการใหม่"})")));
    const auto again = workspace->set_hints(
        id, patch(R"({"hints":[{"kind":"heading","printed":"เมืองสะอาด","means":"general"}]})"));
    ASSERT_TRUE(again);
    EXPECT_EQ(text_of(workspace->import_element(id, "project-1")->value, "name"), "โครงการใหม่");
    EXPECT_EQ(again->value.find("hints")->as_array()->size(), 1u);
    EXPECT_EQ(workspace->set_hints(id, patch(R"({"hints":[{"kind":"x"}]})")).error().type,
              "bad_hints");
}

TEST_F(WorkspaceTest, a_second_document_of_the_year_is_a_plan_of_its_own) {
    const std::string first = accept();
    const std::string second = accept();
    EXPECT_EQ(second, first + "-2");
    EXPECT_EQ(workspace->plans("office")->find("items")->as_array()->size(), 2u);
}

TEST_F(WorkspaceTest, an_edit_is_a_version_and_has_its_findings) {
    const std::string plan = accept();
    const auto checked = workspace->findings(plan);
    ASSERT_TRUE(checked);
    const Value* clean = &checked->value;
    const auto before = workspace->element(plan, "project-1");
    ASSERT_TRUE(before);
    EXPECT_EQ(text_of(before->value, "budget"), "100000.00");
    const auto changed = workspace->change_element(plan, "project-1", before->tag,
                                                   patch(R"({"budget":"110000.00"})"));
    ASSERT_TRUE(changed);
    EXPECT_EQ(*changed->value.find("number")->as_integer(), 2);
    EXPECT_EQ(changed->tag, workspace->element(plan, "project-1")->tag);
    EXPECT_EQ(told, 1);
    // The document prints a total of 150,000; the rows now make 160,000.
    const auto findings = workspace->findings(plan);
    ASSERT_TRUE(findings);
    EXPECT_GT(findings->value.find("findings")->as_array()->size(),
              clean->find("findings")->as_array()->size());
    // The same again changes nothing and makes no version.
    const auto same = workspace->change_element(plan, "project-1", changed->tag,
                                                patch(R"({"budget":"110000.00"})"));
    ASSERT_TRUE(same);
    EXPECT_EQ(*same->value.find("number")->as_integer(), 2);
}

TEST_F(WorkspaceTest, two_people_on_two_elements_both_land) {
    const std::string plan = accept();
    const auto one = workspace->element(plan, "project-1");
    const auto two = workspace->element(plan, "project-2");
    ASSERT_TRUE(
        workspace->change_element(plan, "project-1", one->tag, patch(R"({"budget":"1.00"})")));
    ASSERT_TRUE(
        workspace->change_element(plan, "project-2", two->tag, patch(R"({"budget":"2.00"})")));
    EXPECT_EQ(budget_of(plan, "project-1"), "1.00");
    EXPECT_EQ(budget_of(plan, "project-2"), "2.00");
}

TEST_F(WorkspaceTest, two_people_on_one_element_the_second_sees_both) {
    const std::string plan = accept();
    const auto seen = workspace->element(plan, "project-1");
    ASSERT_TRUE(
        workspace->change_element(plan, "project-1", seen->tag, patch(R"({"budget":"1.00"})")));
    const auto second =
        workspace->change_element(plan, "project-1", seen->tag, patch(R"({"budget":"2.00"})"));
    ASSERT_FALSE(second);
    const Refusal& refusal = second.error();
    EXPECT_EQ(refusal.kind, RefusalKind::stale);
    const Value members{refusal.members};
    EXPECT_EQ(text_of(*members.find("current"), "budget"), "1.00");
    EXPECT_EQ(text_of(*members.find("base"), "budget"), "100000.00");
    EXPECT_EQ(*members.find("conflicts"), patch(R"(["budget"])"));
    const auto merged = workspace->change_element(
        plan, "project-1", text_of(members, "current_etag"), patch(R"({"budget":"2.00"})"));
    EXPECT_TRUE(merged);
}

TEST_F(WorkspaceTest, an_element_is_added_with_an_id_of_its_own) {
    const std::string plan = accept();
    const auto added = workspace->add_element(
        plan, patch(R"({"kind":"project","element":{"name":"โครงการล้างท่อ","budget":"70000.00"}})"));
    ASSERT_TRUE(added);
    const std::string id = text_of(*added->value.find("element"), "id");
    EXPECT_TRUE(id.starts_with("project-"));
    EXPECT_EQ(budget_of(plan, id), "70000.00");
    EXPECT_EQ(workspace->element(plan, id)->tag, added->tag);
    const auto step = workspace->add_element(plan, patch(R"({"kind":"schedule","element":{}})"));
    ASSERT_TRUE(step);
    const std::string schedule = text_of(*step->value.find("element"), "id");
    const std::string body = R"({"kind":"step","owner":")" + schedule +
                             R"(","element":{"text":"สำรวจ","weight":"100"}})";
    EXPECT_TRUE(workspace->add_element(plan, patch(body.c_str())));
}

TEST_F(WorkspaceTest, what_has_no_place_is_not_added) {
    const std::string plan = accept();
    const auto refusal = [&](const char* json) {
        const auto added = workspace->add_element(plan, patch(json));
        return added ? std::string("added") : added.error().type;
    };
    EXPECT_EQ(refusal(R"({"kind":"claim","element":{}})"), "bad_addition");
    EXPECT_EQ(refusal(R"({"kind":"step","element":{"text":"สำรวจ"}})"), "bad_addition");
    EXPECT_EQ(refusal(R"({"kind":"step","owner":"schedule-9","element":{"text":"สำรวจ"}})"),
              "not_found");
    EXPECT_EQ(refusal(R"({"kind":"project","element":{"id":"project-1","name":"ซ้ำ"}})"),
              "not_a_plan");
    EXPECT_EQ(refusal(R"({"kind":"project"})"), "bad_addition");
    EXPECT_EQ(*workspace->plan(plan)->value.find("number")->as_integer(), 1);
}

TEST_F(WorkspaceTest, a_removed_element_leaves_its_title_where_it_was_named) {
    const std::string plan = accept();
    const auto seen = workspace->element(plan, "project-1");
    EXPECT_EQ(workspace->remove_element(plan, "project-1", "an older tag").error().type,
              "stale_element");
    ASSERT_TRUE(workspace->remove_element(plan, "project-1", seen->tag));
    EXPECT_EQ(workspace->element(plan, "project-1").error().kind, RefusalKind::not_found);
    const auto mission = workspace->element(plan, "mission-1");
    ASSERT_TRUE(mission);
    const base::Array& projects = *mission->value.find("projects")->as_array();
    ASSERT_EQ(projects.size(), 2u);
    EXPECT_EQ(text_of(projects[0], "unresolved"), "โครงการขุดลอกคลอง");
    EXPECT_EQ(*projects[1].as_string(), "project-2");
    ASSERT_TRUE(workspace->undo(plan, workspace->plan(plan)->tag));
    EXPECT_EQ(workspace->element(plan, "project-1")->tag, seen->tag);
    EXPECT_EQ(workspace->remove_element(plan, "project-9", "any").error().kind,
              RefusalKind::not_found);
}

TEST_F(WorkspaceTest, undo_and_redo_walk_over_the_edits) {
    const std::string plan = accept();
    const auto edit = [&](const char* json) {
        const auto seen = workspace->element(plan, "project-1");
        EXPECT_TRUE(workspace->change_element(plan, "project-1", seen->tag, patch(json)));
    };
    const auto head = [&] { return workspace->plan(plan)->tag; };
    EXPECT_EQ(workspace->undo(plan, head()).error().type, "nothing_to_undo");
    edit(R"({"budget":"1.00"})");
    edit(R"({"budget":"2.00"})");
    EXPECT_EQ(workspace->redo(plan, head()).error().type, "nothing_to_redo");
    ASSERT_TRUE(workspace->undo(plan, head()));
    EXPECT_EQ(budget_of(plan, "project-1"), "1.00");
    ASSERT_TRUE(workspace->undo(plan, head()));
    EXPECT_EQ(budget_of(plan, "project-1"), "100000.00");
    EXPECT_EQ(workspace->undo(plan, head()).error().type, "nothing_to_undo");
    ASSERT_TRUE(workspace->redo(plan, head()));
    EXPECT_EQ(budget_of(plan, "project-1"), "1.00");
    ASSERT_TRUE(workspace->redo(plan, head()));
    EXPECT_EQ(budget_of(plan, "project-1"), "2.00");
    EXPECT_EQ(workspace->redo(plan, head()).error().type, "nothing_to_redo");
    EXPECT_EQ(workspace->undo(plan, "an older version").error().type, "stale_plan");
    // The import, two edits, two steps back, two forth.
    std::int64_t next = 0;
    const auto versions = workspace->versions(plan, {3, 0}, next);
    ASSERT_TRUE(versions);
    EXPECT_EQ(versions->find("items")->as_array()->size(), 3u);
    EXPECT_EQ(next, 5);
    EXPECT_EQ(workspace->versions(plan, {50, next}, next)->find("items")->as_array()->size(), 4u);
    EXPECT_EQ(next, 0);
}

TEST_F(WorkspaceTest, what_is_no_plan_is_refused_with_its_place) {
    const std::string plan = accept();
    const auto seen = workspace->element(plan, "project-1");
    const auto refused =
        workspace->change_element(plan, "project-1", seen->tag, patch(R"({"budget":"many"})"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().type, "not_a_plan");
    EXPECT_EQ(refused.error().members.front().second.as_array()->size(), 1u);
    EXPECT_EQ(workspace->change_element(plan, "project-1", seen->tag, patch(R"({"id":"x"})"))
                  .error()
                  .type,
              "fixed_member");
    EXPECT_EQ(workspace->change_element(plan, "project-1", seen->tag, patch("[]")).error().type,
              "not_an_object");
    EXPECT_EQ(workspace->change_element(plan, "nothing", seen->tag, patch("{}")).error().type,
              "not_found");
    const auto own = workspace->element(plan, plan);
    ASSERT_TRUE(own);
    EXPECT_EQ(text_of(own->value, "vision"), "เมืองสะอาด");
    EXPECT_EQ(
        workspace->change_element(plan, plan, own->tag, patch(R"({"projects":[]})")).error().type,
        "fixed_member");
    EXPECT_TRUE(workspace->change_element(plan, plan, own->tag, patch(R"({"vision":"ใหม่"})")));
}

TEST_F(WorkspaceTest, versions_are_compared) {
    const std::string plan = accept();
    const auto seen = workspace->element(plan, "project-1");
    ASSERT_TRUE(
        workspace->change_element(plan, "project-1", seen->tag, patch(R"({"budget":"1.00"})")));
    const auto compared = workspace->compare(plan, 1, 2);
    ASSERT_TRUE(compared);
    EXPECT_EQ(compared->find("changes")->as_array()->size(), 1u);
    EXPECT_FALSE(workspace->compare(plan, 1, 9));
}

TEST_F(WorkspaceTest, a_finding_is_accepted_with_a_reason) {
    const std::string plan = accept();
    const auto findings = workspace->findings(plan);
    ASSERT_TRUE(findings);
    const auto& list = *findings->value.find("findings")->as_array();
    ASSERT_FALSE(list.empty());
    const std::string key = text_of(list.front(), "key");
    const std::string& seen = findings->tag;
    EXPECT_EQ(workspace->accept_finding(plan, key, seen, {}).error().type, "reason_missing");
    const auto after = workspace->accept_finding(plan, key, seen, patch(R"({"reason":"รู้แล้ว"})"));
    ASSERT_TRUE(after);
    EXPECT_LT(after->value.find("findings")->as_array()->size(), list.size());
    EXPECT_FALSE(after->value.find("accepted")->as_array()->empty());
    EXPECT_EQ(after->tag, workspace->findings(plan)->tag);
    EXPECT_EQ(workspace->accept_finding(plan, key, seen, patch(R"({"reason":"x"})")).error().kind,
              RefusalKind::not_found);
}

TEST_F(WorkspaceTest, a_finding_is_accepted_only_while_its_element_is_as_it_was_seen) {
    const std::string plan = accept();
    const auto change = [&](const char* id, const char* to) {
        const auto element = workspace->element(plan, id);
        EXPECT_TRUE(workspace->change_element(plan, id, element->tag, patch(to)));
    };
    change("project-1", R"({"name":"โครงการขุดลอกคลอง ,คู"})");
    const auto seen = workspace->findings(plan);
    std::string key;
    for (const Value& finding : *seen->value.find("findings")->as_array()) {
        if (text_of(finding, "rule") == "format.space_before_mark") key = text_of(finding, "key");
    }
    ASSERT_NE(key, "");
    EXPECT_EQ(workspace->mend_finding(plan, key, std::string(64, '0')).error().type, "stale_plan");
    change("project-1", R"({"budget":"7.00"})");
    EXPECT_EQ(workspace->mend_finding(plan, key, seen->tag).error().type, "stale_plan");
    const auto again = workspace->findings(plan);
    change("project-2", R"({"budget":"8.00"})");
    ASSERT_TRUE(workspace->mend_finding(plan, key, again->tag));
    EXPECT_EQ(text_of(workspace->element(plan, "project-1")->value, "name"), "โครงการขุดลอกคลอง,คู");
}

TEST_F(WorkspaceTest, what_is_sent_again_with_its_key_happens_once) {
    const std::string id = import_document();
    const Once accepting{"key-1", "accept"};
    const auto accepted = workspace->accept_import(id, "1", {}, accepting);
    ASSERT_TRUE(accepted);
    EXPECT_EQ(*workspace->accept_import(id, "1", {}, accepting), *accepted);
    const std::string plan = text_of(*accepted, "plan");
    const Value body = patch(R"({"kind":"project","element":{"name":"โครงการล้างท่อ"}})");
    const auto added = workspace->add_element(plan, body, {"key-2", "add"});
    ASSERT_TRUE(added);
    const auto again = workspace->add_element(plan, body, {"key-2", "add"});
    ASSERT_TRUE(again);
    EXPECT_EQ(again->value, added->value);
    EXPECT_EQ(workspace->add_element(plan, body, {"key-2", "other"}).error().type, "key_reused");
    const std::string version = workspace->plan(plan)->tag;
    const auto undone = workspace->undo(plan, version, {"key-3", "undo"});
    ASSERT_TRUE(undone);
    EXPECT_EQ(text_of(*undone, "action"), "undo");
    EXPECT_EQ(text_of(*undone, "reason"), "");
    EXPECT_EQ(*workspace->undo(plan, version, {"key-3", "undo"}), *undone);
    // One import, one addition, one undo.
    EXPECT_EQ(*workspace->plan(plan)->value.find("number")->as_integer(), 3);
    EXPECT_EQ(workspace->plans("office")->find("items")->as_array()->size(), 1u);
    const auto job = workspace->upload("office", "a.txt", kDocument, {"key-4", "upload"});
    ASSERT_TRUE(job);
    const auto same = workspace->upload("office", "a.txt", kDocument, {"key-4", "upload"});
    ASSERT_TRUE(same);
    EXPECT_EQ(text_of(*same, "id"), text_of(*job, "id"));
}

TEST_F(WorkspaceTest, an_import_is_accepted_as_it_was_seen) {
    const std::string id = import_document();
    const auto before = workspace->import_element(id, "project-1");
    ASSERT_TRUE(
        workspace->change_import_element(id, "project-1", before->tag, patch(R"({"name":"ก"})")));
    EXPECT_EQ(workspace->accept_import(id, "1", {}).error().type, "stale_import");
    EXPECT_TRUE(workspace->accept_import(id, tag_of(id), {}));
}

TEST_F(WorkspaceTest, a_job_that_an_earlier_run_left_is_done) {
    const auto waits = [&](const std::string& id, int tries) {
        store::ImportJob job;
        job.id = id;
        job.file_name = "แผน.txt";
        job.sha256 = *files->put(kDocument);
        EXPECT_TRUE(store->add_job({"office", "office", 1}, job));
        for (int n = 0; n < tries; ++n) EXPECT_TRUE(store->begin_job(id));
    };
    waits("job-left", 2);
    waits("job-deadly", 3);
    ASSERT_TRUE(workspace->resume_jobs());
    EXPECT_EQ(text_of(*workspace->job("job-deadly"), "status"), "failed");
    while (text_of(*workspace->job("job-left"), "status") != "done") std::this_thread::yield();
    const std::string import = text_of(*workspace->job("job-left"), "import");
    EXPECT_EQ(store->job("job-left")->import, import);
    EXPECT_EQ(text_of(workspace->import(import)->value, "file_name"), "แผน.txt");
    EXPECT_EQ(workspace->imports("office")->find("items")->as_array()->size(), 1u);
    EXPECT_EQ(workspace->job("job-none").error().kind, RefusalKind::not_found);
}

TEST_F(WorkspaceTest, a_paragraph_is_taken_as_prose) {
    const auto id =
        workspace->import_now("office", "a.txt", std::string(kDocument) + "\nข้อความที่ไม่มีใครเข้าใจ\n");
    ASSERT_TRUE(id);
    const auto read = workspace->import(*id);
    ASSERT_TRUE(read);
    const Value* import = &read->value;
    const std::size_t last = import->find("blocks")->as_array()->size() - 1;
    const auto block = *import->find("blocks")->as_array()->at(last).find("block")->as_integer();
    const std::size_t before =
        import->find("plan_content")->find("narratives") == nullptr
            ? 0
            : import->find("plan_content")->find("narratives")->as_array()->size();
    const auto taken = workspace->add_narrative(*id, Value(base::Object{{"block", Value(block)}}));
    ASSERT_TRUE(taken);
    const auto& narratives = *taken->value.find("plan_content")->find("narratives")->as_array();
    EXPECT_EQ(narratives.size(), before + 1);
    EXPECT_EQ(text_of(narratives.back(), "text"), "ข้อความที่ไม่มีใครเข้าใจ");
    EXPECT_EQ(workspace->add_narrative(*id, Value(base::Object{})).error().type, "no_such_block");
}

TEST_F(WorkspaceTest, what_cannot_be_read_fails_its_job_with_the_reason) {
    EXPECT_EQ(workspace->upload("office", "", "x").error().type, "no_file");
    EXPECT_EQ(workspace->upload("nobody", "a.txt", "x").error().kind, RefusalKind::not_found);
    EXPECT_EQ(
        workspace->import_now("office", "a.bin", std::string("\xff\xfe\x00\x01", 4)).error().type,
        "unreadable_document");
    EXPECT_EQ(workspace->imports("office")->find("items")->as_array()->size(), 0u);
}

TEST_F(WorkspaceTest, the_rule_of_a_finding_explains_itself) {
    const auto rule = Workspace::rule("budget.total_differs");
    ASSERT_TRUE(rule);
    EXPECT_EQ(text_of(*rule, "severity"), "error");
    EXPECT_FALSE(Workspace::rule("no.rule"));
}

}  // namespace
}  // namespace phaen::app
