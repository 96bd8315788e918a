#include <cstddef>
#include <string>
#include <vector>

#include "context.h"
#include "phaen/check/near.h"

namespace phaen::check {

const Rule& duplicate_statement();

namespace {

void report(Context& context, const plan::MissionStatement& part,
            const plan::MissionStatement& whole) {
    context.finding(duplicate_statement())
        .about(part.id)
        .at(context.places_of(part.id))
        .at(context.places_of(whole.id))
        .found(part.text)
        .say("พันธกิจข้อ " + part.number + " “" + shorten(part.text) + "” ซ้ำกับส่วนหนึ่งของข้อ " +
                 whole.number + " ตัดออกจากข้อใดข้อหนึ่ง",
             "Mission statement " + part.number + " “" + shorten(part.text) +
                 "” repeats a part of statement " + whole.number +
                 ": leave it out of one of them.");
}

void run(Context& context) {
    const auto& statements = context.plan().mission_statements;
    constexpr std::size_t kShortest = 20;
    // A list this long is no list of mission statements, and each is looked for in each.
    constexpr std::size_t kMost = 60;
    if (statements.size() > kMost) return;
    for (const plan::MissionStatement& whole : statements) {
        const std::size_t length = fold(whole.text).text.size();
        // What is nearly the whole is a double, which another rule says; and in one search the
        // longer of two mentions hides the shorter.
        std::vector<KnownPhrase> phrases;
        std::vector<const plan::MissionStatement*> parts;
        for (const plan::MissionStatement& part : statements) {
            const std::size_t size = fold(part.text).text.size();
            if (size < kShortest || size * 10 > length * 9) continue;
            phrases.push_back({part.text, near_limit(size)});
            parts.push_back(&part);
        }
        for (const Mention& mention : MentionFinder(phrases).find(whole.text)) {
            report(context, *parts[mention.phrase], whole);
        }
    }
}

constexpr std::string_view kHead =
    "พันธกิจ\n"
    "\n"
    "๑. ดูแลคลองและพื้นที่สาธารณะ รวมถึงสนับสนุนให้ชุมชนร่วมคิดและร่วมตรวจสอบงานของเขต\n"
    "๒. จัดบริการสุขภาพให้ถึงบ้าน\n";

}  // namespace

const Rule& duplicate_statement() {
    static const std::string kBad =
        std::string(kHead) + "๓. สนับสนุนให้ชุมชนร่วมคิดและร่วมตรวจสอบงานของเขต\n";
    static const std::string kGood =
        std::string(kHead) + "๓. สนับสนุนให้เยาวชนเรียนรู้ประวัติของชุมชนริมคลอง\n";
    static const Rule kRule{
        .id = "duplicate.statement",
        .severity = Severity::warning,
        .category = Category::duplicate,
        .title = {"พันธกิจข้อหนึ่งซ้ำกับส่วนของอีกข้อ", "A mission statement repeats a part of another"},
        .why =
            {"พันธกิจแต่ละข้อบอกงานคนละเรื่อง ข้อที่ซ้ำกับท้ายของอีกข้อทำให้ไม่รู้ว่าภารกิจและโครงการสังกัดข้อใด",
             "Each statement says another thing. One that repeats a part of another leaves open to "
             "which of them missions and projects belong."},
        .mend = {"รวมเป็นข้อเดียว หรือตัดส่วนที่ซ้ำ", "Join them, or leave out what is repeated."},
        .source = {"แต่ละเรื่องกล่าวเพียงครั้งเดียว", "Each thing is said once."},
        .bad = {{kBad, {5, 3}, ""}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
