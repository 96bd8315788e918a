#include "message.h"

#include <array>
#include <utility>

#include "phaen/base/check.h"

namespace phaen::cli {

namespace {

struct Entry {
    Message message;
    Both text;
};

constexpr std::array<Entry, kMessageCount> kTexts = {{
    {Message::no_such_command,
     {"ไม่มีคำสั่ง “{0}” ดูคำสั่งทั้งหมดด้วย phaen --help",
      "there is no command “{0}”; phaen --help lists them"}},
    {Message::not_there_yet,
     {"“{0}” ยังไม่มีในรุ่นนี้ ดูสิ่งที่ทำได้ด้วย phaen --help",
      "“{0}” is not there yet; phaen --help lists what is"}},
    {Message::unexpected_argument,
     {"ไม่รู้จัก “{0}” ดูวิธีใช้ด้วย phaen {1}--help", "“{0}” is not understood here; see phaen {1}--help"}},
    {Message::missing_argument,
     {"ต้องระบุ {0} ดูวิธีใช้ด้วย phaen {1}--help", "{0} is missing; see phaen {1}--help"}},
    {Message::missing_value,
     {"{0} ต้องตามด้วยค่าหนึ่งค่า ดูวิธีใช้ด้วย phaen {1}--help",
      "{0} needs a value after it; see phaen {1}--help"}},
    {Message::value_not_among,
     {"{0} รับค่า “{1}” ไม่ได้ รับได้: {2}", "{0} cannot be “{1}”; it is one of: {2}"}},
    {Message::given_twice, {"ระบุ {0} ได้ครั้งเดียว", "{0} may be given once only"}},
    {Message::standard_input_twice,
     {"ใช้ “-” (ข้อมูลเข้ามาตรฐาน) ได้แห่งเดียว ที่เหลือให้ระบุเป็นแฟ้ม",
      "“-” (standard input) can be read once only; name a file for the other"}},
    {Message::for_one_document,
     {"{0} ใช้กับเอกสารครั้งละหนึ่งฉบับ",
      "{0} works with one document at a time; run the command once for each"}},
    {Message::not_together, {"ใช้ {0} กับ {1} พร้อมกันไม่ได้", "{0} and {1} do not go together"}},
    {Message::option_needs, {"{0} ต้องใช้กับ {1}", "{0} needs {1} too"}},
    {Message::no_such_rule,
     {"ไม่มีกฎ “{0}” ใกล้ที่สุดคือ {1} ดูทั้งหมดด้วย phaen check --explain",
      "there is no rule “{0}”; the nearest is {1}, and phaen check --explain lists them all"}},
    {Message::no_such_file,
     {"{0}: ไม่พบแฟ้ม ตรวจชื่อและโฟลเดอร์อีกครั้ง", "{0}: no such file; check its name and folder"}},
    {Message::is_a_folder,
     {"{0}: เป็นโฟลเดอร์ ให้ระบุแฟ้มข้างใน", "{0}: this is a folder; name a file in it"}},
    {Message::not_permitted,
     {"{0}: ไม่มีสิทธิ์เข้าถึง ขอสิทธิ์หรือใช้แฟ้มอื่น",
      "{0}: access is not permitted; change its permissions or choose another"}},
    {Message::cannot_read, {"{0}: อ่านไม่ได้ ({1})", "{0}: cannot be read ({1})"}},
    {Message::file_too_large,
     {"{0}: ใหญ่เกิน {1} ไบต์ ให้แบ่งเอกสารหรือเอารูปภาพออก",
      "{0}: larger than {1} bytes; split it or take its pictures out"}},
    {Message::cannot_write,
     {"{0}: เขียนไม่ได้ ({1}) ไม่มีแฟ้มใดเปลี่ยนแปลง",
      "{0}: cannot be written ({1}); no file was changed"}},
    {Message::no_folder_for_output,
     {"{0}: ไม่มีโฟลเดอร์ปลายทาง ให้สร้างก่อน", "{0}: its folder does not exist; make it first"}},
    {Message::output_is_input,
     {"{0}: เป็นแฟ้มต้นทาง ซึ่งจะไม่ถูกเขียนทับ ให้ใช้ชื่ออื่น",
      "{0}: is what was read, and is never overwritten; choose another name"}},
    {Message::output_twice,
     {"{0}: จะถูกเขียนสองครั้ง ให้ใช้ชื่ออื่น", "{0}: would be written twice; choose another name"}},
    {Message::folder_needed,
     {"{0}: เมื่อมีเอกสารหลายฉบับต้องเป็นโฟลเดอร์ ให้ลงท้ายด้วย /",
      "{0}: with several documents this must be a folder; end it with /"}},
    {Message::document_not_utf8,
     {"{0}: ข้อความไม่ใช่ UTF-8{1} ให้บันทึกใหม่เป็น UTF-8",
      "{0}: this text is not UTF-8{1}; save it as UTF-8"}},
    {Message::document_unknown_format,
     {"{0}: ไม่ใช่ข้อความและไม่ใช่ Word (.docx){1} ให้บันทึกเป็นอย่างใดอย่างหนึ่ง",
      "{0}: neither text nor Word (.docx){1}; save it as one of them"}},
    {Message::document_damaged,
     {"{0}: แฟ้มเสียหาย{1} ให้เปิดใน Word แล้วบันทึกใหม่",
      "{0}: the file is damaged{1}; open it in Word and save it again"}},
    {Message::document_too_large,
     {"{0}: ใหญ่เกินขีดจำกัด{1} ดูขีดจำกัดด้วย phaen import --help",
      "{0}: over a limit on size{1}; phaen import --help lists the limits"}},
    {Message::document_too_deep,
     {"{0}: ซ้อนกันลึกเกินขีดจำกัด{1} ดูขีดจำกัดด้วย phaen import --help",
      "{0}: nested over the limit{1}; phaen import --help lists the limits"}},
    {Message::document_hostile,
     {"{0}: ไม่อ่าน เพราะมีสิ่งที่เอกสารปกติไม่มี{1} ตรวจว่าแฟ้มมาจากที่ใด",
      "{0}: refused, as it holds what no ordinary document does{1}; find out where it comes from"}},
    {Message::document_encrypted,
     {"{0}: มีรหัสผ่าน{1} ให้เปิดใน Word แล้วบันทึกโดยไม่ใส่รหัสผ่าน",
      "{0}: protected by a password{1}; open it in Word and save it without one"}},
    {Message::document_legacy_word,
     {"{0}: เป็น Word รุ่นเก่า (.doc){1} ให้บันทึกเป็น .docx",
      "{0}: the old Word format (.doc){1}; save it as .docx"}},
    {Message::plan_unreadable, {"{0}: ไม่ใช่แผนที่ใช้ได้: {1}", "{0}: not a plan that can be used: {1}"}},
    {Message::plan_unreadable_and_more,
     {"{0}: ไม่ใช่แผนที่ใช้ได้: {1} (และอีก {2} ข้อ)",
      "{0}: not a plan that can be used: {1} (and {2} more)"}},
    {Message::workbook_unreadable,
     {"{0}: อ่านเป็นสมุดงาน Excel (.xlsx) ไม่ได้{1} ให้เปิดใน Excel แล้วบันทึกใหม่",
      "{0}: cannot be read as an Excel workbook (.xlsx){1}; open it in Excel and save it again"}},
    {Message::edited_needs_base,
     {"{0}: สมุดงานนำเข้าได้เมื่อบอกว่าส่งออกจากแผนใด ให้ระบุ --base PLAN",
      "{0}: a workbook is brought into the plan that it was made from; name it with --base PLAN"}},
    {Message::edited_other_version,
     {"{0}: ส่งออกจากแผนรุ่น {1} ซึ่งไม่ใช่รุ่นของ {2} ให้ระบุแผนรุ่นนั้นด้วย --base",
      "{0}: was made from version {1}, which {2} is not; name the plan of that version with "
      "--base"}},
    {Message::edited_not_from_plan,
     {"{0}: ไม่เหมือนเล่มที่พิมพ์จาก {1} ถ้าพิมพ์ด้วยแม่แบบของหน่วยงานให้ระบุ --template",
      "{0}: is not like any book printed from {1}; if it was made by the agency's own template, "
      "name "
      "it with --template"}},
    {Message::hints_unreadable,
     {"{0}: แฟ้มคำบอกอ่านไม่ได้: {1} ดูตัวอย่างด้วย phaen import --help",
      "{0}: not a file of hints: {1}; phaen import --help shows one"}},
    {Message::words_unreadable,
     {"{0}: แฟ้มคำอ่านไม่ได้: {1} ดูรูปแบบใน docs/reference/check.md",
      "{0}: not a file of words: {1}; docs/reference/check.md shows one"}},
    {Message::scheme_unreadable,
     {"{0}: ไม่ใช่เกณฑ์ประจำปีที่ใช้ได้: {1}", "{0}: not a scheme that can be used: {1}"}},
    {Message::sheet_unreadable,
     {"{0}: ไม่ใช่ตารางที่อ่านได้: {1}", "{0}: not a sheet that can be read: {1}"}},
    {Message::mapping_unreadable,
     {"{0}: ไม่ใช่การจับคู่คอลัมน์ที่ใช้ได้: {1}", "{0}: not a mapping of columns that can be used: {1}"}},
    {Message::facts_unreadable,
     {"{0}: ไม่ใช่ข้อเท็จจริงที่ใช้ได้: {1}", "{0}: not facts that can be used: {1}"}},
    {Message::facts_unreadable_and_more,
     {"{0}: ไม่ใช่ข้อเท็จจริงที่ใช้ได้: {1} (และอีก {2} ข้อ)",
      "{0}: not facts that can be used: {1} (and {2} more)"}},
    {Message::day_unusable,
     {"“{0}” ไม่ใช่วันที่ ให้เขียนแบบ 2022-03-31", "“{0}” is not a day; write it as 2022-03-31"}},
    {Message::instant_unusable,
     {"“{0}” ไม่ใช่เวลา ให้เขียนแบบ 2022-03-31T17:00:00Z",
      "“{0}” is not a moment; write it as 2022-03-31T17:00:00Z"}},
    {Message::number_unusable,
     {"{0}: “{1}” ใช้ไม่ได้ ให้ใส่จำนวนเต็ม {2} ถึง {3}",
      "{0}: “{1}” will not do; give a whole number from {2} to {3}"}},
    {Message::year_over,
     {"ปีงบประมาณ พ.ศ. {0} สิ้นสุดแล้วในวันที่กำหนด จึงไม่มีอะไรให้คาดการณ์ เลือกวันก่อนหน้าด้วย --as-of",
      "The fiscal year {0} has ended by that day, so there is nothing to foresee; choose an "
      "earlier day with --as-of"}},
    {Message::fix_needs_plan,
     {"{0}: --fix แก้แฟ้มแผน (.toml .json) ไม่แก้เอกสาร ให้นำเข้าก่อนด้วย phaen import {0} -o PLAN.toml",
      "{0}: --fix mends plan files, not documents; import it first: phaen import {0} -o "
      "PLAN.toml"}},
    {Message::accept_needs_plan,
     {"{0}: การยอมรับเก็บไว้ในแฟ้มแผน (.toml .json) ให้นำเข้าก่อนด้วย phaen import {0} -o PLAN.toml",
      "{0}: what is accepted is kept in a plan file; import it first: phaen import {0} -o "
      "PLAN.toml"}},
    {Message::nothing_to_accept,
     {"{0}: ไม่พบข้อตรวจพบของ {1} ให้ยอมรับ", "{0}: nothing was found by {1} that could be accepted"}},
    {Message::output_needs_word,
     {"{0}: -o เขียนข้อคิดเห็นลงสำเนาของแฟ้ม Word เท่านั้น และแฟ้มนี้ไม่ใช่ (ถ้าจะแก้แผนให้เพิ่ม --fix)",
      "{0}: -o writes comments into a copy of a Word file, and this is none (to mend a plan, add "
      "--fix)"}},
    {Message::output_not_word,
     {"{0}: สำเนาพร้อมข้อคิดเห็นเป็นแฟ้ม Word ให้ลงท้ายด้วย .docx",
      "{0}: the copy with comments is a Word file; end its name with .docx"}},
    {Message::listen_unusable,
     {"{0}: ฟังที่อยู่นี้ไม่ได้ ใช้ HOST:PORT เช่น 127.0.0.1:8080",
      "{0}: cannot be listened on; use HOST:PORT, as 127.0.0.1:8080"}},
    {Message::config_unusable,
     {"{0}: การตั้งค่า “{1}” ใช้ไม่ได้: {2} ({3})",
      "{0}: the setting “{1}” cannot be used: it {3} ({2})"}},
    {Message::listen_needs_loopback,
     {"{0}: ยังไม่มีบัญชีผู้ใช้ จึงเปิดได้เฉพาะในเครื่องนี้ (127.0.0.1 หรือ ::1)",
      "{0}: there are no accounts yet, so only this machine may reach the server (127.0.0.1 or "
      "::1)"}},
    {Message::address_in_use,
     {"{0}: มีโปรแกรมอื่นใช้อยู่ เลือกพอร์ตอื่นด้วย --listen HOST:PORT",
      "{0}: another program listens there; choose another port with --listen HOST:PORT"}},
    {Message::store_unusable,
     {"{0}: ใช้เป็นฐานข้อมูลไม่ได้ ({1})", "{0}: cannot be used as the database ({1})"}},
    {Message::store_newer,
     {"{0}: ฐานข้อมูลเขียนโดยโปรแกรมรุ่นใหม่กว่า ใช้รุ่นนั้น หรือกู้จากสำเนาสำรอง",
      "{0}: was written by a newer version of the program; use that, or a backup"}},
    {Message::store_url_unknown,
     {"{0}: ฐานข้อมูลเขียนเป็น sqlite:PATH หรือ postgres://ผู้ใช้@เครื่อง/ชื่อ",
      "{0}: a database is written sqlite:PATH or postgres://user@host/name"}},
    {Message::as_told, {"ทำไม่ได้: {0}", "not done: {0}"}},
    {Message::login_unknown,
     {"ไม่มีบัญชี “{0}” ดูทั้งหมดด้วย phaen user list",
      "there is no account “{0}”; phaen user list shows all"}},
    {Message::role_unknown,
     {"“{0}” ไม่มีบทบาท {1} ใน {2} ที่ยังไม่สิ้นสุด ดูทั้งหมดด้วย phaen user list",
      "“{0}” has no role {1} in {2} that has not ended; phaen user list shows all"}},
    {Message::token_unknown,
     {"“{0}” ไม่มีโทเค็นชื่อ “{1}” ดูทั้งหมดด้วย phaen user tokens {0}",
      "“{0}” has no token named “{1}”; phaen user tokens {0} shows all"}},
    {Message::agency_unknown,
     {"ไม่มีหน่วยงาน “{0}” ดูทั้งหมดด้วย phaen agency list",
      "there is no agency “{0}”; phaen agency list shows all"}},
    {Message::id_unusable,
     {"ใช้ “{0}” เป็นรหัสไม่ได้ ใช้ a-z 0-9 จุด และขีดกลาง ยาว 1 ถึง 64 ตัว",
      "“{0}” cannot be an id: a-z, 0-9, dots and hyphens, 1 to 64 of them"}},
    {Message::not_a_number, {"{0}: “{1}” ไม่ใช่จำนวนเต็ม", "{0}: “{1}” is not a whole number"}},
    {Message::no_password,
     {"ไม่มีรหัสผ่าน พิมพ์ในบรรทัดแรกของอินพุต", "no password: it is the first line of the input"}},
    {Message::not_confirmed,
     {"ไม่ได้ลบอะไร: พิมพ์ “{0}” เพื่อยืนยัน หรือใช้ --yes",
      "nothing was erased: type “{0}” to confirm it, or use --yes"}},
    {Message::store_missing,
     {"{0}: ไม่มีฐานข้อมูลหรือชุดสำรองที่นี่", "{0}: there is no database or backup here"}},
    {Message::store_conflict,
     {"{0}: ไม่ทำ เพราะจะทับสิ่งที่มีอยู่ หรือชุดสำรองไม่ตรงกับบัญชี ({1})",
      "{0}: not done, since something is there or the backup is not what its manifest says ({1})"}},
    {Message::instant_unreadable,
     {"{0}: ไม่ใช่เวลา เขียนอย่าง 2026-11-26T17:00:00+07:00",
      "{0}: is no instant; write it like 2026-11-26T17:00:00+07:00"}},
    {Message::web_unusable,
     {"{0}: ใช้เป็นโฟลเดอร์ของเว็บไม่ได้ ({1})",
      "{0}: cannot be used as the web application’s folder ({1})"}},
    {Message::ending_unknown,
     {"{0}: ไม่รู้ว่าเป็นแฟ้มชนิดใด ให้ลงท้ายด้วย .pdf .docx .html .xlsx หรือ .txt",
      "{0}: its ending names no kind of file that this book has; .pdf, .docx, .html, .xlsx and "
      ".txt do"}},
    {Message::template_unreadable,
     {"{0}: ไม่ใช่แม่แบบที่ใช้ได้: {1} ดูรูปแบบใน docs/reference/templates.md",
      "{0}: not a template that can be used: {1}; docs/reference/templates.md tells its form"}},
    {Message::document_unprintable,
     {"{0}: พิมพ์เอกสารไม่ได้ ที่ {1}: {2}", "{0}: the document cannot be printed, at {1}: {2}"}},
    {Message::no_print_folder,
     {"สร้างโฟลเดอร์ชั่วคราวสำหรับแบบอักษรไม่ได้ ตรวจที่ว่างและสิทธิ์ของ TMPDIR",
      "the temporary folder for fonts cannot be made; check the room in TMPDIR and its "
      "permissions"}},
    {Message::pdf_not_pdf, {"{0}: ไม่ใช่ PDF", "{0}: not a PDF"}},
    {Message::pdf_too_large, {"{0}: ใหญ่เกินขีดจำกัด ({1})", "{0}: over a limit on size ({1})"}},
    {Message::pdf_cut,
     {"{0}: แฟ้มไม่ครบ ส่วนท้ายหายไป ให้ขอแฟ้มใหม่",
      "{0}: the file is cut, its end is missing; ask for it again"}},
    {Message::pdf_encrypted,
     {"{0}: มีรหัสผ่าน แฟ้มที่โปรแกรมนี้พิมพ์ไม่มี จึงไม่ใช่แฟ้มเดิม",
      "{0}: protected by a password, which what we print never is"}},
    {Message::pdf_hostile,
     {"{0}: ไม่อ่าน เพราะมีสิ่งที่แฟ้มของเราไม่มี ({1}) ตรวจว่าแฟ้มมาจากที่ใด",
      "{0}: refused, as it holds what no file of ours does ({1}); find out where it comes from"}},
    {Message::pdf_damaged, {"{0}: แฟ้มเสียหาย ({1}) ให้ขอแฟ้มใหม่", "{0}: the file is damaged ({1})"}},
    {Message::pdf_engine_missing,
     {"{0}: อ่าน PDF ไม่ได้ เพราะไลบรารีที่ต้องใช้ไม่ครบ ({1})",
      "{0}: the libraries that reading a PDF needs are not there ({1})"}},
    {Message::pdf_not_ours,
     {"{0}: ไม่ใช่ PDF ที่โปรแกรมนี้พิมพ์ ({1}) พิมพ์ด้วย phaen render PLAN -o FILE.pdf",
      "{0}: not a PDF that this program printed ({1}); phaen render PLAN -o FILE.pdf prints one"}},
    {Message::pdf_attachment_unusable,
     {"{0}: สิ่งที่แนบ {1} ไม่มีหรืออ่านไม่ได้ จึงพิมพ์ใหม่มาเทียบไม่ได้",
      "{0}: its attachment {1} is missing or cannot be read, so nothing can be printed to "
      "compare"}},
    {Message::pdf_is_report,
     {"{0}: เป็นรายงาน {1} ณ วันที่ {2} ซึ่งพิมพ์จากข้อเท็จจริงที่ไม่ได้แนบมา ระบุแฟ้มข้อเท็จจริงด้วย --facts FACTS",
      "{0}: a report, {1} as of {2}, printed from facts that it does not carry; name them with "
      "--facts FACTS"}},
    {Message::pdf_is_personal,
     {"{0}: เป็นรายงานที่มีข้อมูลส่วนบุคคล ซึ่งพิมพ์ซ้ำเพื่อเทียบไม่ได้ ให้ตรวจฉบับที่ไม่มีข้อมูลส่วนบุคคล",
      "{0}: a report with personal data, which cannot be printed again to compare; verify the one "
      "without it"}},
    {Message::stopped, {"{0}: หยุดตามคำสั่ง", "{0}: stopped on request"}},
    {Message::out_of_memory,
     {"หน่วยความจำไม่พอ ปิดโปรแกรมอื่นแล้วลองใหม่", "out of memory; close other programs and try again"}},
    {Message::bug,
     {"ข้อผิดพลาดของโปรแกรมเอง เหตุการณ์ {0}: {1} โปรดแจ้งผู้พัฒนาพร้อมรหัสนี้",
      "a bug of ours, incident {0}: {1}; please report it with this id"}},
}};

/// Everything on one line and visible: a file's name may hold anything.
std::string without_controls(std::string_view text) {
    std::string clean;
    for (const char c : text) clean += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
    return clean;
}

Message message_of(document::ReadRefusal refusal) {
    switch (refusal) {
        case document::ReadRefusal::not_utf8:
            return Message::document_not_utf8;
        case document::ReadRefusal::unknown_format:
            return Message::document_unknown_format;
        case document::ReadRefusal::damaged:
            return Message::document_damaged;
        case document::ReadRefusal::too_large:
            return Message::document_too_large;
        case document::ReadRefusal::too_deep:
            return Message::document_too_deep;
        case document::ReadRefusal::hostile:
            return Message::document_hostile;
        case document::ReadRefusal::encrypted:
            return Message::document_encrypted;
        case document::ReadRefusal::legacy_word:
            return Message::document_legacy_word;
        case document::ReadRefusal::stopped:
            return Message::stopped;
    }
    return Message::document_damaged;
}

}  // namespace

Both text_of(Message message) {
    const Entry& entry = kTexts[static_cast<std::size_t>(message)];
    PHAEN_CHECK(entry.message == message, "the table of messages is in the order of the enum");
    return entry.text;
}

std::string describe(const Refusal& refusal, Language language) {
    std::vector<std::string> arguments;
    for (const std::string& argument : refusal.arguments)
        arguments.push_back(without_controls(argument));
    return fill(text_of(refusal.message).in(language), arguments);
}

Refusal refusal_of(const document::ReadError& error, const std::string& path, Language language) {
    // The detail is English; in Thai the place alone is given.
    std::string place = error.where;
    if (language == Language::english && !error.detail.empty()) {
        place += place.empty() ? error.detail : ": " + error.detail;
    }
    if (!place.empty()) place = " (" + place + ")";
    return Refusal{message_of(error.refusal), {path, place}};
}

}  // namespace phaen::cli
