// Files of what is asked and decided: letters, scans. Kept by their content, named by the steps.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "members.h"
#include "parts.h"
#include "phaen/app/mail_text.h"
#include "phaen/app/workflow.h"
#include "phaen/base/check.h"
#include "phaen/base/sha256.h"
#include "refusals.h"

namespace phaen::app {

using base::Array;
using base::Done;
using base::Object;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kNameBytes = 400;
constexpr std::size_t kMostFiles = 20;

BothTexts file_named() { return {"ไฟล์แนบ", "file"}; }

Refusal bad_file(BothTexts detail) {
    Refusal refusal =
        invalid("bad_member", {"ไฟล์แนบใช้ไม่ได้", "The file cannot be used"}, std::move(detail));
    refusal.members.emplace_back("member", Value("files"));
    return refusal;
}

/// The files that a step's note names.
const Array& files_in(const Value& note) {
    static const Array kNone;
    const Value* files = note.find("files");
    const Array* list = files != nullptr ? files->as_array() : nullptr;
    return list != nullptr ? *list : kNone;
}

}  // namespace

void Workflow::keep_files_in(const store::Files& files, std::string key) {
    PHAEN_CHECK(key.size() >= 32, "receipts of files are signed with a key");
    files_ = &files;
    files_key_ = std::move(key);
}

Workflow::Answer<Value> Workflow::add_file(std::string_view agency, std::string_view kind,
                                           std::string_view subject, std::string_view file_name,
                                           std::string_view bytes, const By& by) const {
    if (files_ == nullptr) return Unexpected{not_found(file_named())};
    const auto seen = may_see(agency, kind, subject, by.actor, by.today);
    if (!seen) return Unexpected{seen.error()};
    const auto now = shown(agency, kind, subject, by.actor, by.today);
    if (!now) return Unexpected{now.error()};
    if (now->find("actions")->as_array()->empty()) {
        return Unexpected{Refusal{
            RefusalKind::forbidden,
            "not_yours",
            {"แนบไฟล์กับเรื่องนี้ไม่ได้", "You cannot attach a file to this"},
            {"ผู้ที่จะดำเนินการขั้นต่อไปของเรื่องเป็นผู้แนบ", "Whoever takes its next step attaches files."}}};
    }
    if (bytes.empty())
        return Unexpected{bad_file({"ไฟล์ว่างเปล่า เลือกไฟล์อื่น", "The file is empty: choose another."})};
    if (file_name.empty() || file_name.size() > kNameBytes) {
        return Unexpected{
            bad_file({fmt::format("ไฟล์ต้องมีชื่อ ไม่เกิน {} ไบต์", kNameBytes),
                      fmt::format("A file needs a name, of at most {} bytes.", kNameBytes)})};
    }
    const auto put = files_->put(bytes);
    if (!put) return Unexpected{from_store(put.error(), file_named())};
    const auto receipt = files_->put(receipt_of(agency, kind, subject, *put));
    if (!receipt) return Unexpected{from_store(receipt.error(), file_named())};
    return Value(Object{{"file", Value(*put)},
                        {"file_name", Value(file_name)},
                        {"bytes", Value(static_cast<std::int64_t>(bytes.size()))}});
}

std::string Workflow::receipt_of(std::string_view agency, std::string_view kind,
                                 std::string_view subject, std::string_view file) const {
    const std::string text =
        fmt::format("phaen.attached/1\n{}\n{}\n{}\n{}", agency, kind, subject, file);
    return fmt::format("{}\n{}", text, hmac_sha256_hex(files_key_, text));
}

base::Result<std::int64_t, store::Error> Workflow::size_of_sent(std::string_view agency,
                                                                std::string_view kind,
                                                                std::string_view subject,
                                                                const std::string& file) const {
    if (files_ == nullptr || !base::is_sha256_hex(file))
        return Unexpected{store::Error{store::ErrorKind::not_found, file}};
    // Knowing the digest of somebody's file is no right to it: it was sent for this subject.
    const auto receipt = files_->size_of(base::sha256_hex(receipt_of(agency, kind, subject, file)));
    if (!receipt) return receipt;
    return files_->size_of(file);
}

Workflow::Answer<Done> Workflow::note_files(std::string_view agency, std::string_view kind,
                                            std::string_view subject, const Value& body,
                                            Object& note) const {
    const Value* member = body.find("files");
    if (member == nullptr || member->is_null()) return Done{};
    const Array* wanted = member->as_array();
    if (wanted == nullptr || wanted->size() > kMostFiles) {
        return Unexpected{bad_file(
            {fmt::format("“files” ต้องเป็นรายการ {{file, file_name}} ไม่เกิน {}", kMostFiles),
             fmt::format("“files” must list {{file, file_name}}, at most {}.", kMostFiles)})};
    }
    Array kept;
    std::set<std::string> named;
    for (const Value& one : *wanted) {
        const auto file = text_member(one, "file", kNameBytes);
        if (!file) return Unexpected{file.error()};
        const auto name = text_member(one, "file_name", kNameBytes);
        if (!name) return Unexpected{name.error()};
        const auto bytes = size_of_sent(agency, kind, subject, *file);
        if (!bytes && bytes.error().kind != store::ErrorKind::not_found)
            return Unexpected{from_store(bytes.error(), file_named())};
        if (!bytes || name->empty() || !named.insert(*file).second) {
            return Unexpected{
                bad_file({"แต่ละไฟล์ต้องส่งเข้ามาก่อน มีชื่อ และไม่ซ้ำกัน",
                          "Each file is sent before, has a name, and is named once."})};
        }
        kept.emplace_back(
            Object{{"file", Value(*file)}, {"file_name", Value(*name)}, {"bytes", Value(*bytes)}});
    }
    if (!kept.empty()) note.emplace_back("files", Value(std::move(kept)));
    return Done{};
}

Workflow::Answer<Download> Workflow::file(std::string_view agency, std::string_view kind,
                                          std::string_view subject, std::string_view file,
                                          const Actor& actor, std::int64_t today) const {
    const auto seen = may_see(agency, kind, subject, actor, today);
    if (!seen) return Unexpected{seen.error()};
    const auto moves = store_.moves(agency, kind, subject);
    if (!moves) return Unexpected{from_store(moves.error(), file_named())};
    Download download;
    for (const store::WorkflowMove& move : *moves) {
        const auto note = base::parse_json(move.note);
        if (!note) continue;
        for (const Value& one : files_in(*note)) {
            if (text_of(one, "file") == file) download.file_name = text_of(one, "file_name");
        }
    }
    // What no step of this subject names is not shown, whoever knows its digest.
    if (download.file_name.empty() || files_ == nullptr) return Unexpected{not_found(file_named())};
    auto bytes = files_->get(file);
    if (!bytes) return Unexpected{from_store(bytes.error(), file_named())};
    // What somebody handed in is never shown as a page of ours.
    download.content_type = "application/octet-stream";
    download.bytes = std::move(*bytes);
    return download;
}

}  // namespace phaen::app
