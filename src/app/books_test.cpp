// Templates of an agency, books by them, and printed ones verified.
#include "phaen/app/books.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "phaen/book/template.h"
#include "phaen/plan/io.h"
#include "phaen/plan/scheme.h"
#include "phaen/plan/shipped_schemes.h"
#include "phaen/store/database.h"

namespace phaen::app {
namespace {

using base::Object;
using base::Result;
using base::Value;

constexpr std::string_view kPlan = "iao-2565";

std::string example_plan() {
    std::ifstream in(PHAEN_SOURCE_DIR "/examples/office/plan.toml", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string text_in(const Value& value, std::string_view name) {
    return *value.find(name)->as_string();
}

Value body_of(std::string text) { return Value(Object{{"text", Value(std::move(text))}}); }

class BooksTest : public testing::Test {
  protected:
    BooksTest() {
        folder = std::filesystem::temp_directory_path() /
                 ("phaen-books-test-" + std::to_string(getpid()));
        std::filesystem::create_directories(folder);
        database = std::move(*store::Database::open(
            *store::DatabaseUrl::parse("sqlite:" + (folder / "phaen.db").string())));
        plans = store::PlanStore::on(*database);
        facts = std::make_unique<store::YearStore>(*database);
        files = std::make_unique<store::Files>(folder / "files");
        WorkspaceOptions options;
        options.now = [this] { return ++clock; };
        options.new_id = [] { return "id"; };
        options.publish = [](const std::string&, const std::string&, const Value&) {};
        options.make_book = [this](const plan::Plan&, const plan::Scheme*, const std::string& book,
                                   const std::string& format,
                                   const std::string& text) -> Result<std::string, std::string> {
            printed_by = text;
            return book + " as " + format;
        };
        workspace = std::make_unique<Workspace>(*plans, *files, std::move(options));
        YearOptions year_options;
        year_options.now = [this] { return ++clock; };
        year_options.new_id = [] { return "id"; };
        year = std::make_unique<Year>(*workspace, *facts, *files, std::move(year_options));
        BooksOptions book_options;
        book_options.now = [this] { return ++clock; };
        book_options.check_book = [this](std::string_view, const document::PdfReadLimits&,
                                         const PlanOfVersion& find,
                                         const ReportAgain&) -> Result<BookCheck, BothTexts> {
            compared = plan::version_of(*find(file.version));
            return file;
        };
        books = std::make_unique<Books>(*workspace, *year, *facts, std::move(book_options));
        EXPECT_TRUE(
            plans->put_agency({"office", "office", ++clock}, {"office", "สำนักงาน", "Office"}));
        EXPECT_TRUE(workspace->add_plan("office", *plan::parse_plan_toml(example_plan())));
        officer.account = "officer";
        officer.duties = {{Role::planning_officer, "office", "", 0, "", "", 0, 1'000'000}};
    }
    ~BooksTest() override {
        books.reset();
        year.reset();
        workspace.reset();
        plans.reset();
        facts.reset();
        database.reset();
        std::filesystem::remove_all(folder);
    }
    By by() { return {officer, 10, {}}; }
    std::string print(TemplateChoice choice) {
        const auto made = books->book(kPlan, "plan", "html", choice, {}, by());
        return made ? printed_by : made.error().type;
    }

    std::filesystem::path folder;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::PlanStore> plans;
    std::unique_ptr<store::YearStore> facts;
    std::unique_ptr<store::Files> files;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<Year> year;
    std::unique_ptr<Books> books;
    Actor officer;
    BookCheck file;
    std::string printed_by;
    std::string compared;
    store::Instant clock = 0;
};

TEST_F(BooksTest, an_agency_has_a_template_of_its_own_until_it_goes_back) {
    const auto before = books->read_template("office", "annual-plan");
    ASSERT_TRUE(before);
    const std::string shipped = text_in(before->value, "text");
    EXPECT_EQ(shipped, book::shipped_template_bytes("annual-plan"));
    std::string own = shipped;
    own.replace(own.find("วิสัยทัศน์"), std::string("วิสัยทัศน์").size(), "วิสัยทัศน์ของเรา");
    const auto kept = books->put_template("office", "annual-plan", before->tag, body_of(own), by());
    ASSERT_TRUE(kept);
    EXPECT_EQ(text_in(kept->value, "text"), own);
    EXPECT_EQ(text_in(kept->value, "shipped"), shipped);
    EXPECT_EQ(print(TemplateChoice::agency), own);
    EXPECT_EQ(print(TemplateChoice::shipped), "") << "the shipped one";
    EXPECT_EQ(text_in(books->read_template("elsewhere", "annual-plan")->value, "text"), shipped);

    const auto late = books->put_template("office", "annual-plan", before->tag, body_of(own), by());
    EXPECT_EQ(late.error().type, "stale_template");
    const auto reset = books->reset_template("office", "annual-plan", kept->tag, by());
    ASSERT_TRUE(reset);
    EXPECT_EQ(reset->tag, before->tag);
    EXPECT_EQ(print(TemplateChoice::agency), "");
}

TEST_F(BooksTest, a_template_is_refused_with_each_error_at_its_line) {
    const std::string bad =
        "schema = \"phaen.template/1\"\n"  // 1
        "id = \"ours\"\n"                  // 2
        "book = \"annual-plan\"\n"         // 3
        "[words]\n"                        // 4
        "no_such_word = \"x\"\n"           // 5
        "[[blocks]]\n"                     // 6
        "part = \"no-such-part\"\n";       // 7
    const auto checked = Books::check_template("annual-plan", body_of(bad));
    ASSERT_TRUE(checked);
    const base::Array& errors = *checked->find("errors")->as_array();
    ASSERT_EQ(errors.size(), 2u);
    EXPECT_EQ(*errors[0].find("line"), Value(5));
    EXPECT_EQ(*errors[1].find("line"), Value(7));
    const std::string tag = books->read_template("office", "annual-plan")->tag;
    const auto put = books->put_template("office", "annual-plan", tag, body_of(bad), by());
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().type, "bad_template");
    EXPECT_EQ(books->read_template("office", "annual-plan")->tag, tag);
    // Of another book it is a template, but not this one's.
    const std::string other(book::shipped_template_bytes("agreement"));
    EXPECT_EQ(books->put_template("office", "annual-plan", tag, body_of(other), by()).error().type,
              "bad_template");
    EXPECT_EQ(books->put_template("office", "nothing", tag, body_of(other), by()).error().kind,
              RefusalKind::not_found);
    EXPECT_FALSE(Books::check_template("annual-plan", body_of(std::string(2u << 20, ' '))));
}

TEST_F(BooksTest, words_of_reports_are_a_template_too) {
    EXPECT_EQ(
        Books::check_template("reports", body_of("schema = \"phaen.report-words/1\"\n[words]\n"
                                                 "total = \"รวมยอด\"\n"))
            ->find("errors")
            ->as_array()
            ->size(),
        0u);
    const auto bad = Books::check_template(
        "reports", body_of("schema = \"phaen.report-words/1\"\n[words]\nnothing = \"x\"\n"));
    EXPECT_EQ(*bad->find("errors")->as_array()->front().find("line"), Value(3));
}

TEST_F(BooksTest, a_preview_may_be_by_a_template_that_is_not_kept) {
    const std::string text(book::shipped_template_bytes("agreement"));
    const auto seen = books->preview(
        kPlan, Value(Object{{"book", Value("agreement")}, {"text", Value(text)}}), {}, by());
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->bytes, "agreement as html");
    EXPECT_EQ(printed_by, text);
    const auto bad = books->preview(
        kPlan, Value(Object{{"book", Value("agreement")}, {"text", Value("x")}}), {}, by());
    EXPECT_EQ(bad.error().type, "bad_template");
    EXPECT_EQ(
        books->preview(kPlan, Value(Object{{"book", Value("nothing")}}), {}, by()).error().kind,
        RefusalKind::invalid);
}

TEST_F(BooksTest, a_pdf_is_compared_with_the_version_that_it_names) {
    const auto first = *workspace->current(kPlan);
    const auto element = *workspace->element(kPlan, "project-1");
    ASSERT_TRUE(workspace->change_element(kPlan, "project-1", element.tag,
                                          Value(Object{{"name", Value("อีกชื่อ")}})));
    file.version = first.version;
    file.template_text = book::shipped_template_bytes("annual-plan");
    file.scheme_text = plan::to_toml(*plan::find_shipped_scheme(first.plan->scheme));
    const auto same = books->verify(kPlan, "%PDF");
    ASSERT_TRUE(same);
    EXPECT_EQ(compared, first.version);
    EXPECT_EQ(base::to_compact_json(*same),
              R"({"result":"same","pages":0,"version":")" + first.version +
                  R"(","number":1,"newest":2,"page":null,"block":null,"attachment":null,)"
                  R"("others":false,"other_program":null,"other_fonts":false,"strange":[]})");
    // Of no version of this plan: beside the newest one.
    file.version = std::string(64, '0');
    file.template_text += "# not ours\n";
    file.has_corrections = true;
    file.is_changed = true;
    file.difference.page = 3;
    file.difference.section = 2;
    file.difference.block = 14;
    file.difference.element = "project-1";
    file.difference.field = "/name";
    const auto other = books->verify(kPlan, "%PDF");
    EXPECT_NE(compared, first.version);
    EXPECT_EQ(*other->find("number"), Value());
    EXPECT_EQ(*other->find("page"), Value(3));
    EXPECT_EQ(base::to_compact_json(*other->find("block")),
              R"({"section":2,"block":14,"element":"project-1","field":"/name"})");
    EXPECT_EQ(base::to_compact_json(*other->find("strange")), R"(["template","corrections"])");
}

}  // namespace
}  // namespace phaen::app
