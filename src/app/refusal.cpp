#include "phaen/app/refusal.h"

#include <fmt/format.h>

#include <utility>

#include "phaen/app/workspace.h"
#include "refusals.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Value;

Array errors_value(const base::FormErrors& errors) {
    constexpr std::size_t kMostErrors = 100;
    Array list;
    for (const base::FormError& error : errors) {
        if (list.size() == kMostErrors) break;
        list.emplace_back(Object{
            {"line", Value(static_cast<std::int64_t>(error.position.line))},
            {"column", Value(static_cast<std::int64_t>(error.position.column))},
            {"pointer", Value(error.pointer)},
            {"message", both({base::describe_error(error, base::MessageLanguage::thai),
                              base::describe_error(error, base::MessageLanguage::english)})}});
    }
    return list;
}

Array errors_value(const plan::PlanErrors& errors) {
    constexpr std::size_t kMostErrors = 100;
    Array list;
    for (const plan::PlanError& error : errors) {
        if (list.size() == kMostErrors) break;
        list.emplace_back(Object{
            {"line", Value(static_cast<std::int64_t>(error.position.line))},
            {"column", Value(static_cast<std::int64_t>(error.position.column))},
            {"pointer", Value(error.pointer)},
            {"message", both({plan::describe_error(error, plan::MessageLanguage::thai),
                              plan::describe_error(error, plan::MessageLanguage::english)})}});
    }
    return list;
}

Value both(const BothTexts& texts) {
    return Value(Object{{"th", Value(texts.th)}, {"en", Value(texts.en)}});
}

Value to_value(const Refusal& refusal) {
    Object object{{"type", Value("urn:phaen:problem:" + refusal.type)},
                  {"title", both(refusal.title)},
                  {"detail", both(refusal.detail)}};
    for (const auto& member : refusal.members) object.push_back(member);
    return Value(std::move(object));
}

Refusal not_found(BothTexts what) {
    return {RefusalKind::not_found,
            "not_found",
            {"ไม่พบสิ่งที่ขอ", "There is no such thing"},
            {"ไม่พบ" + what.th + " อาจถูกลบหรือเปลี่ยนที่อยู่แล้ว",
             "There is no " + what.en + " of that name; it may have been removed."}};
}

Refusal invalid(std::string_view type, BothTexts title, BothTexts detail) {
    return {RefusalKind::invalid, std::string(type), std::move(title), std::move(detail)};
}

Refusal bad_member(std::string_view name, BothTexts detail) {
    Refusal refusal =
        invalid("bad_member", {"ค่าที่ส่งใช้ไม่ได้", "A value cannot be used"}, std::move(detail));
    refusal.members.emplace_back("member", Value(name));
    return refusal;
}

Refusal conflict(std::string_view type, BothTexts title, BothTexts detail) {
    return {RefusalKind::conflict, std::string(type), std::move(title), std::move(detail)};
}

Refusal from_store(const store::Error& error, BothTexts what) {
    switch (error.kind) {
        case store::ErrorKind::not_found:
            return not_found(std::move(what));
        case store::ErrorKind::conflict:
            return conflict("changed_meanwhile", {"มีผู้แก้ไขก่อนแล้ว", "Someone else was first"},
                            {what.th + "เปลี่ยนไปแล้ว โปรดโหลดใหม่แล้วลองอีกครั้ง",
                             "The " + what.en + " has changed: load it again and repeat."});
        case store::ErrorKind::moved_on:
        case store::ErrorKind::newer:
        case store::ErrorKind::unusable:
        case store::ErrorKind::busy:
            break;
    }
    Refusal refusal{RefusalKind::unavailable,
                    "store_unavailable",
                    {"ฐานข้อมูลไม่พร้อมใช้งาน", "The database does not answer"},
                    {"ยังไม่มีการเปลี่ยนแปลงใด ๆ โปรดลองอีกครั้งในอีกสักครู่",
                     "Nothing was changed. Try again in a moment."}};
    refusal.internal = error.detail;
    return refusal;
}

Refusal no_book(std::string why) {
    Refusal refusal{RefusalKind::invalid,
                    "not_printable",
                    {"พิมพ์เล่มนี้ไม่ได้", "This book cannot be printed"},
                    {"แผนมีสิ่งที่พิมพ์เป็นรูปแบบนี้ไม่ได้ ลองรูปแบบอื่น หรือดูข้อที่พบของแผน",
                     "The plan has something that this format cannot show. Try another format, or "
                     "look at the plan's findings."}};
    refusal.internal = std::move(why);
    return refusal;
}

Refusal no_such_book(std::string_view book, std::string_view format) {
    return {RefusalKind::invalid,
            "not_printable",
            {"ไม่มีเล่มนี้", "There is no such book"},
            {fmt::format("ไม่มีเล่ม “{}” ในรูปแบบ “{}” ดูเล่มที่มีได้ที่ /api/v1/openapi.json", book, format),
             fmt::format("There is no book “{}” in the format “{}”: /api/v1/openapi.json lists "
                         "those that there are.",
                         book, format)}};
}

Refusal key_reused() {
    return invalid("key_reused", {"รหัสกันซ้ำถูกใช้แล้ว", "The key is taken"},
                   {"Idempotency-Key นี้เป็นของคำขออื่น ใช้รหัสใหม่กับคำขอใหม่",
                    "This Idempotency-Key belongs to another request: give each "
                    "request a key of its own."});
}

Refusal fault() {
    return {RefusalKind::unavailable,
            "internal",
            {"โปรแกรมขัดข้อง", "A fault of the program"},
            {"งานนี้ทำไม่สำเร็จเพราะข้อผิดพลาดของโปรแกรม ข้อมูลที่ส่งยังอยู่",
             "The work failed by a fault of ours. What was sent is kept."}};
}

Refusal too_busy() {
    return {RefusalKind::busy,
            "busy",
            {"มีงานรออยู่มาก", "Much work is waiting"},
            {"โปรดส่งอีกครั้งในอีกสักครู่", "Please send it again in a moment."}};
}

Refusal unreadable(const document::ReadError& error) {
    using document::ReadRefusal;
    BothTexts detail;
    switch (error.refusal) {
        case ReadRefusal::not_utf8:
            detail = {"ไฟล์ข้อความต้องเป็น UTF-8 โปรดบันทึกใหม่เป็น UTF-8",
                      "A text file must be UTF-8: save it as UTF-8."};
            break;
        case ReadRefusal::unknown_format:
            detail = {"อ่านได้เฉพาะไฟล์ Word (.docx) และข้อความ (.txt)",
                      "Only Word files (.docx) and text (.txt) can be read."};
            break;
        case ReadRefusal::damaged:
            detail = {"ไฟล์เสียหาย เปิดใน Word แล้วบันทึกใหม่ จากนั้นส่งอีกครั้ง",
                      "The file is damaged: open it in Word, save it again and send that."};
            break;
        case ReadRefusal::too_large:
        case ReadRefusal::too_deep:
            detail = {"ไฟล์ใหญ่หรือซับซ้อนเกินขีดจำกัด แบ่งเอกสารแล้วส่งทีละส่วน",
                      "The file is beyond the limits: send it in parts."};
            break;
        case ReadRefusal::hostile:
            detail = {"ไฟล์มีโครงสร้างที่ไม่ปลอดภัย เปิดใน Word แล้วบันทึกใหม่",
                      "The file is built in an unsafe way: open it in Word and save it again."};
            break;
        case ReadRefusal::encrypted:
            detail = {"ไฟล์มีรหัสผ่าน เอารหัสผ่านออกแล้วส่งอีกครั้ง",
                      "The file has a password: remove it and send the file again."};
            break;
        case ReadRefusal::legacy_word:
            detail = {"เป็นไฟล์ Word รุ่นเก่า (.doc) บันทึกเป็น .docx แล้วส่งอีกครั้ง",
                      "This is the old Word format (.doc): save it as .docx."};
            break;
        case ReadRefusal::stopped:
            detail = {"หยุดตามคำสั่ง", "It was stopped."};
            break;
    }
    Refusal refusal{RefusalKind::unsupported,
                    "unreadable_document",
                    {"อ่านเอกสารไม่ได้", "The document cannot be read"},
                    std::move(detail)};
    if (!error.where.empty()) refusal.members.emplace_back("where", Value(error.where));
    refusal.internal = error.detail;
    return refusal;
}

Refusal not_a_plan(const plan::PlanErrors& errors) {
    constexpr std::size_t kShown = 20;
    Refusal refusal{
        RefusalKind::invalid, "not_a_plan", {"ค่าที่แก้ใช้ไม่ได้", "The change cannot be used"}, {}};
    Array list;
    for (const plan::PlanError& error : errors) {
        if (list.size() == kShown) break;
        const BothTexts message{plan::describe_error(error, plan::MessageLanguage::thai),
                                plan::describe_error(error, plan::MessageLanguage::english)};
        if (list.empty()) refusal.detail = message;
        list.push_back(
            Value(Object{{"pointer", Value(error.pointer)}, {"message", both(message)}}));
    }
    refusal.members.emplace_back("errors", Value(std::move(list)));
    return refusal;
}

}  // namespace phaen::app
