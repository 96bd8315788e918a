#include "commands.h"

#include <algorithm>
#include <array>

namespace phaen::cli {

namespace {

constexpr std::array<OptionText, 3> kCommon = {{
    {'\0',
     "lang",
     "LANG",
     "th en",
     {"ภาษาของข้อความ: th ไทย หรือ en อังกฤษ (ปกติดูจาก LANG ถ้าไม่มีใช้ไทย)",
      "language of messages: th or en (from LANG, Thai otherwise)"}},
    {'h', "help", "", "", {"แสดงวิธีใช้", "show how to use it"}},
    {'\0', "version", "", "", {"แสดงรุ่นของโปรแกรม", "show the program's version"}},
}};

constexpr std::array<OptionText, 8> kImportOptions = {{
    {'o',
     "output",
     "PLAN",
     "",
     {"เขียนแผนลงแฟ้มนี้ (.toml หรือ .json; - คือข้อมูลออกมาตรฐาน) เมื่อมีเอกสารหลายฉบับให้ระบุโฟลเดอร์/ ถ้าไม่ระบุ "
      "แสดงสรุปแทน",
      "write the plan here (.toml or .json; - is standard output); with several documents a "
      "FOLDER/. Without it a "
      "summary is printed"}},
    {'\0',
     "format",
     "FORMAT",
     "toml json",
     {"รูปแบบของแผน (ปกติดูจากนามสกุลแฟ้ม ถ้าไม่รู้ใช้ toml)",
      "format of the plan (by the ending, otherwise toml)"}},
    {'\0',
     "report",
     "FILE",
     "",
     {"เขียนรายงานการนำเข้าเป็น JSON: แต่ละบรรทัดไปอยู่ที่ใดในแผน และอะไรที่ไม่เข้าใจ "
      "เมื่อมีเอกสารหลายฉบับให้ระบุโฟลเดอร์/",
      "write the import report as JSON: where each line went, and what was not understood; with "
      "several documents a "
      "FOLDER/"}},
    {'\0',
     "against",
     "PLAN",
     "",
     {"แผนปีก่อนหรือแผนที่แก้ไขแล้ว: ใช้ไอดี ชื่อ และชนิดตามแผนนั้นเมื่อตรงกัน และเทียบผลกับแผนนั้น",
      "last year's or the corrected plan: its ids, names and kinds are used where they match, and "
      "the result is compared "
      "with it"}},
    {'\0',
     "base",
     "PLAN",
     "",
     {"ของแฟ้มที่ส่งออกแล้วแก้ด้วยมือ: แผนรุ่นที่ส่งออก สิ่งที่แก้ในแฟ้มจะรวมเข้ากับแผนของ --against (ถ้าไม่ระบุ คือแผนนี้)",
      "of a file that was exported and edited by hand: the version that it was made from; what was "
      "changed in it is brought together with the plan of --against (otherwise with this one)"}},
    {'\0',
     "template",
     "FILE",
     "",
     {"แม่แบบของหน่วยงานที่ใช้ส่งออกแฟ้มนั้น", "the agency's template by which that file was made"}},
    {'\0',
     "scheme-out",
     "FILE",
     "",
     {"เขียนเกณฑ์ประจำปีที่เสนอจากสิ่งที่เอกสารพิมพ์ไว้ (TOML หรือ .json) และให้แผนอ้างถึงเกณฑ์นั้น "
      "เมื่อมีเอกสารหลายฉบับให้ระบุโฟลเดอร์/",
      "write the year's scheme that the document's own print suggests (TOML, or JSON by the "
      "ending), "
      "and name it in the plan; with several documents a FOLDER/"}},
    {'\0',
     "hints",
     "FILE",
     "",
     {"แฟ้มคำบอก (TOML): หัวข้อนี้หรือคอลัมน์นี้หมายถึงอะไร",
      "file of hints (TOML): what this heading or that column means"}},
}};

constexpr std::array<ExampleText, 8> kImportExamples = {{
    {"phaen import plan.docx",
     {"ดูว่าเข้าใจอะไรบ้าง และอะไรที่ยังไม่เข้าใจ", "see what was understood, and what was not"}},
    {"phaen import plan.docx -o plan.toml --report report.json",
     {"เก็บแผนและรายงานของทุกบรรทัด", "keep the plan, and the account of every line"}},
    {"phaen import plan-2566.docx --against plan-2565.toml -o plan-2566.toml",
     {"ใช้ไอดีและชื่อของปีก่อน", "carry on last year's ids and names"}},
    {"phaen import edited.docx --against plan.toml -o merged.toml",
     {"นำสิ่งที่คนแก้ใน Word กลับเข้าแผน", "bring back into the plan what people changed in Word"}},
    {"phaen import edited.xlsx --base plan-sent.toml --against plan.toml",
     {"ดูสิ่งที่แก้ในสมุดงาน เทียบกับแผนที่แก้ไปแล้ว",
      "see what a workbook changes in a plan that has changed meanwhile"}},
    {"phaen import plan.docx --hints our-words.toml",
     {"เมื่อหน่วยงานใช้หัวข้อของตนเอง", "when the agency has headings of its own"}},
    {"phaen import *.docx -o plans/",
     {"นำเข้าหลายฉบับพร้อมกัน", "import many documents, several at a time"}},
    {"cat plan.txt | phaen import - -o - --format json",
     {"อ่านและเขียนผ่านท่อ", "read and write through pipes"}},
}};

constexpr std::array<OptionText, 12> kCheckOptions = {{
    {'\0',
     "format",
     "FORMAT",
     "text json sarif",
     {"รูปแบบของผล: text สำหรับคน, json บรรทัดละหนึ่งแฟ้ม, sarif (SARIF 2.1.0) (ปกติ text)",
      "format of the result: text for people, json with one line for each file, sarif (SARIF "
      "2.1.0); otherwise text"}},
    {'\0',
     "severity",
     "LEVEL",
     "info warning error",
     {"แสดงตั้งแต่ระดับนี้ขึ้นไป (ปกติ info คือทั้งหมด) ไม่เปลี่ยนสถานะเมื่อจบ",
      "show this level and above (otherwise info, which is all); the exit status stays the same"}},
    {'o',
     "output",
     "FILE",
     "",
     {"ของแฟ้ม Word: เขียนสำเนาที่มีข้อคิดเห็นตรงที่พบ (.docx เมื่อมีหลายแฟ้มให้ระบุโฟลเดอร์/) ส่วน --fix "
      "เขียนแผนที่แก้แล้วลงแฟ้มนี้แทนแฟ้มเดิม",
      "of a Word file: write a copy with each finding as a comment at its place (.docx; with "
      "several "
      "files a FOLDER/). With --fix: write the mended plan here instead of in place"}},
    {'\0',
     "explain",
     "RULE",
     "",
     {"อธิบายกฎข้อหนึ่ง ถ้าไม่ระบุ RULE แสดงรายการกฎทั้งหมด",
      "tell what a rule looks for and why; without RULE list all rules"},
     true},
    {'\0',
     "fix",
     "",
     "",
     {"แก้สิ่งที่โปรแกรมแก้ได้ในแฟ้มแผน แล้วตรวจใหม่",
      "mend in the plan file what can be mended "
      "by the program, and check again"}},
    {'\0',
     "accept",
     "RULE[:ELEMENT]",
     "",
     {"บันทึกในแฟ้มแผนว่ายอมรับข้อที่กฎนี้พบ (ขององค์ประกอบนี้) ต้องมี --reason",
      "note in the plan file that what this rule found (of this element) is accepted; needs "
      "--reason"}},
    {'\0', "reason", "TEXT", "", {"เหตุผลของ --accept", "the reason for --accept"}},
    {'\0', "by", "WHO", "", {"ผู้ยอมรับ ของ --accept", "who accepts, for --accept"}},
    {'\0',
     "words",
     "FILE",
     "",
     {"คำของหน่วยงาน (phaen.words/1, TOML) เพิ่มจากคำที่มากับโปรแกรม",
      "the agency's words (phaen.words/1, TOML), added to those of the program"}},
    {'\0',
     "scheme",
     "FILE",
     "",
     {"เกณฑ์ประจำปี (phaen.scheme/1) แทนที่แผนระบุ",
      "the year's scheme (phaen.scheme/1), instead of the one that the plan names"}},
    {'\0',
     "against",
     "PLAN",
     "",
     {"แผนปีก่อน เพื่อตรวจความต่อเนื่อง", "last year's plan, to check what continues it"}},
    {'\0',
     "hints",
     "FILE",
     "",
     {"แฟ้มคำบอก (TOML) เหมือนของ import", "file of hints (TOML), as of import"}},
}};

constexpr std::array<ExampleText, 7> kCheckExamples = {{
    {"phaen check plan.docx", {"ดูว่าเอกสารมีข้อผิดที่ใด", "see where the document is wrong"}},
    {"phaen check plan.docx -o plan-checked.docx",
     {"เขียนข้อที่พบเป็นข้อคิดเห็นลงสำเนาของแฟ้ม Word",
      "write the findings as comments into a copy of the Word file"}},
    {"phaen check --explain budget.total_differs",
     {"กฎนี้ตรวจอะไร เพราะอะไร", "what does this rule look for, and why?"}},
    {"phaen check plan.toml --fix", {"แก้สิ่งที่โปรแกรมแก้ได้", "mend what the program can mend"}},
    {"phaen check plan.toml --accept schedule.step_count:schedule-5 --reason \"มติที่ประชุม\"",
     {"ยอมรับข้อที่พบพร้อมเหตุผล", "accept a finding, with the reason"}},
    {"phaen check *.docx --severity error --format json",
     {"ตรวจหลายฉบับพร้อมกัน ผลสำหรับโปรแกรม", "check many documents at once, for programs"}},
    {"phaen check plan.txt --format sarif > plan.sarif",
     {"ผลสำหรับเครื่องมือที่อ่าน SARIF", "for tools that read SARIF"}},
}};

constexpr std::array<OptionText, 1> kDiffOptions = {{
    {'\0',
     "format",
     "FORMAT",
     "text json",
     {"รูปแบบของผล (ปกติ text)", "format of the result (otherwise text)"}},
}};

constexpr std::array<ExampleText, 2> kDiffExamples = {{
    {"phaen diff plan-2565.toml plan-2566.toml",
     {"แผนสองปีต่างกันที่ใด", "what changed between two years"}},
    {"phaen diff plan.toml plan.docx",
     {"เอกสารตรงกับแผนหรือไม่", "does the document still say what the plan says?"}},
}};

constexpr OptionText kAsOfOption = {
    '\0',
    "as-of",
    "DATE",
    "",
    {"ณ วันที่นี้ แบบ YYYY-MM-DD (ปกติวันนี้)", "as of this day, YYYY-MM-DD (otherwise today)"}};
constexpr OptionText kKnownAtOption = {
    '\0',
    "known-at",
    "INSTANT",
    "",
    {"ตามที่รู้ในเวลานี้ เช่น 2022-03-31T17:00:00Z (ปกติขณะนี้)",
     "as known at this moment, such as 2022-03-31T17:00:00Z (otherwise now)"}};

constexpr std::array<OptionText, 13> kRenderOptions = {{
    {'o',
     "output",
     "FILE",
     "",
     {"แฟ้มปลายทาง ชนิดดูจากนามสกุล: .pdf .docx .html .xlsx .txt (- คือข้อความที่ข้อมูลออกมาตรฐาน)",
      "the file to write, its kind by its ending: .pdf, .docx, .html, .xlsx or .txt (- is text on "
      "standard output)"}},
    {'\0',
     "book",
     "BOOK",
     "plan annual-plan agreement indicators projects outline progress budget self-assessment "
     "evaluation results meetings evidence timeline quarters",
     {"เล่มที่จะเขียน (ปกติ plan หรือ annual-plan คือแผนทั้งเล่ม) outline คือโครงร่างเป็นข้อความ รายงาน progress "
      "budget "
      "self-assessment evaluation results (ผลโครงการ) meetings (ประชุมและการเยือน) evidence "
      "(แฟ้มหลักฐาน) timeline (ขั้นตอนและระยะเวลา) "
      "ต้องมี --facts",
      "which book (otherwise plan, or annual-plan, the whole of it); outline is a plain list in "
      "text; the reports progress, budget, self-assessment, evaluation, results (of projects), "
      "meetings (and visits), evidence (the binder) and timeline (bars over the months; also "
      ".xlsx), and the sheets quarters (.xlsx, .csv), "
      "need "
      "--facts"}},
    {'\0',
     "template",
     "FILE",
     "",
     {"แม่แบบของหน่วยงานแทนแม่แบบที่มากับโปรแกรม",
      "the agency's own template instead of the shipped one"}},
    {'\0',
     "scheme",
     "FILE",
     "",
     {"เกณฑ์ประจำปี ซึ่งมีชื่อองค์ประกอบและกลุ่มตัวชี้วัด (ปกติคือที่แผนระบุ)",
      "the year's scheme, which names components and groups (otherwise the one that the plan "
      "names)"}},
    {'\0', "facts", "FACTS", "", {"แฟ้มข้อเท็จจริงของปี (JSON Lines)", "the year's facts (JSON Lines)"}},
    kAsOfOption,
    kKnownAtOption,
    {'\0',
     "owner",
     "ID",
     "",
     {"timeline: เฉพาะงานของหน่วยงานนี้", "timeline: only what this organisation leads"}},
    {'\0',
     "project",
     "ID",
     "",
     {"timeline: เฉพาะโครงการ กิจกรรม หรือตัวชี้วัดนี้",
      "timeline: only this project, activity or indicator"}},
    {'\0',
     "state",
     "STATE",
     "done late due waiting cancelled not_reported",
     {"timeline: เฉพาะขั้นตอนที่มีสถานะนี้", "timeline: only steps in this state"}},
    {'\0',
     "paper",
     "SIZE",
     "a4 a3",
     {"timeline: ขนาดกระดาษ (ปกติ a4)", "timeline: the paper (otherwise a4)"}},
    {'\0',
     "corrects",
     "PLAN",
     "",
     {"แผนฉบับที่อนุมัติแล้ว เล่มจะมีรายการแก้ไขต่อท้าย",
      "the approved plan: the book ends with what was corrected"}},
    {'\0',
     "why",
     "TEXT",
     "",
     {"เหตุผลที่แก้ไข ลงในรายการแก้ไขทุกข้อ", "why it was corrected, for every line of that list"}},
}};

constexpr std::array<ExampleText, 6> kRenderExamples = {{
    {"phaen render plan.toml -o plan.pdf",
     {"แผนเป็นเล่มสำหรับเก็บเข้าแฟ้ม", "the plan as a book for the archive"}},
    {"phaen render plan.toml -o plan.docx --template ours.toml",
     {"แผนเป็น Word ตามแม่แบบของหน่วยงาน", "as a Word file by the agency's template"}},
    {"phaen render plan.toml -o agreement.docx --book agreement",
     {"คำรับรองการปฏิบัติราชการ", "the performance agreement"}},
    {"phaen render plan.toml -o plan.pdf --corrects approved.toml --why TEXT",
     {"แผนที่แก้ไข พร้อมรายการแก้ไขจากฉบับที่อนุมัติ", "a corrected plan with the list of what differs"}},
    {"phaen render plan.docx -o - --book outline | less",
     {"อ่านสิ่งที่เข้าใจจากเอกสาร", "read what was understood of a document"}},
    {"phaen render plan.toml -o march.pdf --book progress --facts facts.jsonl --as-of 2022-03-31",
     {"รายงานความก้าวหน้าเดือนมีนาคม", "the report of progress for March"}},
}};

constexpr OptionText kDatabaseOption{
    '\0',
    "db",
    "URL",
    "",
    {"ฐานข้อมูล: sqlite:PATH หรือ postgres://… (ปกติ sqlite:var/phaen.db)",
     "the database: sqlite:PATH or postgres://… (otherwise sqlite:var/phaen.db)"}};
constexpr OptionText kDataOption{
    '\0',
    "data",
    "DIR",
    "",
    {"โฟลเดอร์ที่มีแฟ้มและกุญแจ (ปกติข้างฐานข้อมูล SQLite หรือ var)",
     "the folder of the files and the key (otherwise beside a SQLite database, or var)"}};

constexpr std::array<OptionText, 8> kServeOptions = {{
    kDatabaseOption,
    kDataOption,
    {'\0',
     "listen",
     "HOST:PORT",
     "",
     {"ที่อยู่ที่รอรับ (ปกติ 127.0.0.1:8080) รุ่นนี้รับได้เฉพาะในเครื่องเดียวกัน",
      "where to listen (otherwise 127.0.0.1:8080); this version answers its own machine only"}},
    {'\0',
     "config",
     "FILE",
     "",
     {"อ่านการตั้งค่า (TOML) จากแฟ้มนี้: อีเมล เว็บฮุก การเข้าสู่ระบบ",
      "read the settings (TOML) of mail, webhooks and sign-in from this file"}},
    {'\0',
     "example",
     "",
     "",
     {"ใส่เอกสารของสำนักงานตัวอย่าง ถ้าฐานข้อมูลยังว่าง",
      "load the example office's document, when the database is empty"}},
    {'\0',
     "web",
     "DIR",
     "",
     {"ใช้เว็บจากโฟลเดอร์นี้แทนที่อยู่ในโปรแกรม (สำหรับผู้พัฒนา)",
      "take the web application from this folder, not the one inside the program (for "
      "developers)"}},
    {'\0',
     "log",
     "FILE",
     "",
     {"เขียนบันทึก (JSON บรรทัดละรายการ) ต่อท้ายแฟ้มนี้ (ปกติข้อผิดพลาดมาตรฐาน)",
      "append the log, a JSON object a line, to this file (otherwise standard error)"}},
    {'\0',
     "backups",
     "DIR",
     "",
     {"เก็บชุดสำรองที่ผู้ดูแลระบบสั่งจากเว็บไว้ที่นี่ (ปกติ backups ในโฟลเดอร์ของ --data)",
      "keep the backups that administrators make on the web here (otherwise in backups of the "
      "folder of --data)"}},
}};

constexpr std::array<ExampleText, 3> kServeExamples = {{
    {"phaen serve --example", {"ลองใช้กับสำนักงานตัวอย่าง", "try it with the example office"}},
    {"phaen serve --db sqlite:/srv/phaen/phaen.db --log /var/log/phaen.jsonl",
     {"เปิดใช้กับฐานข้อมูลของหน่วยงาน", "run it on the agency's own database"}},
    {"phaen serve --db postgres://phaen@db.example/phaen --data /srv/phaen",
     {"เปิดใช้กับ PostgreSQL", "run it on PostgreSQL"}},
}};

constexpr std::array<OptionText, 2> kStoreOptions = {{kDatabaseOption, kDataOption}};
constexpr std::array<OptionText, 3> kRestoreOptions = {{
    kDatabaseOption,
    kDataOption,
    {'\0',
     "until",
     "INSTANT",
     "",
     {"คืนสภาพ ณ เวลานี้ เช่น 2026-11-26T17:00:00+07:00",
      "as it was at that instant, as in 2026-11-26T17:00:00+07:00"}},
}};

constexpr std::array<OptionText, 4> kVerifyOptions = {{
    kDatabaseOption,
    kDataOption,
    {'\0',
     "plan",
     "PLAN",
     "",
     {"ของแฟ้ม PDF: เทียบกับแผนนี้ (ปกติคือแผนที่แนบอยู่ในแฟ้ม)",
      "of a PDF: compare with this plan (otherwise the one that the file carries)"}},
    {'\0',
     "facts",
     "FACTS",
     "",
     {"ของรายงาน PDF: แฟ้มข้อเท็จจริงของปีที่ใช้พิมพ์ใหม่มาเทียบ",
      "of a report as PDF: the year's facts, from which it is printed again"}},
}};

constexpr std::array<ExampleText, 2> kVerifyExamples = {{
    {"phaen verify plan.pdf --plan plan.toml",
     {"เล่มที่พิมพ์แล้วยังตรงกับแผนหรือไม่", "does the printed book still say what the plan says?"}},
    {"phaen verify --db sqlite:/srv/phaen/phaen.db",
     {"พิสูจน์ว่าไม่มีสิ่งใดถูกแก้ไขโดยไม่มีใครเห็น", "prove that nothing was changed unseen"}},
}};
constexpr std::array<ExampleText, 1> kBackupExamples = {{
    {"phaen backup --db sqlite:/srv/phaen/phaen.db /backup/today",
     {"สำรองขณะที่เว็บยังเปิดใช้อยู่", "back up while the server runs"}},
}};
constexpr std::array<OptionText, 16> kUserOptions = {{
    kDatabaseOption,
    kDataOption,
    {'\0', "name", "NAME", "", {"ชื่อที่แสดง", "the name that people read"}},
    {'\0', "agency", "AGENCY", "", {"หน่วยงานของบทบาท", "the agency of the role"}},
    {'\0',
     "role",
     "ROLE",
     "administrator planning_officer section_head project_owner budget_officer director executive "
     "evaluator data_steward data_owner requester reader",
     {"บทบาท", "what the account is there"}},
    {'\0', "unit", "ID", "", {"ส่วนราชการของบทบาท", "the role's organisation of the plan"}},
    {'\0',
     "part",
     "ID",
     "",
     {"โครงการ ตัวชี้วัด หรือองค์ประกอบของบทบาท", "the role's project, indicator or component"}},
    {'\0',
     "fiscal-year",
     "YEAR",
     "",
     {"ปีงบประมาณ (พ.ศ.) ของบทบาท", "the role's fiscal year, B.E."}},
    {'\0', "in-place", "LOGIN", "", {"รักษาการแทนบัญชีนี้", "the account in whose place this one acts"}},
    {'\0',
     "first-day",
     "DATE",
     "",
     {"วันแรกของบทบาท เช่น 2026-10-01 (ไม่ระบุ: วันนี้)",
      "the role's first day, as 2026-10-01 (default: today)"}},
    {'\0',
     "last-day",
     "DATE",
     "",
     {"วันสุดท้ายของบทบาท (ไม่ระบุ: ไม่มีกำหนด)", "the role's last day (default: none)"}},
    {'\0',
     "token",
     "NAME",
     "",
     {"ชื่อของโทเค็น (โปรแกรมที่ใช้)", "the token's name: the program that has it"}},
    {'\0',
     "scopes",
     "PERMISSIONS",
     "",
     {"สิทธิ์ของโทเค็น คั่นด้วยจุลภาค เช่น plan.read,finding.read (ไม่ระบุ: ทุกสิทธิ์ของบัญชี)",
      "what the token may do, parted by commas, as plan.read,finding.read (default: what the "
      "account "
      "may)"}},
    {'\0',
     "days",
     "NUMBER",
     "",
     {"อายุของโทเค็น 1 ถึง 3650 วัน (ไม่ระบุ: 365)",
      "how long the token lasts, 1 to 3650 (default: 365)"}},
    {'\0',
     "person",
     "TEXT",
     "",
     {"export: ค้นข้อมูลส่วนบุคคลในทะเบียนของหน่วยงานที่มีข้อความนี้ · erase: รหัสที่ export แสดง",
      "export: of the people in the agency's records whose data say this; erase: the id that "
      "export "
      "shows"}},
    {'\0', "yes", "", "", {"erase: ไม่ถามยืนยัน", "erase: do not ask whether it is meant"}},
}};
constexpr std::array<ExampleText, 9> kUserExamples = {{
    {"phaen user add admin --name ผู้ดูแล --agency office --role administrator",
     {"ผู้ดูแลระบบคนแรก", "the first administrator"}},
    {"phaen user role head-2 --agency office --role section_head --unit org-2 --last-day "
     "2027-09-30",
     {"เพิ่มบทบาทถึงวันที่กำหนด", "one more role, until a day"}},
    {"phaen user end-role head-2 --agency office --role section_head",
     {"สิ้นสุดบทบาทวันนี้", "end a role today"}},
    {"phaen user close head-2",
     {"ปิดบัญชี ผู้ที่เข้าสู่ระบบอยู่ถูกออกจากระบบ", "close an account and sign its person out"}},
    {"phaen user unlock head-2",
     {"ให้ผู้ที่ลองรหัสผ่านผิดหลายครั้งเข้าได้ทันที", "let in at once who guessed wrong too often"}},
    {"phaen user token admin --token nightly --scopes plan.read --days 90",
     {"โทเค็นสำหรับโปรแกรม", "a token for a program"}},
    {"phaen user revoke admin --token nightly", {"ยกเลิกโทเค็น", "take it back"}},
    {"phaen user export head-2", {"ข้อมูลทั้งหมดที่เก็บเกี่ยวกับบัญชี", "all that is kept about an account"}},
    {"phaen user export --agency office --person สมหญิง",
     {"ข้อมูลของบุคคลในทะเบียน", "what records say of a person"}},
}};
constexpr std::array<OptionText, 4> kAgencyOptions = {{
    kDatabaseOption,
    kDataOption,
    {'\0', "name-th", "NAME", "", {"ชื่อภาษาไทย", "its name in Thai"}},
    {'\0', "name-en", "NAME", "", {"ชื่อภาษาอังกฤษ", "its name in English"}},
}};
constexpr std::array<ExampleText, 1> kAgencyExamples = {{
    {"phaen agency add library --name-th หอสมุดเมือง --name-en Library",
     {"เพิ่มหน่วยงาน", "add an agency"}},
}};
constexpr std::array<OptionText, 3> kDatasetOptions = {{
    kDatabaseOption,
    kDataOption,
    {'\0', "agency", "AGENCY", "", {"หน่วยงานเจ้าของพจนานุกรม", "whose dictionaries"}},
}};
constexpr std::array<ExampleText, 2> kDatasetExamples = {{
    {"phaen dataset show works > works.toml",
     {"เริ่มจากชุดที่มากับโปรแกรม", "start from one of the program"}},
    {"phaen dataset set works.toml --agency library",
     {"ใช้เป็นของหน่วยงาน", "make it the agency's own"}},
}};
constexpr std::array<ExampleText, 1> kRestoreExamples = {{
    {"phaen restore /backup/today --db sqlite:/srv/phaen/back.db",
     {"คืนลงฐานข้อมูลใหม่", "bring it back into a new database"}},
}};

constexpr std::array<ExampleText, 3> kCompletionExamples = {{
    {"phaen completion bash > ~/.local/share/bash-completion/completions/phaen",
     {"สำหรับ bash", "for bash"}},
    {"phaen completion zsh > ~/.zfunc/_phaen",
     {"สำหรับ zsh (โฟลเดอร์ใน fpath)", "for zsh (a folder of fpath)"}},
    {"phaen completion fish > ~/.config/fish/completions/phaen.fish", {"สำหรับ fish", "for fish"}},
}};

constexpr OptionText kSchemeOption = {
    '\0',
    "scheme",
    "FILE",
    "",
    {"เกณฑ์ประจำปี (ปกติใช้ตามที่แผนอ้างถึง)",
     "the year's scheme (otherwise the one that the plan names)"}};
constexpr OptionText kTextOrJson = {'\0',
                                    "format",
                                    "FORMAT",
                                    "text json",
                                    {"text สำหรับคน, json สำหรับโปรแกรม (ปกติ text)",
                                     "text for people, json for programs; otherwise text"}};
constexpr OptionText kPlanOption = {
    '\0', "plan", "PLAN", "", {"แผนที่ข้อเท็จจริงกล่าวถึง", "the plan that the facts are about"}};

constexpr std::array<OptionText, 12> kScoreOptions = {{
    {'\0', "facts", "FACTS", "", {"แฟ้มข้อเท็จจริงของปี (JSON Lines)", "the year's facts (JSON Lines)"}},
    kAsOfOption,
    kKnownAtOption,
    kSchemeOption,
    kTextOrJson,
    {'\0',
     "with",
     "FACTS",
     "",
     {"คิดคะแนนเสมือนข้อเท็จจริงในแฟ้มนี้เกิดขึ้นด้วย (corrects ระบุข้อเท็จจริงที่จะเปลี่ยน)",
      "score as if these facts were so too; corrects names a fact to change"}},
    {'\0',
     "criteria",
     "PLAN",
     "",
     {"ข้อเท็จจริงของปีนี้ตามเกณฑ์ของแผนปีอื่น วางไว้ข้างคะแนนตามเกณฑ์ของปีนี้",
      "this year's facts under the criteria of another year's plan, beside this year's own"}},
    {'\0',
     "forecast",
     "",
     "",
     {"คาดการณ์คะแนน ความก้าวหน้า และการเบิกจ่ายเมื่อสิ้นปี โดยจำลองส่วนที่เหลือของปี",
      "how points, progress and spending will likely end, by simulating the rest of the year"}},
    {'\0', "runs", "N", "", {"จำนวนครั้งที่จำลอง (ปกติ 400)", "simulated years (otherwise 400)"}},
    {'\0',
     "seed",
     "N",
     "",
     {"เลขตั้งต้นของการจำลอง (ปกติ 1) เลขเดียวกันได้ผลเดียวกัน",
      "where the simulation begins (otherwise 1); the same gives the same"}},
    {'\0',
     "advice",
     "",
     "",
     {"สิ่งที่ควรทำต่อไป เรียงตามคะแนนที่ได้ต่อวันทำงาน", "what to do next, by points for a day of effort"}},
    {'\0',
     "days",
     "N",
     "",
     {"วันทำงานที่มีให้ใช้ (ปกติวันจันทร์ถึงศุกร์ที่เหลือของปี)",
      "days of effort that there are (otherwise the weekdays until the year ends)"}},
}};
constexpr std::array<ExampleText, 5> kScoreExamples = {{
    {"phaen score plan.toml --facts facts.jsonl --as-of 2022-03-31",
     {"คะแนน ณ สิ้นเดือนมีนาคม", "the scores at the end of March"}},
    {"phaen score plan.toml --facts facts.jsonl --format json",
     {"ที่มาของทุกคะแนน ตาม docs/reference/derivation.schema.json",
      "where every score comes from, by docs/reference/derivation.schema.json"}},
    {"phaen score plan.toml --facts facts.jsonl --as-of 2022-03-31 --forecast",
     {"ปีนี้น่าจะจบอย่างไร เมื่อมองจากสิ้นเดือนมีนาคม",
      "how the year will likely end, seen from the end of March"}},
    {"phaen score plan.toml --facts facts.jsonl --as-of 2022-03-31 --advice --days 20",
     {"ยี่สิบวันทำงานต่อไปควรทำอะไร", "what to do with the next twenty working days"}},
    {"phaen score plan.toml --facts facts.jsonl --criteria plan-2566.toml",
     {"ปีนี้จะได้กี่คะแนนถ้าใช้เกณฑ์ของปีหน้า", "what this year would score by next year's criteria"}},
}};

constexpr std::array<OptionText, 9> kLedgerOptions = {{
    kPlanOption,
    kAsOfOption,
    kKnownAtOption,
    kSchemeOption,
    kTextOrJson,
    {'\0',
     "sheet",
     "FILE",
     "",
     {"import: ตารางจากระบบการเงิน (.csv หรือ .xlsx)",
      "import: the finance system's sheet (.csv or .xlsx)"}},
    {'\0',
     "columns",
     "FILE",
     "",
     {"import: แฟ้มจับคู่คอลัมน์ (.toml หรือ .json) ตาม docs/reference/ledger-sheet.schema.json",
      "import: which column says what (.toml or .json), by "
      "docs/reference/ledger-sheet.schema.json"}},
    {'\0',
     "dry-run",
     "",
     "",
     {"import: บอกว่าจะเกิดอะไรขึ้น ไม่เขียนแฟ้ม", "import: say what would happen and write nothing"}},
    {'o',
     "output",
     "FILE",
     "",
     {"import: เขียนข้อเท็จจริงเดิมและใหม่ทั้งหมดลงแฟ้มนี้", "import: write all facts, old and new, here"}},
}};
constexpr std::array<ExampleText, 4> kLedgerExamples = {{
    {"phaen ledger balances facts.jsonl --plan plan.toml --as-of 2022-03-31",
     {"ยอดของทุกบัญชี และร้อยละการเบิกจ่ายรายเดือน",
      "the balances of all accounts, and the percent disbursed by month"}},
    {"phaen ledger check facts.jsonl",
     {"เบิกเกินยอดหรือไม่ ตรงกับระบบการเงินหรือไม่",
      "was too much taken, and does it agree with the finance system"}},
    {"phaen ledger journal facts.jsonl | hledger -f- balance",
     {"ตรวจด้วยโปรแกรมอื่น", "audit it with another program"}},
    {"phaen ledger import facts.jsonl --sheet march.csv --columns columns.toml -o new.jsonl",
     {"นำเข้ารายการจากระบบการเงิน ทำซ้ำได้โดยไม่ซ้ำรายการ",
      "take over what the finance system shows; again, only what changed"}},
}};

constexpr std::array<OptionText, 5> kFactsOptions = {{
    {'o',
     "output",
     "FILE",
     "",
     {"เขียนลงแฟ้มนี้ (ปกติข้อมูลออกมาตรฐาน)", "write here (otherwise standard output)"}},
    kPlanOption,
    kAsOfOption,
    kKnownAtOption,
    kSchemeOption,
}};
constexpr std::array<ExampleText, 2> kFactsExamples = {{
    {"phaen facts check facts.jsonl --plan plan.toml",
     {"หาข้อเท็จจริงที่ไม่มีที่อยู่ในแผน รายการที่ไม่ตรงพจนานุกรม และยอดที่เกิน",
      "find facts of no element, records that do not fit, and overdrafts"}},
    {"phaen facts export facts.jsonl --as-of 2022-03-31 -o march.jsonl",
     {"เฉพาะที่เป็นจริง ณ วันนั้น", "only what held on that day"}},
}};

constexpr std::array<CommandText, 17> kCommands = {{
    {"import",
     "DOCUMENT...",
     1,
     0,
     {"อ่านเอกสารแผนเป็นแผนที่มีโครงสร้าง", "read a plan's document into a structured plan"},
     {"DOCUMENT คือเล่มแผนเป็นข้อความ (.txt: ย่อหน้าละบรรทัด แถวตารางละบรรทัด เซลล์คั่นด้วยแท็บ) หรือ Word "
      "(.docx) "
      "ชนิดดูจากเนื้อแฟ้ม - คือข้อมูลเข้ามาตรฐาน\n"
      "ทุกบรรทัดมีบัญชี: อยู่ที่ใดในแผน เป็นความเรียง เป็นส่วนประกอบหน้า (หัวตารางซ้ำ สารบัญ) หรือไม่เข้าใจ "
      "ไม่มีสิ่งใดถูกทิ้ง\n"
      "แฟ้ม Word หรือสมุดงานที่ส่งออกจากแผนแล้วแก้ด้วยมือ (--base หรือ --against รุ่นเดียวกับแฟ้ม): "
      "แสดงสิ่งที่แฟ้มเปลี่ยนในแผน สิ่งที่แก้ต่างกันทั้งสองฝ่าย (จบด้วยสถานะ 1) และสิ่งที่ให้คนดู\n"
      "แฟ้มคำบอกเป็น TOML:\n"
      "  [[heading]]\n"
      "  printed = \"งานสำคัญของเรา\"\n"
      "  means = \"missions\"\n"
      "  [[column]]\n"
      "  printed = \"ผู้ทำ\"\n"
      "  means = \"lead\"\n"
      "{limits}",
      "DOCUMENT is an official plan as text (.txt: a paragraph a line, a table row a line with "
      "cells parted by tabs) or "
      "Word (.docx), told apart by content; - is standard input.\n"
      "Every line is accounted for: placed in the plan, prose, furniture (repeated headers, "
      "contents) or not understood. "
      "Nothing is dropped.\n"
      "A Word file or workbook that was exported from a plan and edited by hand (--base, or "
      "--against "
      "of the file's own version): what it changes in the plan, what was changed on both sides "
      "(exit "
      "status 1), and what a person should look at.\n"
      "A file of hints is TOML:\n"
      "  [[heading]]\n"
      "  printed = \"Our main tasks\"\n"
      "  means = \"missions\"\n"
      "  [[column]]\n"
      "  printed = \"Who\"\n"
      "  means = \"lead\"\n"
      "{limits}"},
     kImportOptions,
     kImportExamples},
    {"check",
     "PLAN|DOCUMENT...",
     0,
     0,
     {"ตรวจแผนหาสิ่งที่ผิด ขัดกัน หรือขาดหาย", "check a plan for what is wrong, contradictory or missing"},
     {"แต่ละแฟ้มเป็นแผน (.toml, .json) หรือเอกสาร (.txt, .docx) - คือข้อมูลเข้ามาตรฐาน จบด้วยสถานะ 1 "
      "เมื่อพบข้อระดับ error ในแฟ้มใดแฟ้มหนึ่ง\n"
      "ระดับ: error ตัวเลข รหัส ผู้รับผิดชอบ หรือความหมายผิดหรือขัดกัน · warning โครงสร้าง ความเชื่อมโยง "
      "หรือมีสิ่งขาดหาย · info ถ้อยคำและรูปแบบ\n"
      "{limits}",
      "Each file is a plan (.toml, .json) or a document (.txt, .docx); - is standard input. The "
      "exit "
      "status is 1 when something of severity error was found in any.\n"
      "Severities: error, a number, code, owner or meaning is wrong or contradictory; warning, "
      "structure, traceability, something missing; info, wording and format.\n"
      "{limits}"},
     kCheckOptions,
     kCheckExamples},
    {"diff",
     "PLAN|DOCUMENT PLAN|DOCUMENT",
     2,
     2,
     {"เทียบแผนสองฉบับ ทีละองค์ประกอบและทีละช่อง",
      "compare two plans, element by element and field by field"},
     {"แต่ละข้างเป็นแผน (.toml, .json) หรือเอกสาร (.txt, .docx) ก็ได้ จบด้วยสถานะ 1 เมื่อต่างกัน และ 0 "
      "เมื่อเหมือนกัน",
      "Either side is a plan (.toml, .json) or a document (.txt, .docx). The exit status is 1 when "
      "they differ, 0 when "
      "they are the same."},
     kDiffOptions,
     kDiffExamples},
    {"render",
     "PLAN|DOCUMENT",
     1,
     1,
     {"เขียนแผนเป็นเล่ม", "write a plan as a book"},
     {"ตัวเลขทุกตัวที่คำนวณได้คำนวณจากแผน ข้อความ หัวข้อ และลำดับมาจากแม่แบบ (docs/reference/templates.md) "
      "แฟ้ม .xlsx มีสูตรจริง แฟ้ม .pdf เป็น PDF/A-3b พร้อมแผนและแม่แบบแนบอยู่ภายใน",
      "Every figure that can be computed is computed from the plan; words, headings and order come "
      "from a template (docs/reference/templates.md). An .xlsx file has live formulas; a .pdf is "
      "PDF/A-3b with the plan and the template attached."},
     kRenderOptions,
     kRenderExamples},
    {"score",
     "PLAN",
     1,
     1,
     {"คิดคะแนนของแผนจากสิ่งที่เกิดขึ้น", "score a plan by what happened"},
     {"คะแนนคิดจากข้อเท็จจริง ณ วันที่กำหนด และตามที่รู้ในเวลาที่กำหนด ทุกคะแนนบอกที่มาได้ (--format json)",
      "Scores come from facts, as of a day and as known at a moment; --format json tells where "
      "each "
      "comes from."},
     kScoreOptions,
     kScoreExamples},
    {"ledger",
     "balances|journal|check|import FACTS",
     2,
     2,
     {"บัญชีงบประมาณจากข้อเท็จจริง", "the budget ledger of facts"},
     {"balances ยอดของทุกบัญชี · journal สมุดรายวันสำหรับโปรแกรม ledger และ hledger · check "
      "หายอดที่เกินและยอดที่ไม่ตรงกับระบบการเงิน จบด้วยสถานะ 1 เมื่อพบ · import นำเข้าตารางจากระบบการเงิน "
      "แถวที่นำเข้าแล้วไม่นำเข้าซ้ำ แถวที่เปลี่ยนเป็นการแก้ไข เมื่อมีแถวที่อ่านไม่ได้จะบอกทุกแถว ไม่นำเข้าเลย "
      "และจบด้วยสถานะ 1",
      "balances: of all accounts; journal: for the programs ledger and hledger; check: what was "
      "overdrawn and what differs from the finance system, with exit status 1 when there is "
      "anything; import: postings from the finance system's sheet. A row that was imported before "
      "is not imported again, one that changed becomes a correction. When rows cannot be read "
      "each is told, nothing is imported, and the exit status is 1."},
     kLedgerOptions,
     kLedgerExamples},
    {"facts",
     "import|export|check FACTS",
     2,
     2,
     {"อ่าน เขียน และตรวจข้อเท็จจริงของปี", "read, write and check a year's facts"},
     {"import อ่านทั้งหมดแล้วเขียนรูปแบบมาตรฐาน · export เขียนเฉพาะที่เป็นจริง ณ วันที่กำหนด · check "
      "หาสิ่งที่ผิด จบด้วยสถานะ 1 เมื่อพบ แฟ้มเป็น JSON Lines ไม่เกิน 4 GiB บรรทัดละไม่เกิน 1 MiB ไม่เกิน 20 "
      "ล้านรายการ",
      "import: read all and write the canonical form; export: only what holds on the day; check: "
      "what is wrong, with exit status 1 when there is anything. Files are JSON Lines of at most "
      "4 GiB, 1 MiB a line, 20 million facts."},
     kFactsOptions,
     kFactsExamples},
    {"serve",
     "",
     0,
     -1,
     {"เปิดเว็บและส่วนต่อประสาน", "answer browsers and programs"},
     {"ทำงานจนกว่าจะได้รับ Ctrl+C หรือ SIGTERM แล้วจบงานที่ค้างก่อนปิด\n"
      "/healthz /readyz /metrics บอกสภาพ ส่วนต่อประสานอธิบายที่ /api/v1/openapi.json",
      "Runs until Ctrl+C or SIGTERM, then finishes what is under way.\n"
      "/healthz, /readyz and /metrics tell how it is; /api/v1/openapi.json describes the "
      "interface."},
     kServeOptions,
     kServeExamples},
    {"user",
     "add|list|name|password|second-factor-off|unlock|close|open|role|end-role|token|tokens|"
     "revoke|export|erase [LOGIN]",
     1,
     2,
     {"จัดการบัญชีผู้ใช้", "accounts of people and programs"},
     {"add เพิ่มบัญชี อ่านรหัสผ่านจากบรรทัดแรกของอินพุต · list แสดงทุกบัญชี คั่นด้วยแท็บ บทบาทละช่อง "
      "พร้อมวันแรก..วันสุดท้าย · name เปลี่ยนชื่อที่แสดง\n"
      "password ตั้งรหัสผ่านใหม่ อ่านแบบเดียวกัน · second-factor-off เลิกใช้รหัสจากโทรศัพท์ เมื่อโทรศัพท์หาย · "
      "unlock ให้ผู้ที่ลองรหัสผ่านผิดหลายครั้งเข้าสู่ระบบได้ทันที ไม่ต้องรอ 15 นาที · "
      "close และ open ปิดและเปิดบัญชี การปิดและการตั้งรหัสผ่านใหม่ทำให้ผู้ที่เข้าสู่ระบบอยู่ถูกออกจากระบบ\n"
      "role เพิ่มบทบาท · end-role สิ้นสุดบทบาท วันนี้เป็นวันแรกที่ไม่มี\n"
      "token พิมพ์โทเค็นสำหรับโปรแกรม ซึ่งไม่แสดงอีก · tokens แสดงชื่อ วันหมดอายุ และสิทธิ์ · revoke "
      "ยกเลิกโทเค็นชื่อนั้น\n"
      "export พิมพ์ทุกอย่างที่เก็บเกี่ยวกับบัญชี หรือบุคคลในทะเบียนเมื่อระบุ --person เป็น JSON · "
      "erase ลบบัญชี หรือข้อมูลส่วนบุคคลของรหัสนั้นโดยระเบียนยังอยู่ ถามยืนยันก่อน ย้อนกลับไม่ได้ "
      "ทั้งสองบันทึกในลำดับคำสั่ง\n"
      "ใช้ได้ขณะเซิร์ฟเวอร์ทำงาน",
      "add: an account, its password is the first line of the input; list: all of them, parted by "
      "tabs, each role with FIRST..LAST day; name: what people read.\n"
      "password: a new one, read likewise; second-factor-off: no code of a telephone any more, "
      "when that was lost; unlock: who guessed a password wrong too often may try again at once, "
      "and not only after 15 minutes; close, open: the account. Closing and a new password sign "
      "its person out.\n"
      "role: one more role; end-role: the role ends, today is the first day without.\n"
      "token: prints a program's token, which is not shown again; tokens: their names, ends and "
      "scopes; revoke: takes those of a name back.\n"
      "export: prints all that is kept about an account, or with --person about people in records, "
      "as JSON; erase: removes an account, or what is personal under an id while the records stay. "
      "It asks first and cannot be undone; both are told in the chain of commands.\n"
      "Works while the server runs."},
     kUserOptions,
     kUserExamples},
    {"agency",
     "add|list [ID]",
     1,
     2,
     {"จัดการหน่วยงาน", "agencies"},
     {"add เพิ่มหน่วยงานหรือเปลี่ยนชื่อ · list แสดงทุกหน่วยงาน",
      "add: an agency, or new names for one; list: all of them."},
     kAgencyOptions,
     kAgencyExamples},
    {"dataset",
     "check|list|show|set [FILE|DATASET]",
     1,
     2,
     {"พจนานุกรมข้อมูลของชุดข้อมูล", "dictionaries of datasets"},
     {"check ตรวจแฟ้มพจนานุกรม (TOML หรือ JSON) · list แสดงทุกชุดข้อมูลกับรุ่นที่ใช้อยู่ · show "
      "พิมพ์พจนานุกรมเป็นแฟ้ม · set ทำแฟ้มให้เป็นรุ่นถัดไปของหน่วยงาน รุ่นก่อนยังอยู่ "
      "และระเบียนเดิมยังใช้รุ่นที่บันทึกไว้\n"
      "ไม่ระบุ --agency: ชุดที่มากับโปรแกรม · จบด้วยสถานะ 1 เมื่อแฟ้มมีข้อผิดพลาด",
      "check: what is wrong with a dictionary's file, TOML or JSON; list: all datasets with the "
      "version that holds; show: one as a file; set: makes a file the next version of the "
      "agency's own. Versions before stay, and records stay by the one they were made under. "
      "Without --agency: those that come with the program. Status 1 when the file has errors."},
     kDatasetOptions,
     kDatasetExamples},
    {"verify",
     "[FILE.pdf]",
     0,
     1,
     {"พิสูจน์ฐานข้อมูลหรือแฟ้ม PDF", "prove a database or a PDF"},
     {"ไม่ระบุแฟ้ม: เดินตรวจทุกหน้าของฐานข้อมูล ลำดับคำสั่ง ลายเซ็น ข้อเท็จจริง รุ่นของแผน "
      "ตารางระเบียนเทียบกับข้อเท็จจริง ข้อมูลส่วนบุคคล ดัชนี และแฟ้ม\n"
      "แฟ้ม PDF ที่โปรแกรมนี้พิมพ์: พิมพ์ใหม่จากแผน แม่แบบ และเกณฑ์ที่แนบอยู่ (หรือจากแผนของ --plan) "
      "แล้วบอกว่าตรงกัน หรือหน้าและบล็อกแรกที่ต่าง และบอกเมื่อพิมพ์ด้วยโปรแกรมหรือแบบอักษรรุ่นอื่น\n"
      "จบด้วยสถานะ 1 เมื่อมีสิ่งที่ไม่ตรง",
      "Without a file: walks every page of the database, the chain of commands, its signatures, "
      "facts, versions of plans, the typed tables of records beside their facts, personal data, "
      "indexes and files.\n"
      "A PDF that this program printed: prints it again from the plan, template and scheme that it "
      "carries (or from the plan of --plan) and says that it is the same, or the first page and "
      "block that differ; it tells when another version of program or fonts printed it.\n"
      "The exit status is 1 when something does not hold."},
     kVerifyOptions,
     kVerifyExamples},
    {"migrate",
     "",
     0,
     -1,
     {"ปรับฐานข้อมูลเป็นรูปแบบใหม่ล่าสุด", "bring a database to the newest format"},
     {"ถ้ายังไม่มีจะสร้างให้ ฐานข้อมูลที่ใหม่กว่าโปรแกรมจะไม่ถูกแตะต้อง",
      "Makes one where there is none. A database that is newer than the program is left alone."},
     kStoreOptions,
     {}},
    {"backup",
     "FOLDER",
     1,
     1,
     {"สำรองฐานข้อมูลและแฟ้ม", "back up a database and its files"},
     {"FOLDER เป็นโฟลเดอร์ใหม่หรือว่าง เซิร์ฟเวอร์ทำงานต่อได้ระหว่างนั้น ปลายลำดับคำสั่งของวันนี้ถูกลงลายเซ็นด้วยกุญแจใน "
      "audit.key ซึ่งสร้างให้เมื่อยังไม่มี และไม่อยู่ในชุดสำรอง",
      "FOLDER is new or empty; a server may go on meanwhile. The heads of the chains are signed "
      "for "
      "today with the key in audit.key, which is made when it is not there and is no part of the "
      "backup."},
     kStoreOptions,
     kBackupExamples},
    {"restore",
     "FOLDER|FILE.tar",
     1,
     1,
     {"คืนจากชุดสำรอง", "bring a backup back"},
     {"FOLDER คือที่ backup ทำ FILE.tar คือแฟ้มที่ผู้ดูแลระบบดาวน์โหลดจากเว็บ "
      "ลงฐานข้อมูลที่ยังไม่มีหรือว่าง เป็น SQLite หรือ PostgreSQL ก็ได้ไม่ว่าสำรองจากแบบใด "
      "ข้อมูลส่วนบุคคลที่ถูกลบแล้วไม่กลับมา",
      "FOLDER is what backup made, FILE.tar what an administrator downloaded on the web. Goes into "
      "a database that is not there or is empty, SQLite or PostgreSQL, whatever it was "
      "taken from. With --until, personal data that was erased later does not come back."},
     kRestoreOptions,
     kRestoreExamples},
    {"completion",
     "bash|zsh|fish",
     1,
     1,
     {"พิมพ์สคริปต์เติมคำสั่งของเชลล์", "print the shell's completion script"},
     {"", ""},
     {},
     kCompletionExamples},
    {"manual", "", 0, -1, {"พิมพ์หน้าคู่มือ (roff)", "print the manual page (roff)"}, {"", ""}, {}, {}},
}};

constexpr std::array<std::string_view, 0> kPlanned = {};

}  // namespace

std::span<const CommandText> commands() { return kCommands; }

std::span<const OptionText> common_options() { return kCommon; }

const CommandText* find_command(std::string_view name) {
    const auto found =
        std::find_if(kCommands.begin(), kCommands.end(),
                     [name](const CommandText& command) { return command.name == name; });
    return found == kCommands.end() ? nullptr : &*found;
}

bool is_planned(std::string_view command) {
    return std::find(kPlanned.begin(), kPlanned.end(), command) != kPlanned.end();
}

std::string Invocation::option(std::string_view long_name) const {
    const auto found = options.find(long_name);
    return found == options.end() ? std::string() : found->second;
}

}  // namespace phaen::cli
