#include "phaen/plan/problem.h"

#include <array>
#include <utility>

namespace phaen::plan {

namespace {

struct Names {
    std::string_view key;
    std::string_view thai;
    std::string_view english;
};

/// What `found` and `expected` call types and forms.
constexpr std::array kNames = {
    Names{"null", "ค่าว่าง (null)", "null"},
    Names{"boolean", "true หรือ false", "true or false"},
    Names{"integer", "จำนวนเต็ม", "a whole number"},
    Names{"text", "ข้อความ", "text"},
    Names{"list", "รายการ [...]", "a list"},
    Names{"table", "ตาราง {...}", "a table"},
    Names{"decimal", "จำนวนเต็มหรือข้อความทศนิยม เช่น \"22.5\"",
          "a whole number or decimal text such as \"22.5\""},
    Names{"money", "ข้อความจำนวนเงินบาท เช่น \"1500000.00\"",
          "an amount in baht as text, such as \"1500000.00\""},
    Names{"month", "เดือนแบบ ค.ศ. เช่น \"2021-10\"", "a month of a C.E. year, such as \"2021-10\""},
    Names{"reference", "รหัส หรือ {unresolved = \"ข้อความ\"}", "an id or {unresolved = \"text\"}"},
    Names{"condition", "[ชื่อเขตข้อมูล, ตัวดำเนินการ, ค่า]", "[field, operator, value]"},
    Names{"value", "ค่าที่ไม่ว่าง", "a value"},
    Names{"id", "รหัสจาก a-z 0-9 . - ยาวไม่เกิน 64", "an id of a-z 0-9 . -, at most 64 characters"},
    Names{"fiscal_year", "ปีงบประมาณ พ.ศ. 2484 ถึง 2999", "a fiscal year from 2484 to 2999, B.E."},
};

std::string named(const std::string& key, MessageLanguage language) {
    for (const Names& names : kNames) {
        if (names.key == key)
            return std::string(language == MessageLanguage::thai ? names.thai : names.english);
    }
    return key;
}

/// What is wrong, for one kind of error.
std::string message(const PlanError& e, MessageLanguage language) {
    const bool th = language == MessageLanguage::thai;
    const auto say = [th](std::string thai, std::string english) {
        return th ? std::move(thai) : std::move(english);
    };
    const std::string found = named(e.found, language);
    const std::string expected = named(e.expected, language);
    switch (e.kind) {
        case PlanErrorKind::syntax:
            return say("อ่านไฟล์ไม่ได้: " + e.found, "the file cannot be read: " + e.found);
        case PlanErrorKind::unsupported_schema:
            return e.found.empty()
                       ? say("ไม่มี schema ต้องเป็น \"" + e.expected + "\"",
                             "`schema` is missing; it must be \"" + e.expected + "\"")
                       : say("ไม่รู้จัก schema \"" + e.found + "\" ต้องเป็น \"" + e.expected + "\"",
                             "schema \"" + e.found + "\" is not known; it must be \"" + e.expected +
                                 "\"");
        case PlanErrorKind::too_deep:
            return say("ซ้อนกันลึกเกิน " + e.expected + " ชั้น",
                       "nested deeper than " + e.expected + " levels");
        case PlanErrorKind::unknown_member:
            return e.expected.empty()
                       ? say("ไม่รู้จักชื่อ " + e.found, "there is no member " + e.found)
                       : say("ไม่รู้จักชื่อ " + e.found + " หมายถึง " + e.expected + " หรือไม่",
                             "there is no member " + e.found + "; did you mean " + e.expected +
                                 "?");
        case PlanErrorKind::missing_member:
            return say("ขาด " + e.expected, e.expected + " is missing");
        case PlanErrorKind::wrong_type:
            return say("ต้องเป็น" + expected + " แต่พบ" + found,
                       "must be " + expected + ", not " + found);
        case PlanErrorKind::unknown_word:
            return say("ไม่รู้จักคำ \"" + e.found + "\" ต้องเป็นหนึ่งใน " + e.expected,
                       "\"" + e.found + "\" is not one of " + e.expected);
        case PlanErrorKind::bad_value:
            return say("\"" + e.found + "\" ไม่ใช่" + expected,
                       "\"" + e.found + "\" is not " + expected);
        case PlanErrorKind::bad_id:
            return say("\"" + e.found + "\" ไม่ใช่" + expected,
                       "\"" + e.found + "\" is not " + expected);
        case PlanErrorKind::duplicate_id:
            return say("รหัส " + e.found + " ซ้ำกับ " + e.expected,
                       "id " + e.found + " is already that of " + e.expected);
        case PlanErrorKind::unresolved:
            return say("ไม่มีรหัส " + e.found + " ในแผน",
                       "no element of the plan has the id " + e.found);
        case PlanErrorKind::wrong_kind:
            return say(e.found + " ต้องเป็นชนิด " + e.expected,
                       e.found + " is not of kind " + e.expected);
        case PlanErrorKind::cycle:
            return say("ลำดับชั้นเหนือ " + e.found + " วนกลับมาที่เดิม",
                       "the parents of " + e.found + " lead back to it");
        case PlanErrorKind::too_many:
            return say("มีมากกว่า " + e.expected + " รายการ", "more than " + e.expected + " items");
        case PlanErrorKind::too_long:
            return say("ยาวเกิน " + e.expected + " อักขระ",
                       "longer than " + e.expected + " characters");
        case PlanErrorKind::bad_text:
            return say("มีอักขระควบคุมหรือไม่ใช่ UTF-8", "holds control characters or is not UTF-8");
        case PlanErrorKind::nested_too_far:
            return say("ตัวชี้วัดย่อยมีตัวชี้วัดย่อยอีกไม่ได้", "a sub-indicator cannot have sub-indicators");
        case PlanErrorKind::contradiction:
            return say("ขัดกับ " + e.expected, "contradicts " + e.expected);
    }
    return {};
}

/// Names, values and the TOML library's messages may hold anything from the file: a line end or an
/// escape sequence must not reach a terminal or break a list of errors.
std::string as_one_line(std::string_view text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string line;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n') {
            line += "\\n";
        } else if (byte < 0x20 || byte == 0x7F) {
            line += "\\x";
            line += kHex[byte / 16];
            line += kHex[byte % 16];
        } else {
            line += c;
        }
    }
    return line;
}

}  // namespace

std::string describe_error(const PlanError& error, MessageLanguage language) {
    const bool th = language == MessageLanguage::thai;
    std::string text;
    if (error.position.line > 0) {
        text += (th ? "บรรทัด " : "line ") + std::to_string(error.position.line);
        if (error.position.column > 0)
            text += (th ? " คอลัมน์ " : ", column ") + std::to_string(error.position.column);
        text += ": ";
    }
    if (!error.pointer.empty()) text += error.pointer + ": ";
    return as_one_line(text + message(error, language));
}

}  // namespace phaen::plan
