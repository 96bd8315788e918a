#include "phaen/app/permissions.h"

#include <algorithm>

#include "phaen/base/check.h"

namespace phaen::app {

namespace {

constexpr Scope scope_of(char letter) {
    switch (letter) {
        case 'o':
            return Scope::own;
        case 'e':
            return Scope::assessed;
        case 'l':
            return Scope::lead;
        case 's':
            return Scope::section;
        case 'A':
            return Scope::agency;
        case '*':
            return Scope::all;
        default:
            return Scope::none;
    }
}

constexpr Permission row(std::string_view name, std::string_view letters, std::string_view th,
                         std::string_view en) {
    Permission permission{name, {}, th, en};
    for (std::size_t i = 0; i < kRoleCount; ++i) permission.scopes.at(i) = scope_of(letters[i]);
    return permission;
}

struct Words {
    std::string_view word;
    std::string_view th;
    std::string_view en;
};

constexpr std::array<Words, kRoleCount> kRoles = {
    Words{"administrator", "ผู้ดูแลระบบ", "administrator"},
    Words{"planning_officer", "นักวิเคราะห์นโยบายและแผน", "planning officer"},
    Words{"section_head", "หัวหน้าส่วนราชการ", "section head"},
    Words{"project_owner", "ผู้รับผิดชอบโครงการ", "project owner"},
    Words{"budget_officer", "เจ้าหน้าที่งบประมาณ", "budget officer"},
    Words{"director", "ผู้อำนวยการ", "director"},
    Words{"executive", "ผู้บริหาร", "executive"},
    Words{"evaluator", "ผู้ประเมิน", "evaluator"},
    Words{"data_steward", "บริกรข้อมูล", "data steward"},
    Words{"data_owner", "เจ้าของข้อมูล", "data owner"},
    Words{"requester", "ผู้ขอจากหน่วยงานอื่น", "requester of another agency"},
    Words{"reader", "ผู้อ่าน", "reader"},
    Words{"public", "สาธารณะ", "the public"},
};

// In the order of Role:
//   administrator, planning officer, section head, project owner, budget officer, director,
//   executive, evaluator, data steward, data owner, requester, reader, public
// * all agencies, A the agency, s led or supported by the section, l led by it, e what is assessed,
// o one's own, . not at all.
constexpr std::array kPermissions = {
    row("account.manage", "*............", "จัดการบัญชีผู้ใช้", "manage accounts"),
    row("backup.manage", "*............", "สำรองข้อมูลทั้งระบบ", "back everything up"),
    row("role.assign", "A............", "มอบหมายบทบาท", "assign roles"),
    row("audit.read", "AA...A.......", "อ่านบันทึกการตรวจสอบ", "read the chain of commands"),
    row("agency.read", "AAAAAAAAAAAA.", "ดูข้อมูลหน่วยงาน", "see the agency"),
    row("plan.read", "AAAAAAAAAA.A.", "อ่านแผน", "read plans"),
    row("plan.edit", ".A...........", "แก้ไขแผน", "change plans"),
    row("plan.print", "AAAAAAAAAA.A.", "พิมพ์และดาวน์โหลดแผน", "print and download plans"),
    row("template.set", ".A...........", "แก้ไขแม่แบบเอกสาร", "change templates of books"),
    row("import.read", "AA...........", "ดูการนำเข้า", "see imports"),
    row("import.manage", ".A...........", "นำเข้าเอกสารแผน", "import documents"),
    row("finding.read", "AAAAAAAAAA.A.", "ดูข้อสังเกตของแผน", "see findings"),
    row("finding.accept", ".A...........", "ยอมรับข้อสังเกตพร้อมเหตุผล", "accept findings"),
    row("progress.read", "AAAAAAAAAA.A.", "ดูความก้าวหน้า", "see progress"),
    row("progress.report", ".Aso.........", "รายงานความก้าวหน้า", "report progress"),
    row("progress.confirm", ".Al..A.......", "ยืนยันรายงานความก้าวหน้า", "confirm reports of progress"),
    row("evidence.add", ".AsoA...AA...", "แนบหลักฐาน", "hand in evidence"),
    row("money.read", "AAAAAAAA...A.", "ดูงบประมาณ", "see the budget ledger"),
    row("posting.add", "....A........", "บันทึกรายการงบประมาณ", "post to the budget ledger"),
    row("event.add", ".Alo.AA......", "บันทึกเหตุการณ์ของโครงการ", "record what befell a project"),
    row("record.read", "AAAAAAAAAA.A.", "ดูทะเบียน", "see records"),
    row("record.put", ".AAA....AA...", "บันทึกทะเบียน", "write records"),
    row("dictionary.set", "A.......A....", "กำหนดพจนานุกรมข้อมูลของหน่วยงาน",
        "set the agency's dictionaries of datasets"),
    row("score.read", "AAAAAAAAAA.A.", "ดูคะแนน", "see scores"),
    row("assessment.self", ".Al..A.......", "ประเมินตนเอง", "assess oneself"),
    row("assessment.evaluate", ".......e.....", "ประเมินผลตัวชี้วัด", "judge indicators"),
    row("fact.withdraw", ".AooAo.ooo...", "ถอนข้อเท็จจริงที่บันทึก", "withdraw what was recorded"),
    row("draft.write", "AAAAAAAAAAA..", "เก็บแบบที่กำลังกรอก", "keep forms being typed"),
    row("workflow.read", "AAAAAAAA..oA.", "ดูสถานะการอนุมัติ", "see where approvals stand"),
    row("workflow.move", "AAAAAAAAAAA..", "ดำเนินขั้นตอนการอนุมัติ",
        "take the steps that the agency's workflow gives to one's role"),
    row("workflow.set", "A............", "กำหนดขั้นตอนการอนุมัติและหลักเกณฑ์ประจำปีของหน่วยงาน",
        "set the agency's workflows and its own schemes of a year"),
    row("notice.manage", "A............", "กำหนดการแจ้งเตือนของหน่วยงาน",
        "set the agency's notices and see what went out"),
    row("responsible.read", "AAAAAAAAAA.A.", "ดูผู้รับผิดชอบ", "see who is responsible"),
    row("responsible.set", "AAl..A.......", "กำหนดผู้รับผิดชอบและผู้ปฏิบัติแทน",
        "say who is responsible, and the deputy"),
    row("responsible.hand_over", "AA...A.......", "มอบงานทั้งหมดของคนหนึ่งให้อีกคน",
        "hand all of one person's work to another"),
    row("reference.read", "AAAAAAAAAA.A.", "ดูเรื่องที่รอในระบบอื่น", "see what waits in other systems"),
    row("reference.set", ".AAAAA..AA...", "บันทึกเรื่องที่รอในระบบอื่น", "say what waits in other systems"),
    row("personal.read", "A.......AA...", "ดูข้อมูลส่วนบุคคลในทะเบียน (มีการบันทึกทุกครั้ง)",
        "see what is personal in records (each time is told)"),
    row("personal.manage", "A.......A....", "ค้น ลบ และกำหนดอายุข้อมูลส่วนบุคคล",
        "find, erase and limit what is personal"),
    row("request.make", ".Aso......A..", "จัดทำคำขอ", "draft requests"),
};

bool holds_on(const Duty& duty, std::int64_t day) {
    return duty.first_day <= day && day <= duty.last_day;
}

bool contains(const std::vector<std::string_view>& list, std::string_view what) {
    return std::find(list.begin(), list.end(), what) != list.end();
}

bool token_allows(const Actor& actor, std::string_view permission) {
    return actor.token_scopes.empty() ||
           std::find(actor.token_scopes.begin(), actor.token_scopes.end(), permission) !=
               actor.token_scopes.end();
}

bool covers(const Actor& actor, const Duty& duty, Scope scope, const Resource& resource) {
    switch (scope) {
        case Scope::none:
            return false;
        case Scope::all:
            return true;
        case Scope::agency:
            return duty.agency == resource.agency;
        default:
            break;
    }
    if (duty.agency != resource.agency) return false;
    if (duty.fiscal_year != 0 && duty.fiscal_year != resource.fiscal_year) return false;
    switch (scope) {
        case Scope::lead:
            return contains(resource.leads, duty.unit);
        case Scope::section:
            return contains(resource.leads, duty.unit) || contains(resource.supports, duty.unit);
        case Scope::assessed:
            return duty.part.empty() || contains(resource.path, duty.part);
        default:
            break;
    }
    // Own: named by the duty, or made by the person, or by the one in whose place it is done.
    if (!duty.part.empty() && contains(resource.path, duty.part)) return true;
    if (resource.made_by.empty()) return false;
    return resource.made_by == actor.account || resource.made_by == duty.in_place;
}

}  // namespace

std::span<const Permission> permissions() { return kPermissions; }

const Permission* find_permission(std::string_view name) {
    const auto* found = std::find_if(kPermissions.begin(), kPermissions.end(),
                                     [&](const Permission& p) { return p.name == name; });
    return found == kPermissions.end() ? nullptr : found;
}

std::string_view to_string(Role role) { return kRoles.at(static_cast<std::size_t>(role)).word; }
std::string_view name_th(Role role) { return kRoles.at(static_cast<std::size_t>(role)).th; }
std::string_view name_en(Role role) { return kRoles.at(static_cast<std::size_t>(role)).en; }

std::optional<Role> role_from(std::string_view word) {
    for (std::size_t i = 0; i < kRoles.size(); ++i) {
        if (kRoles.at(i).word == word) return static_cast<Role>(i);
    }
    return std::nullopt;
}

std::string_view to_string(Scope scope) {
    constexpr std::array<std::string_view, 7> kWords = {"none",    "own",    "assessed", "lead",
                                                        "section", "agency", "all"};
    return kWords.at(static_cast<std::size_t>(scope));
}

Scope widest_scope(const Actor& actor, std::string_view permission, std::string_view agency,
                   std::int64_t day) {
    const Permission* row = find_permission(permission);
    PHAEN_CHECK(row != nullptr, "a permission of the table");
    Scope widest = Scope::none;
    if (!token_allows(actor, permission)) return widest;
    for (const Duty& duty : actor.duties) {
        if (!holds_on(duty, day)) continue;
        const Scope scope = row->scopes.at(static_cast<std::size_t>(duty.role));
        if (scope != Scope::all && duty.agency != agency) continue;
        widest = std::max(widest, scope);
    }
    return widest;
}

bool may(const Actor& actor, std::string_view permission, const Resource& resource,
         std::int64_t day) {
    const Permission* row = find_permission(permission);
    PHAEN_CHECK(row != nullptr, "a permission of the table");
    if (!token_allows(actor, permission)) return false;
    return std::any_of(actor.duties.begin(), actor.duties.end(), [&](const Duty& duty) {
        return holds_on(duty, day) &&
               covers(actor, duty, row->scopes.at(static_cast<std::size_t>(duty.role)), resource);
    });
}

bool belongs_to(const Actor& actor, std::string_view agency, std::int64_t day) {
    return std::any_of(actor.duties.begin(), actor.duties.end(), [&](const Duty& duty) {
        return duty.agency == agency && holds_on(duty, day);
    });
}

}  // namespace phaen::app
