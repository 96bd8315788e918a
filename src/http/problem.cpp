#include "phaen/http/problem.h"

#include <array>
#include <utility>

#include "phaen/base/check.h"

namespace phaen::http {

namespace {

struct Standard {
    int status;
    std::string_view type, th, en;
};

constexpr std::array<Standard, 26> kStandard = {{
    {400, "bad_request", "คำขอไม่ถูกต้องตามรูปแบบ", "The request is malformed"},
    {401, "not_signed_in", "ต้องเข้าสู่ระบบก่อน", "Signing in is needed"},
    {403, "forbidden", "ไม่มีสิทธิ์ดำเนินการนี้", "This is not permitted"},
    {404, "not_found", "ไม่พบสิ่งที่ขอ", "There is nothing here"},
    {405, "method_not_allowed", "ที่อยู่นี้ไม่รองรับการดำเนินการนี้",
     "This address does not take that method"},
    {406, "not_acceptable", "ไม่มีรูปแบบที่ผู้ขอรับได้", "There is no form that the client accepts"},
    {408, "request_timeout", "ส่งคำขอช้าเกินเวลาที่กำหนด", "The request took too long to arrive"},
    {409, "conflict", "ขัดกับสถานะปัจจุบัน", "This conflicts with the present state"},
    {410, "gone", "สิ่งที่ขอถูกลบแล้ว", "What was here is gone"},
    {412, "precondition_failed", "ข้อมูลถูกแก้ไขไปแล้วก่อนหน้านี้", "It was changed in the meantime"},
    {413, "content_too_large", "ข้อมูลที่ส่งใหญ่เกินกำหนด", "What was sent is too large"},
    {414, "address_too_long", "ที่อยู่ยาวเกินกำหนด", "The address is too long"},
    {415, "unsupported_media_type", "ไม่รองรับชนิดข้อมูลที่ส่ง", "This type of content is not taken"},
    {417, "expectation_failed", "ไม่รองรับเงื่อนไขที่คาดหวัง", "That expectation cannot be met"},
    {421, "misdirected_request", "คำขอนี้ไม่ได้ส่งถึงเครื่องแม่ข่ายนี้",
     "The request is meant for another host"},
    {422, "not_valid", "ข้อมูลที่ส่งไม่ผ่านการตรวจสอบ", "What was sent is not valid"},
    {428, "precondition_required", "ต้องระบุรุ่นของข้อมูลที่แก้ไข (If-Match)",
     "A change must name what it changes (If-Match)"},
    {429, "too_many_requests", "ส่งคำขอถี่เกินไป โปรดลองใหม่ภายหลัง",
     "Too many requests; try again later"},
    {431, "head_too_large", "ส่วนหัวของคำขอใหญ่เกินกำหนด", "The head of the request is too large"},
    {500, "internal", "ระบบขัดข้อง โปรดแจ้งหมายเลขคำขอนี้แก่ผู้ดูแลระบบ",
     "A bug of ours; please report this request's number"},
    {501, "not_implemented", "ไม่รองรับวิธีการนี้", "This is not implemented"},
    {503, "unavailable", "ระบบมีผู้ใช้งานมาก โปรดลองใหม่ภายหลัง", "The server is busy; try again later"},
    {504, "timeout", "ระบบใช้เวลานานเกินกำหนด", "It took too long"},
    {505, "version_not_supported", "ไม่รองรับรุ่นของ HTTP นี้", "This version of HTTP is not supported"},
    {507, "storage_full", "พื้นที่จัดเก็บไม่พอ", "There is no room to store this"},
    {502, "bad_gateway", "ระบบภายนอกขัดข้อง", "A service behind this one failed"},
}};

const Standard& standard_of(int status) {
    const Standard* internal = nullptr;
    for (const Standard& standard : kStandard) {
        if (standard.status == status) return standard;
        if (standard.status == 500) internal = &standard;
    }
    PHAEN_CHECK(internal != nullptr, "the table has 500");
    return *internal;
}

bool is_type(std::string_view type) {
    return !type.empty() &&
           type.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") == type.npos;
}

}  // namespace

Problem problem_of(int status) { return problem_of(status, {}); }

Problem problem_of(int status, Message detail) {
    const Standard& standard = standard_of(status);
    Problem problem;
    problem.status = standard.status;
    problem.type = standard.type;
    problem.title = {std::string(standard.th), std::string(standard.en)};
    problem.detail = std::move(detail);
    return problem;
}

Response to_response(const Problem& problem, const Request& request) {
    PHAEN_CHECK(is_type(problem.type), "the type of a problem is a plain word");
    const bool thai = request.language() == Language::th;
    const bool has_detail = !problem.detail.th.empty() || !problem.detail.en.empty();
    const auto in_language = [thai](const Message& message) {
        return base::Value(thai ? message.th : message.en);
    };
    const auto in_both = [](const Message& message) {
        return base::Value(
            base::Object{{"th", base::Value(message.th)}, {"en", base::Value(message.en)}});
    };

    base::Object object;
    base::Object message;
    object.emplace_back("type", base::Value("urn:phaen:problem:" + problem.type));
    object.emplace_back("title", in_language(problem.title));
    message.emplace_back("title", in_both(problem.title));
    object.emplace_back("status", base::Value(problem.status));
    if (has_detail) {
        object.emplace_back("detail", in_language(problem.detail));
        message.emplace_back("detail", in_both(problem.detail));
    }
    if (!request.id().empty()) {
        object.emplace_back("instance",
                            base::Value("urn:phaen:request:" + std::string(request.id())));
    }
    object.emplace_back("message", base::Value(std::move(message)));
    for (const auto& member : problem.members) object.push_back(member);

    Response response = Response::bytes(problem.status, "application/problem+json",
                                        base::to_compact_json(base::Value(std::move(object))));
    response.set_header("Content-Language", request.language() == Language::th ? "th" : "en");
    if (problem.status == 503) response.set_header("Retry-After", "5");
    return response;
}

}  // namespace phaen::http
