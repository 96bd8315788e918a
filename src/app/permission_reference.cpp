#include "permission_reference.h"

#include <array>
#include <string_view>

#include "phaen/app/permissions.h"

namespace phaen::app {

namespace {

struct ScopeWords {
    Scope scope;
    std::string_view th;
    std::string_view en;
    std::string_view what_th;
    std::string_view what_en;
};

constexpr std::array kScopes = {
    ScopeWords{Scope::own, "ของตน", "own", "สิ่งที่ตนรับผิดชอบหรือทำไว้",
               "what one is responsible for, or made"},
    ScopeWords{Scope::assessed, "ที่ประเมิน", "assessed", "ปี องค์ประกอบ และตัวชี้วัดที่ได้รับมอบหมายให้ประเมิน",
               "the year, component and indicators that one is to judge"},
    ScopeWords{Scope::lead, "หลัก", "lead", "สิ่งที่ส่วนราชการเป็นหน่วยงานหลัก", "what one's section leads"},
    ScopeWords{Scope::section, "ส่วน", "section", "สิ่งที่ส่วนราชการเป็นหน่วยงานหลักหรือสนับสนุน",
               "what one's section leads or supports"},
    ScopeWords{Scope::agency, "หน่วยงาน", "agency", "ทั้งหน่วยงาน", "all of the agency"},
    ScopeWords{Scope::all, "ทุกหน่วยงาน", "all", "ทุกหน่วยงาน และสิ่งที่ไม่เป็นของหน่วยงานใด",
               "every agency, and what is no agency's"},
};

std::string_view word_of(Scope scope, bool thai) {
    for (const ScopeWords& words : kScopes) {
        if (words.scope == scope) return thai ? words.th : words.en;
    }
    return "·";
}

void add_table(std::string& page, bool thai) {
    std::string rule = "| --- | --- |";
    page += thai ? "| สิทธิ์ | ทำอะไรได้ |" : "| permission | what it lets one do |";
    for (int i = 0; i < kRoleCount; ++i) {
        const Role role = static_cast<Role>(i);
        page.append(" ").append(thai ? name_th(role) : name_en(role)).append(" |");
        rule += " --- |";
    }
    page.append("\n").append(rule).append("\n");
    for (const Permission& permission : permissions()) {
        page.append("| `").append(permission.name).append("` | ");
        page.append(thai ? permission.th : permission.en).append(" |");
        for (const Scope scope : permission.scopes)
            page.append(" ").append(word_of(scope, thai)).append(" |");
        page += "\n";
    }
    page += "\n";
    for (const ScopeWords& words : kScopes) {
        page.append("- **").append(thai ? words.th : words.en).append("**: ");
        page.append(thai ? words.what_th : words.what_en).append("\n");
    }
}

}  // namespace

std::string permission_reference() {
    std::string page =
        "# สิทธิ์ของแต่ละบทบาท · Who may do what\n\n"
        "<!-- Written by tools/make-schemas from src/app/permissions.cpp; a test compares them. "
        "-->\n\n"
        "บทบาทมีวันเริ่มและวันสิ้นสุด ปฏิบัติแทนกันได้ และผู้มีหลายบทบาทได้สิทธิ์ที่กว้างที่สุดในนั้น "
        "ชื่อบทบาทในส่วนต่อประสานอยู่ในวงเล็บ: ";
    for (int i = 0; i < kRoleCount; ++i) {
        const Role role = static_cast<Role>(i);
        page.append(i == 0 ? "" : " · ").append(name_th(role));
        page.append(" (`").append(to_string(role)).append("`)");
    }
    page += "\n\n";
    add_table(page, true);
    page +=
        "\n## In English\n\n"
        "A role holds from day to day, may be held in another's place, and who has several may do "
        "what the widest of "
        "them lets one do. Who is named responsible for an element, or its deputy, has what is "
        "\"own\" on it. "
        "`GET /api/v1/roles` gives the same table; each operation of `GET /api/v1/openapi.json` "
        "names its permission "
        "as `x-permission`. There `signed_in` means anybody who signed in; `own` what is one's own "
        "(notices, calendar, tokens, data), which a token made for some permissions only does not "
        "reach; `session` what opens the account (password, second factor, new tokens), which no "
        "token does.\n\n";
    add_table(page, false);
    return page;
}

}  // namespace phaen::app
