#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "context.h"
#include "frame_outline.h"
#include "frame_tables.h"

namespace phaen::check {

const Rule& section_announces_nothing();

namespace {

void run(Context& context) {
    if (context.document() == nullptr) return;
    const auto& ends = context.words().list("announcing_ends");
    const auto& blocks = context.document()->blocks;
    std::set<std::size_t> chapters;
    for (const Heading& heading : headings(context)) {
        if (heading.chapter && heading.what != "general") chapters.insert(heading.block);
    }
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (blocks[i].kind != document::Block::Kind::paragraph) continue;
        const std::string& text = blocks[i].paragraph.text;
        if (text.empty() || chapters.count(i) != 0) continue;
        if (context.what_at(plan_place(blocks[i].paragraph.place)) == "contents") continue;
        const bool announces =
            std::any_of(ends.begin(), ends.end(),
                        [&text](const std::string& end) { return text.ends_with(end); });
        if (!announces) continue;
        std::size_t next = i + 1;
        while (next < blocks.size() && blocks[next].kind == document::Block::Kind::paragraph &&
               blocks[next].paragraph.text.empty()) {
            ++next;
        }
        // A sentence may announce the chapters behind it; only the end of the document is certain.
        if (next < blocks.size()) continue;
        context.finding(section_announces_nothing())
            .at(plan_place(blocks[i].paragraph.place))
            .found(shorten(text))
            .say("ข้อความ “" + shorten(text) +
                     "” บอกว่าจะมีรายการตามมา แต่เอกสารจบลง ใส่รายการหรือแก้ประโยค",
                 "“" + shorten(text) +
                     "” announces a list, and the document ends: add it, or change the sentence.");
    }
}

}  // namespace

const Rule& section_announces_nothing() {
    static const Rule kRule{
        .id = "section.announces_nothing",
        .severity = Severity::info,
        .category = Category::missing,
        .title = {"บอกว่า “ดังนี้” แต่ไม่มีอะไรตามมา", "A text announces what does not follow"},
        .why = {"ข้อความลงท้ายด้วย ดังนี้ หรือ ดังต่อไปนี้ แล้วขึ้นหัวข้อใหม่หรือจบเอกสาร รายการที่จะกล่าวถึงหายไป",
                "The text ends by announcing a list, and a new chapter or the end of the document "
                "follows: the list is lost."},
        .mend = {"ใส่รายการที่กล่าวถึง หรือแก้ประโยค", "Add what is announced, or change the sentence."},
        .source = {"สิ่งที่กล่าวนำไว้ต้องมีตามมา", "Nothing is announced in vain."},
        .bad = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองตัวอย่าง\n"
                 "\n"
                 "คำนำ\n"
                 "\n"
                 "แผนของปี\n"
                 "\n"
                 "การติดตามและประเมินผล\n"
                 "\n"
                 "หน่วยงานติดตามแผนด้วยวิธีการดังต่อไปนี้\n",
                 {11},
                 ""}},
        .near_miss = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                       "\n"
                       "กองตัวอย่าง\n"
                       "\n"
                       "คำนำ\n"
                       "\n"
                       "แผนของปี\n"
                       "\n"
                       "การติดตามและประเมินผล\n"
                       "\n"
                       "หน่วยงานติดตามแผนด้วยวิธีการดังต่อไปนี้\n"
                       "\n"
                       "๑. รายงานทุกไตรมาส\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
