#include "phaen/report/report.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "phaen/base/calendar.h"
#include "phaen/document/write_error.h"
#include "phaen/document/write_html.h"
#include "phaen/facts/io.h"
#include "phaen/plan/io.h"
#include "phaen/plan/shipped_schemes.h"
#include "phaen/report/quarters.h"
#include "phaen/report/record.h"

namespace phaen::report {
namespace {

std::string file(const std::string& name) {
    std::ifstream in(std::string(PHAEN_SOURCE_DIR) + "/examples/office/" + name);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// All text of the document, a paragraph or cell a line, the cells of a row parted by tabs.
std::string text_of(const document::ComposedDocument& document) {
    std::string text;
    const auto paragraph = [&](const document::ComposedParagraph& one) {
        for (const document::Run& run : one.runs) text += run.text;
    };
    for (const document::ComposedSection& section : document.sections) {
        for (const document::ComposedBlock& block : section.blocks) {
            paragraph(block.paragraph);
            text += block.drawing.description;
            for (const document::Shape& shape : block.drawing.shapes) text += ' ' + shape.text;
            for (const document::ComposedRow& row : block.table.rows) {
                for (const document::ComposedCell& cell : row.cells) {
                    for (const document::ComposedParagraph& one : cell.paragraphs) paragraph(one);
                    text += '\t';
                }
                text += '\n';
            }
            text += '\n';
        }
    }
    return text;
}

std::vector<document::Drawing> drawings_of(const document::ComposedDocument& document) {
    std::vector<document::Drawing> found;
    for (const document::ComposedSection& section : document.sections) {
        for (const document::ComposedBlock& block : section.blocks) {
            if (block.kind == document::ComposedBlock::Kind::drawing)
                found.push_back(block.drawing);
        }
    }
    return found;
}

class Report : public testing::Test {
  protected:
    Report()
        : plan_(*plan::parse_plan_toml(file("plan.toml"))),
          log_(*facts::read_facts(file("facts.jsonl"))) {}

    document::ComposedDocument at(ReportKind kind, std::string_view day) {
        return compose_report(
            kind,
            {&plan_, plan::find_shipped_scheme(plan_.scheme), &log_,
             dataset::shipped_dictionaries()},
            {*base::parse_iso(day), *base::Instant::parse("2030-01-01T00:00:00Z")},
            shipped_words());
    }

    plan::Plan plan_;
    facts::FactLog log_;
};

TEST_F(Report, EveryKindCanBeWrittenOnEveryMonthEnd) {
    for (const ReportKind kind :
         {ReportKind::progress, ReportKind::budget, ReportKind::self_assessment,
          ReportKind::evaluation, ReportKind::results, ReportKind::meetings, ReportKind::evidence,
          ReportKind::timeline}) {
        for (const std::string_view day :
             {"2021-10-31", "2021-12-31", "2022-02-28", "2022-03-31", "2022-06-30", "2022-09-30"}) {
            const auto document = at(kind, day);
            EXPECT_FALSE(document::find_defect(document)) << day;
            EXPECT_EQ(document, at(kind, day));
            // No word of the template is missing, no placeholder is left.
            EXPECT_EQ(text_of(document).find('{'), std::string::npos);
        }
    }
}

TEST_F(Report, TheYearsScoreIsTheOneWorkedOutByHand) {
    // Levels 5, 4, 5 on the weights 25, 20, 25 give 68 of 70 (office_score_test has the whole
    // year).
    const std::string text = text_of(at(ReportKind::evaluation, "2022-09-30"));
    EXPECT_NE(text.find("รวมองค์ประกอบที่ ๑\t๗๐\t\t๖๘\t"), std::string::npos) << text;
}

TEST_F(Report, WhatIsLateAndWhatWasNotReported) {
    plan_.schedules.resize(1);
    plan_.schedules[0].steps.resize(2);
    const base::YearMonth october = *base::YearMonth::parse("2021-10");
    for (plan::Step& step : plan_.schedules[0].steps) step.months = {{october, october}};
    log_ = facts::FactLog();
    const std::string text = text_of(at(ReportKind::progress, "2021-11-10"));
    // Both were due on 31 October.
    EXPECT_NE(text.find("ล่าช้า ๑๐ วัน"), std::string::npos);
    EXPECT_NE(text.find("ทุกขั้นตอนที่มีกำหนดในเดือนนี้มีรายงานแล้ว"), std::string::npos);
    const std::string before = text_of(at(ReportKind::progress, "2021-10-20"));
    EXPECT_NE(before.find("ขั้นตอนที่ครบกำหนดภายใน ๖๐ วัน"), std::string::npos);
    EXPECT_NE(before.find(plan_.schedules[0].steps[1].text + " ("), std::string::npos);
}

TEST_F(Report, MoneyAddsUp) {
    log_ = facts::FactLog();
    std::int64_t seq = 0;
    const auto post = [&](facts::PostingKind kind, std::string_view day, std::int64_t baht,
                          const std::string& project) {
        facts::Fact fact;
        fact.id = "f" + std::to_string(++seq);
        fact.seq = seq;
        fact.kind = facts::FactKind::posting;
        fact.plan = plan_.id;
        fact.when.on = *base::parse_iso(day);
        facts::Posting posting;
        posting.posting = kind;
        posting.amount = *base::Money::from_satang(baht * 100);
        posting.fiscal_year = plan_.fiscal_year;
        posting.project = project;
        fact.data = posting;
        ASSERT_TRUE(log_.append(fact));
    };
    for (plan::Project& project : plan_.projects) project.spending_plan.clear();
    plan::SpendingLine spending;
    spending.month = *base::YearMonth::parse("2021-11");
    spending.amount = *base::Money::from_satang(100'000'00);
    plan_.projects[0].spending_plan = {spending};
    post(facts::PostingKind::appropriation, "2021-10-01", 1'000'000, plan_.projects[0].id);
    post(facts::PostingKind::appropriation, "2021-10-01", 500'000, "");
    post(facts::PostingKind::disbursement, "2021-10-20", 250'000, plan_.projects[0].id);
    post(facts::PostingKind::disbursement, "2021-11-20", 125'000, "");
    const std::string text = text_of(at(ReportKind::budget, "2021-11-30"));
    EXPECT_NE(text.find(plan_.projects[0].name + "\t๑,๐๐๐,๐๐๐\t๐\t๒๕๐,๐๐๐\t๗๕๐,๐๐๐\t๒๕\t"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("ไม่ระบุโครงการ\t๕๐๐,๐๐๐\t๐\t๑๒๕,๐๐๐\t๓๗๕,๐๐๐\t๒๕\t"), std::string::npos)
        << text;
    EXPECT_NE(text.find("รวม\t๑,๕๐๐,๐๐๐\t๐\t๓๗๕,๐๐๐\t๑,๑๒๕,๐๐๐\t๒๕\t"), std::string::npos) << text;
    EXPECT_NE(text.find("พฤศจิกายน ๒๕๖๔\t๑๐๐,๐๐๐\t๑๒๕,๐๐๐\t๓๗๕,๐๐๐\t๒๕\t"), std::string::npos)
        << text;
    const auto page = document::write_html(at(ReportKind::budget, "2021-11-30"));
    ASSERT_TRUE(page);
    EXPECT_NE(page->find("<title>การเบิกจ่ายรายเดือน</title><desc>ต.ค. "), std::string::npos);
    // The same figures are drawn: of 1,500,000, a fifteenth was planned and a quarter is spent.
    const auto drawn = drawings_of(at(ReportKind::budget, "2021-11-30"));
    ASSERT_EQ(drawn.size(), 1U);
    EXPECT_NE(drawn[0].description.find("พ.ย. ๓๗๕,๐๐๐ / ๑๐๐,๐๐๐"), std::string::npos)
        << drawn[0].description;
    std::vector<int> heights;
    for (const document::Shape& shape : drawn[0].shapes) {
        if (shape.kind == document::Shape::Kind::rectangle) heights.push_back(shape.height);
    }
    // After the two of the key: October with 250,000 of 1,500,000, then November; 5,000 are all.
    EXPECT_EQ(heights, (std::vector<int>{420, 420, 0, 833, 333, 1250}));
}

TEST_F(Report, WhatAQueryCannotDoAndWhichJudgementWasUsedAreSaid) {
    plan_.indicators.resize(1);
    plan::Indicator& indicator = plan_.indicators[0];
    indicator.sub_indicators.clear();
    for (auto& [name, query] : indicator.queries) query.of = "nowhere";
    indicator.scoring_criteria.resize(1);
    indicator.scoring_criteria[0].level = 1;
    indicator.scoring_criteria[0].thresholds.clear();
    indicator.scoring_criteria[0].requires_evidence.clear();
    log_ = facts::FactLog();
    for (const auto& [id, level] : {std::pair("f1", 1), std::pair("f2", 0)}) {
        facts::Assessment said;
        said.assessed_by = level == 1 ? facts::AssessedBy::evaluator : facts::AssessedBy::self;
        said.level = level;
        said.reason = "เพราะ";
        facts::Fact fact;
        fact.id = id;
        fact.seq = static_cast<std::int64_t>(log_.size()) + 1;
        fact.kind = facts::FactKind::assessment;
        fact.plan = plan_.id;
        fact.element = indicator.id;
        fact.when.on = *base::parse_iso("2022-03-31");
        fact.data = std::move(said);
        ASSERT_TRUE(log_.append(fact));
    }
    const std::string text = text_of(at(ReportKind::self_assessment, "2022-09-30"));
    EXPECT_NE(text.find("คำนวณไม่ได้: nowhere: ไม่รู้จักแหล่งข้อมูลนี้"), std::string::npos) << text;
    EXPECT_NE(text.find("ผู้ประเมิน: ระดับ ๑ เพราะ (ใช้คิดคะแนน)"), std::string::npos) << text;
    EXPECT_NE(text.find("ประเมินตนเอง: ระดับ ๐ เพราะ"), std::string::npos) << text;
    EXPECT_EQ(text.find("ประเมินตนเอง: ระดับ ๐ เพราะ (ใช้"), std::string::npos) << text;
}

// The enterprises of the shipped registry, whose contact and telephone are personal.
TEST_F(Report, PersonalFieldsArePrintedOfThoseWhoAreHandedIn) {
    const auto words = read_words(
        "schema = \"phaen.report-words/1\"\n[words]\nmeetings_dataset = \"enterprises\"\n"
        "meetings_date = \"promoted_on\"\nmeetings_name = \"product\"\n");
    ASSERT_TRUE(words);
    log_ = facts::FactLog();
    for (const char* id : {"a", "b"}) {
        facts::Record record;
        record.dataset = "enterprises";
        record.version = 1;
        record.record = id;
        record.values = *base::parse_json(
            R"({"operator":"ร้าน","product":"ผ้า","channel":"ตลาด","channel_kind":"onsite",)"
            R"("brand":"sme","promoted_on":"2022-03-01","contact":{"person":")" +
            std::string(id) + R"("},"contact_phone":{"person":")" + id + R"("}})");
        facts::Fact fact;
        fact.id = id;
        fact.seq = static_cast<std::int64_t>(log_.size()) + 1;
        fact.kind = facts::FactKind::record;
        fact.plan = plan_.id;
        fact.when.on = *base::parse_iso("2022-03-01");
        fact.data = std::move(record);
        ASSERT_TRUE(log_.append(fact));
    }
    const query::WorldSources sources{&plan_, plan::find_shipped_scheme(plan_.scheme), &log_,
                                      dataset::shipped_dictionaries()};
    const facts::AsOf as_of{*base::parse_iso("2022-09-30"),
                            *base::Instant::parse("2030-01-01T00:00:00Z")};
    const auto made = [&](ReportKind kind, const Persons& persons) {
        return text_of(compose_report(kind, sources, as_of, *words, {}, persons));
    };
    EXPECT_EQ(persons_in(ReportKind::meetings, sources, as_of, *words),
              (std::set<std::string>{"a", "b"}));
    EXPECT_TRUE(persons_in(ReportKind::progress, sources, as_of, *words).empty());
    const std::string masked = made(ReportKind::meetings, {});
    EXPECT_NE(masked.find("ผ้า"), std::string::npos);
    EXPECT_EQ(masked.find("มีข้อมูลส่วนบุคคล"), std::string::npos);
    // Of b nothing is kept any more.
    const Persons known{{"a", *base::parse_json(R"({"contact":"สมศรี","contact_phone":"02"})")}};
    const std::string shown = made(ReportKind::meetings, known);
    EXPECT_NE(shown.find("สมศรี"), std::string::npos) << shown;
    EXPECT_EQ(shown.find("สมศรี"), shown.rfind("สมศรี"));
    EXPECT_NE(shown.find("มีข้อมูลส่วนบุคคล"), std::string::npos);
    EXPECT_EQ(shown.find("person"), std::string::npos);
    PrintedRecord record{ReportKind::meetings, as_of, {}, true};
    EXPECT_EQ(printed_record_from(to_json(record)), record);
}

TEST_F(Report, ACancelledProjectIsToldWithItsReasonAndNobodyIsAskedForItsSteps) {
    const std::string asked = "(" + plan_.projects.at(1).name + ")";
    ASSERT_EQ(plan_.projects[1].id, "project-2");
    log_ = facts::FactLog();
    const auto progress = [&] { return text_of(at(ReportKind::progress, "2022-04-15")); };
    EXPECT_NE(progress().find(asked), std::string::npos);
    facts::Event event;
    event.event = facts::EventKind::cancelled;
    event.reason = "ย้ายงบประมาณ";
    event.document = "กท ๑/๒๕๖๕";
    event.effect = "ตัวชี้วัดที่ ๒";
    facts::Fact fact;
    fact.id = "f1";
    fact.seq = 1;
    fact.kind = facts::FactKind::event;
    fact.plan = plan_.id;
    fact.element = "project-2";
    fact.when.on = *base::parse_iso("2022-03-01");
    fact.data = event;
    ASSERT_TRUE(log_.append(fact));
    EXPECT_EQ(progress().find(asked), std::string::npos);
    EXPECT_NE(progress().find("\tยกเลิก\t"), std::string::npos);
    const std::string text = text_of(at(ReportKind::results, "2022-04-15"));
    EXPECT_NE(text.find("ยกเลิก\t๑ มีนาคม ๒๕๖๕เหตุผล: ย้ายงบประมาณหนังสือเลขที่: กท ๑/๒๕๖๕"
                        "ผลกระทบ: ตัวชี้วัดที่ ๒\t"),
              std::string::npos)
        << text;
    EXPECT_NE(text_of(at(ReportKind::timeline, "2022-04-15")).find("ยกเลิก"), std::string::npos);
}

TEST_F(Report, ChartsAreDrawnUnlessTheAgencyLeavesThemOut) {
    const auto count = [&](ReportKind kind, const ReportWords& words) {
        return drawings_of(compose_report(kind,
                                          {&plan_, plan::find_shipped_scheme(plan_.scheme), &log_,
                                           dataset::shipped_dictionaries()},
                                          {*base::parse_iso("2022-03-31"),
                                           *base::Instant::parse("2030-01-01T00:00:00Z")},
                                          words))
            .size();
    };
    const auto none = read_words(
        "schema = \"phaen.report-words/1\"\n[charts]\nprogress = false\nmoney = "
        "false\nscores = false\n");
    ASSERT_TRUE(none);
    for (const ReportKind kind : {ReportKind::progress, ReportKind::budget,
                                  ReportKind::self_assessment, ReportKind::evaluation}) {
        EXPECT_GE(count(kind, shipped_words()), 1U);
        EXPECT_EQ(count(kind, *none), 0U);
    }
    EXPECT_FALSE(read_words("schema = \"phaen.report-words/1\"\n[charts]\nnothing = true\n"));
    EXPECT_FALSE(read_words("schema = \"phaen.report-words/1\"\n[charts]\nmoney = \"no\"\n"));
}

TEST_F(Report, WhatProjectsCameTo) {
    log_ = facts::FactLog();
    std::int64_t seq = 0;
    const auto say = [&](facts::FactKind kind, std::string_view day, const std::string& element,
                         facts::FactData data) {
        facts::Fact fact;
        fact.id = "f" + std::to_string(++seq);
        fact.seq = seq;
        fact.kind = kind;
        fact.plan = plan_.id;
        fact.element = element;
        fact.when.on = *base::parse_iso(day);
        fact.data = std::move(data);
        ASSERT_TRUE(log_.append(fact));
    };
    const auto post = [&](facts::PostingKind kind, std::int64_t baht) {
        facts::Posting posting;
        posting.posting = kind;
        posting.amount = *base::Money::from_satang(baht * 100);
        posting.fiscal_year = plan_.fiscal_year;
        posting.project = "project-1";
        say(facts::FactKind::posting, "2021-11-01", "", posting);
    };
    const auto done = [](int percent) {
        facts::Progress progress;
        progress.percent = base::Percent(base::Decimal::from_integer(percent));
        return progress;
    };
    // Two steps of 60 and 40, both due in October: the first done, half of the second.
    plan::Schedule& schedule = plan_.schedules.at(3);
    ASSERT_EQ(schedule.project, plan::Ref::to("project-1"));
    schedule.steps.resize(2);
    const base::YearMonth october = *base::YearMonth::parse("2021-10");
    for (plan::Step& step : schedule.steps) step.months = {{october, october}};
    schedule.steps[0].weight = base::Weight(base::Decimal::from_integer(60));
    schedule.steps[1].weight = base::Weight(base::Decimal::from_integer(40));
    say(facts::FactKind::progress, "2021-11-01", schedule.steps[0].id, done(100));
    say(facts::FactKind::progress, "2021-11-02", schedule.steps[1].id, done(50));
    post(facts::PostingKind::appropriation, 1'500'000);
    post(facts::PostingKind::disbursement, 375'000);
    facts::Event postponed;
    postponed.event = facts::EventKind::postponed;
    postponed.reason = "น้ำท่วม";
    say(facts::FactKind::event, "2022-02-01", "project-1", postponed);
    facts::Event closed;
    closed.event = facts::EventKind::closed;
    closed.text = "ครบตามวัตถุประสงค์";
    closed.satisfaction = base::Percent(*base::Decimal::parse("92.5"));
    closed.lesson = "เริ่มให้เร็วขึ้น";
    say(facts::FactKind::event, "2022-09-20", "project-1", closed);
    const std::string text = text_of(at(ReportKind::results, "2022-09-30"));
    // 375,000 of 1,500,000 is 25 %; 60 % and half of 40 % are 80 %.
    EXPECT_NE(text.find(plan_.projects[0].name + "\t๑,๕๐๐,๐๐๐\t๓๗๕,๐๐๐\t๒๕\t๘๐\tสิ้นสุดแล้ว\t"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("เบิกจ่าย\t๓๗๕,๐๐๐ บาท (ร้อยละ ๒๕)\t"), std::string::npos) << text;
    EXPECT_NE(text.find("ความก้าวหน้า\tทำได้ร้อยละ ๘๐ จากแผนร้อยละ ๑๐๐\t"), std::string::npos) << text;
    EXPECT_NE(text.find("เลื่อน\t๑ กุมภาพันธ์ ๒๕๖๕เหตุผล: น้ำท่วม\t"), std::string::npos) << text;
    EXPECT_NE(text.find("สิ้นสุดแล้ว\t๒๐ กันยายน ๒๕๖๕ผลเทียบวัตถุประสงค์: ครบตามวัตถุประสงค์"
                        "ความพึงพอใจ: ร้อยละ ๙๒.๕บทเรียน: เริ่มให้เร็วขึ้น\t"),
              std::string::npos)
        << text;
    // The eighth needs no budget; nothing was told of it.
    EXPECT_NE(text.find(plan_.projects[7].name + "\tไม่ใช้งบประมาณ\t๐\t-\t-\t-\t"), std::string::npos)
        << text;
    // Before it was closed it was postponed, and before that nothing had befallen it.
    EXPECT_NE(text_of(at(ReportKind::results, "2022-09-19")).find("\t๒๕\t๘๐\tเลื่อน\t"),
              std::string::npos);
    EXPECT_NE(text_of(at(ReportKind::results, "2022-01-31")).find("\t๒๕\t๘๐\t-\t"),
              std::string::npos);
}

TEST_F(Report, MeetingsAreCountedAndListed) {
    // The example has an activity of city leaders (19 May), a visit (21 June) and a meeting (14
    // July) of senior officials, a forum of officials (21 July). Added: a meeting with twelve
    // people, and one of the day before the year.
    std::int64_t seq = 1000;
    for (const auto& [day, people] : {std::pair{"2022-08-01", 12}, std::pair{"2021-09-30", 99}}) {
        facts::Fact fact;
        fact.id = "f" + std::to_string(++seq);
        fact.seq = seq;
        fact.kind = facts::FactKind::record;
        fact.plan = plan_.id;
        fact.when.on = *base::parse_iso(day);
        facts::Record record;
        record.dataset = "events";
        record.record = "event-" + std::to_string(seq);
        record.values = base::Value(base::Object{{"title", base::Value("ประชุมเพิ่ม")},
                                                 {"kind", base::Value("meeting")},
                                                 {"level", base::Value("senior_official")},
                                                 {"held_on", base::Value(day)},
                                                 {"participants", base::Value(people)}});
        fact.data = record;
        ASSERT_TRUE(log_.append(fact));
    }
    const std::string text = text_of(at(ReportKind::meetings, "2022-09-30"));
    // City leaders, senior officials, officials, public; all; people.
    for (const char* line :
         {"การประชุม\t๐\t๒\t๐\t๐\t๒\t๑๒\t\n", "เวทีแลกเปลี่ยนองค์ความรู้\t๐\t๐\t๑\t๐\t๑\t๐\t\n",
          "การเยือน\t๐\t๑\t๐\t๐\t๑\t๐\t\n", "กิจกรรม\t๑\t๐\t๐\t๐\t๑\t๐\t\n",
          "รวม\t๑\t๓\t๑\t๐\t๕\t๑๒\t\n"})
        EXPECT_NE(text.find(line), std::string::npos) << line << text;
    EXPECT_EQ(text.find("การรับรอง\t"), std::string::npos);
    EXPECT_NE(text.find("๑\t๑๙ พฤษภาคม ๒๕๖๕\tวันวัฒนธรรมเมืองพี่เมืองน้อง\tตัวชี้วัด: " +
                        plan_.indicators[2].name + "ประเภท: กิจกรรมระดับ: ผู้นำเมืองรูปแบบ: ในสถานที่จริง"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("๕\t๑ สิงหาคม ๒๕๖๕\tประชุมเพิ่ม\t"), std::string::npos) << text;
    EXPECT_NE(text.find("จำนวนผู้เข้าร่วม: ๑๒ คน"), std::string::npos) << text;
    EXPECT_NE(text_of(at(ReportKind::meetings, "2022-07-15")).find("รวม\t๑\t๒\t๐\t๐\t๓\t๐\t\n"),
              std::string::npos);
    EXPECT_NE(text_of(at(ReportKind::meetings, "2021-12-31")).find("ยังไม่มีข้อมูล"), std::string::npos);
}

TEST_F(Report, MeetingsSayNothingOfPersons) {
    std::vector<dataset::Dictionary> dictionaries(dataset::shipped_dictionaries().begin(),
                                                  dataset::shipped_dictionaries().end());
    for (dataset::Dictionary& one : dictionaries) {
        for (dataset::Field& field : one.fields) field.personal = field.name == "partner";
    }
    const std::string text = text_of(compose_report(
        ReportKind::meetings,
        {&plan_, plan::find_shipped_scheme(plan_.scheme), &log_, dictionaries},
        {*base::parse_iso("2022-09-30"), *base::Instant::parse("2030-01-01T00:00:00Z")},
        shipped_words()));
    EXPECT_EQ(text.find("นครปูซาน"), std::string::npos);
    EXPECT_NE(text.find("วันวัฒนธรรมเมืองพี่เมืองน้อง"), std::string::npos);
}

TEST_F(Report, TheEvidenceBinderNumbersWhatIsThereAndNamesWhatIsMissing) {
    facts::Fact fact;
    fact.id = "f1001";
    fact.seq = 1001;
    fact.kind = facts::FactKind::evidence;
    fact.plan = plan_.id;
    fact.element = "schedule-1.step-1";
    fact.when.on = *base::parse_iso("2022-09-25");
    facts::Evidence photo;
    photo.title = "ภาพถ่าย";
    photo.document = "กท 0416/1";
    photo.sha256 = std::string(64, 'a');
    fact.data = photo;
    ASSERT_TRUE(log_.append(fact));
    const std::string text = text_of(at(ReportKind::evidence, "2022-09-30"));
    // 2 + 4 + 4 + 3 + 2 + 2 + 2 + 2 + 2 items, nine of them "and others", which are never missing.
    // Of the other 14 the first of the indicators 1, 3, 4, 5 and 6 have a file each.
    EXPECT_NE(text.find("รวม\t๒๓\t๕\t๙\t\n"), std::string::npos) << text;
    EXPECT_NE(text.find("๒ " + plan_.indicators[1].name + "\t๔\t๐\t๓\t\n"), std::string::npos)
        << text;
    EXPECT_NE(text.find("๓ " + plan_.indicators[2].name + "\t๔\t๑\t๒\t\n"), std::string::npos)
        << text;
    // Numbered through in the order of the indicators; both first items are for level 5.
    EXPECT_NE(text.find("\t๕\t[๑] รายงานสรุปการส่งเสริมผลงานสู่แพลตฟอร์มต่างประเทศ (๒๐ กันยายน ๒๕๖๕)"
                        "แฟ้ม: evidence-4.pdf\t"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("\t๕\t[๕] แผนยุทธศาสตร์ด้านการต่างประเทศ ฉบับสมบูรณ์ (๓๐ มิถุนายน ๒๕๖๕)"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("\t-\tยังขาด\t"), std::string::npos) << text;
    EXPECT_NE(text.find(plan_.schedules[0].steps[0].text +
                        "\t[๖] ภาพถ่าย (๒๕ กันยายน ๒๕๖๕)หนังสือเลขที่: กท 0416/1SHA-256: " +
                        std::string(64, 'a') + "\t"),
              std::string::npos)
        << text;
    // At the end of June only the strategy was there: 14 − 1.
    const std::string june = text_of(at(ReportKind::evidence, "2022-06-30"));
    EXPECT_NE(june.find("รวม\t๒๓\t๑\t๑๓\t\n"), std::string::npos) << june;
    EXPECT_EQ(june.find("หลักฐานของขั้นตอน"), std::string::npos);
}

TEST_F(Report, QuartersForTheCitysPlanSystem) {
    const auto at_day = [&](std::string_view day) {
        return compose_quarters(
            {&plan_, plan::find_shipped_scheme(plan_.scheme), &log_,
             dataset::shipped_dictionaries()},
            {*base::parse_iso(day), *base::Instant::parse("2030-01-01T00:00:00Z")},
            shipped_words());
    };
    const sheet::Workbook year = at_day("2022-09-30");
    ASSERT_EQ(year.sheets.size(), 2U);
    // Nine indicators, two sub-indicators and eleven projects, in four quarters.
    EXPECT_EQ(year.sheets[0].rows.size(), 1 + 11 * 4U);
    EXPECT_EQ(year.sheets[1].rows.size(), 1 + 11 * 4U);
    // The first indicator ends on level 5, which is all of its weight.
    const std::vector<sheet::Cell>& last = year.sheets[0].rows[4];
    EXPECT_EQ(last[6].integer, 4);
    EXPECT_EQ(last[7].decimal, base::Decimal::from_integer(5));
    EXPECT_EQ(last[8].decimal, base::Decimal::from_integer(100));
    // In the third quarter nothing of the fourth is known.
    EXPECT_EQ(at_day("2022-05-01").sheets[0].rows.size(), 1 + 11 * 3U);
}

TEST(ReportWords, AnAgencysOwn) {
    const auto words =
        read_words("schema = \"phaen.report-words/1\"\n[words]\nindicator = \"KPI\"\n");
    ASSERT_TRUE(words);
    EXPECT_EQ(words->at("indicator"), "KPI");
    EXPECT_EQ(words->at("target"), "เป้าหมาย");
    const auto refused = [](std::string_view text) {
        const auto read = read_words(text);
        return read ? std::optional<base::FormErrorKind>()
                    : std::optional(read.error().front().kind);
    };
    EXPECT_EQ(refused("nonsense"), base::FormErrorKind::syntax);
    EXPECT_EQ(refused("schema = \"x\"\n"), base::FormErrorKind::unsupported_schema);
    EXPECT_EQ(refused("schema = \"phaen.report-words/1\"\n"), base::FormErrorKind::missing_member);
    EXPECT_EQ(refused("schema = \"phaen.report-words/1\"\n[words]\nnobody = \"x\"\n"),
              base::FormErrorKind::unknown_member);
    EXPECT_EQ(refused("schema = \"phaen.report-words/1\"\n[words]\ntarget = 1\n"),
              base::FormErrorKind::wrong_type);
}

}  // namespace
}  // namespace phaen::report
