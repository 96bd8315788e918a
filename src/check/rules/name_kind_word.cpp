#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "names.h"
#include "phaen/check/near.h"

namespace phaen::check {

const Rule& name_kind_word();

namespace {

constexpr std::string_view kWord = "โครงการ";

/// How often names stand with the word for their kind before them, and without it.
struct Prints {
    std::size_t with = 0;
    std::size_t without = 0;
};

/// A cell or paragraph that is a project's name and nothing else, without the word.
struct Bare {
    std::size_t project;
    const Passage* passage;
};

class Names {
  public:
    explicit Names(const Context& context) : context_(context) {
        std::map<std::u32string, std::size_t> cores;
        std::vector<KnownPhrase> phrases;
        for (const plan::Project& project : context.plan().projects) {
            // The plan keeps the name as it stands first, with the word or without it.
            NameCore core = name_core(project.name, context.words());
            if (core.text.size() < 6) continue;
            const bool with = core.printed.starts_with(kWord);
            whole_names.push_back(with ? core.printed : std::string(kWord) + core.printed);
            phrases.push_back({whole_names.back(), 0});
            cores.emplace(std::move(core.text), projects.size());
            projects.push_back(&project);
        }
        by_project.resize(projects.size());
        whole.resize(projects.size());
        if (!projects.empty()) read(cores, MentionFinder(phrases));
    }

    std::vector<const plan::Project*> projects;
    std::vector<std::string> whole_names;
    std::vector<Prints> by_project;
    std::vector<std::vector<plan::Place>> whole;  ///< where a name stands with the word
    std::map<int, Prints> by_block;
    std::map<std::string_view, Prints> by_kind;
    std::vector<Bare> bare;

  private:
    void read(const std::map<std::u32string, std::size_t>& cores, const MentionFinder& finder) {
        for (const Passage& passage : context_.passages()) {
            if (passage.repeated || passage.kind == Passage::Kind::contents ||
                passage.kind == Passage::Kind::header_cell) {
                continue;
            }
            for (const Mention& mention : finder.find(passage.text, context_.folded(passage))) {
                ++by_project[mention.phrase].with;
                ++by_block[passage.place.block].with;
                ++by_kind[passage.what].with;
                whole[mention.phrase].push_back(passage.place);
            }
            if (passage.text.size() > 600 || passage.text.find(kWord) != std::string::npos)
                continue;
            const auto found = cores.find(name_core(passage.text, context_.words()).text);
            if (found == cores.end()) continue;
            ++by_project[found->second].without;
            ++by_block[passage.place.block].without;
            ++by_kind[passage.what].without;
            bare.push_back({found->second, &passage});
        }
    }

    const Context& context_;
};

/// A table that leaves the word out throughout says it in its header; one row that does is a slip.
/// A single row is held against the rows of its kind.
bool is_odd(const Prints& block, const Prints& kind) {
    if (block.with + block.without > 2) return block.with >= 2 * block.without;
    return block.without == 1 && kind.with >= 2 * kind.without;
}

void run(Context& context) {
    if (!context.printed()) return;
    const Names names(context);
    std::map<std::size_t, std::vector<plan::Place>> slips;
    for (const Bare& bare : names.bare) {
        const Prints& all = names.by_project[bare.project];
        if (all.with < 2 * all.without) continue;
        if (is_odd(names.by_block.at(bare.passage->place.block),
                   names.by_kind.at(bare.passage->what))) {
            slips[bare.project].push_back(bare.passage->place);
        }
    }
    for (auto& [index, places] : slips) {
        if (places.size() > 4) places.resize(4);
        const std::vector<plan::Place>& whole = names.whole[index];
        for (std::size_t i = 0; i < whole.size() && i < 2; ++i) places.push_back(whole[i]);
        const plan::Project& project = *names.projects[index];
        const std::string name = shorten(names.whole_names[index]);
        context.finding(name_kind_word())
            .about(project.id)
            .at(places)
            .expected(names.whole_names[index])
            .say("ชื่อ “" + name + "” ที่นี่ไม่มีคำว่า “โครงการ” ซึ่งที่อื่นมี ใช้ชื่อเดียวกันทุกแห่ง",
                 "The name “" + name +
                     "” stands here without the word “โครงการ” that the other places have: use "
                     "one name everywhere.");
    }
}

}  // namespace

const Rule& name_kind_word() {
    static const Rule kRule{
        .id = "name.kind_word",
        .severity = Severity::info,
        .category = Category::naming,
        .title = {"ชื่อโครงการบางแห่งไม่มีคำว่าโครงการ",
                  "A project's name lacks the word for a project in one place"},
        .why = {"ชื่อโครงการควรเหมือนกันทุกแห่ง ตารางที่ละคำว่า “โครงการ” ทุกแถวเป็นวิธีเขียนแบบหนึ่ง "
                "แต่แถวเดียวที่ขาดคำนี้มักเป็นการพิมพ์ตก",
                "A project has one name throughout. A table that leaves the word out in all rows "
                "is a way of writing; one row that does is a slip."},
        .mend = {"ใช้ชื่อเต็มให้ตรงกันทุกแห่ง", "Print the whole name everywhere."},
        .source = {"แผนกล่าวถึงแต่ละเรื่องเพียงแห่งเดียว", "A plan says each thing once."},
        .bad = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองตัวอย่าง\n"
                 "\n"
                 "โครงการสำคัญตามภารกิจของกอง\n"
                 "\n"
                 "ภารกิจที่ ๑ ดูแลคลอง\n"
                 "\n"
                 "ที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                 "๑\tโครงการคลองใสสะอาด\t๑๐๐,๐๐๐\tฝ่ายโยธา\n"
                 "๒\tโครงการปลูกต้นไม้ริมคลอง\t๒๐๐,๐๐๐\tฝ่ายสวน\n"
                 "๓\tโครงการทางเดินริมคลอง\t๓๐๐,๐๐๐\tฝ่ายโยธา\n"
                 "\n"
                 "สรุปโครงการและงบประมาณ\n"
                 "\n"
                 "ที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                 "๑\tคลองใสสะอาด\t๑๐๐,๐๐๐\tฝ่ายโยธา\n"
                 "๒\tโครงการปลูกต้นไม้ริมคลอง\t๒๐๐,๐๐๐\tฝ่ายสวน\n"
                 "๓\tโครงการทางเดินริมคลอง\t๓๐๐,๐๐๐\tฝ่ายโยธา\n"
                 "\n"
                 "ขั้นตอนการดำเนินงาน\n"
                 "\n"
                 "โครงการคลองใสสะอาด\n"
                 "\n"
                 "ขั้นตอน\tน้ำหนัก\tต.ค.\tพ.ย.\n"
                 "๑. สำรวจคลอง\t๑๐๐\t←→\t\n",
                 {17},
                 ""}},
        .near_miss = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                       "\n"
                       "กองตัวอย่าง\n"
                       "\n"
                       "โครงการสำคัญตามภารกิจของกอง\n"
                       "\n"
                       "ภารกิจที่ ๑ ดูแลคลอง\n"
                       "\n"
                       "ที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                       "๑\tโครงการคลองใสสะอาด\t๑๐๐,๐๐๐\tฝ่ายโยธา\n"
                       "๒\tโครงการปลูกต้นไม้ริมคลอง\t๒๐๐,๐๐๐\tฝ่ายสวน\n"
                       "\n"
                       "สรุปโครงการและงบประมาณ\n"
                       "\n"
                       "ที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                       "๑\tคลองใสสะอาด\t๑๐๐,๐๐๐\tฝ่ายโยธา\n"
                       "๒\tปลูกต้นไม้ริมคลอง\t๒๐๐,๐๐๐\tฝ่ายสวน\n"
                       "\n"
                       "ขั้นตอนการดำเนินงาน\n"
                       "\n"
                       "โครงการคลองใสสะอาด\n"
                       "\n"
                       "ขั้นตอน\tน้ำหนัก\tต.ค.\tพ.ย.\n"
                       "๑. สำรวจคลอง\t๑๐๐\t←→\t\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
