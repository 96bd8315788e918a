// Documents on their way to a plan.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "draft.h"
#include "parts.h"
#include "phaen/base/check.h"
#include "phaen/base/sha256.h"
#include "phaen/document/annotate.h"
#include "phaen/document/read.h"
#include "phaen/plan/create.h"
#include "phaen/plan/elements.h"
#include "phaen/plan/io.h"
#include "phaen/plan/merge.h"
#include "refusals.h"

namespace phaen::app {

using base::Array;
using base::Done;
using base::Object;
using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kNameBytes = 512;
constexpr std::size_t kReasonBytes = 4000;
constexpr std::size_t kHints = 1000;
/// How often a document is begun that the program did not get through.
constexpr std::int64_t kReadings = 3;

std::string_view word_of(store::ImportStatus status) {
    if (status == store::ImportStatus::accepted) return "accepted";
    return status == store::ImportStatus::discarded ? "discarded" : "review";
}

std::string_view word_of(book::Role role) {
    switch (role) {
        case book::Role::placed:
            return "placed";
        case book::Role::furniture:
            return "furniture";
        case book::Role::prose:
            return "prose";
        case book::Role::not_understood:
            break;
    }
    return "not_understood";
}

Value hint_value(const book::Hint& hint) {
    return Value(
        Object{{"kind", Value(hint.kind == book::Hint::Kind::heading ? "heading" : "column")},
               {"printed", Value(hint.printed)},
               {"means", Value(hint.means)}});
}

Value hints_value(const std::vector<book::Hint>& hints) {
    Array items;
    for (const book::Hint& hint : hints) items.push_back(hint_value(hint));
    return Value(std::move(items));
}

Object summary_of(const store::Import& import) {
    Object object{{"id", Value(import.id)},
                  {"agency", Value(import.agency)},
                  {"file_name", Value(import.file_name)},
                  {"sha256", Value(import.sha256)},
                  {"bytes", Value(import.bytes)},
                  {"at", Value(to_text(import.at))},
                  {"status", Value(word_of(import.status))},
                  {"revision", Value(import.revision)}};
    if (!import.plan.empty()) object.emplace_back("plan", Value(import.plan));
    return object;
}

// --- the document as the interface shows it -----------------------------------------------------

Value row_value(const document::Row& row) {
    Array cells;
    for (const document::Cell& cell : row.cells) {
        Object object{{"cell", Value(cell.place.cell)},
                      {"text", Value(cell.text())},
                      {"span", Value(cell.column_span)}};
        if (cell.merged_above) object.emplace_back("merged", Value(true));
        if (cell.mark == document::CellMark::shaded) object.emplace_back("shaded", Value(true));
        cells.push_back(Value(std::move(object)));
    }
    Array bars;
    for (const document::DrawnBar& bar : row.bars) {
        bars.push_back(
            Value(Object{{"from", Value(bar.from_column)}, {"to", Value(bar.to_column)}}));
    }
    Object object{{"row", Value(row.place.row)}};
    if (row.place.line > 0) object.emplace_back("line", Value(row.place.line));
    object.emplace_back("header", Value(row.repeated_header));
    object.emplace_back("cells", Value(std::move(cells)));
    object.emplace_back("bars", Value(std::move(bars)));
    return Value(std::move(object));
}

Value block_value(const document::Block& block) {
    if (block.kind == document::Block::Kind::table) {
        Array rows;
        for (const document::Row& row : block.table.rows) rows.push_back(row_value(row));
        return Value(Object{{"block", Value(block.table.place.block)},
                            {"kind", Value("table")},
                            {"columns", Value(block.table.columns)},
                            {"rows", Value(std::move(rows))}});
    }
    const document::Paragraph& paragraph = block.paragraph;
    Object object{{"block", Value(paragraph.place.block)}, {"kind", Value("paragraph")}};
    if (paragraph.place.line > 0) object.emplace_back("line", Value(paragraph.place.line));
    object.emplace_back("text", Value(paragraph.printed()));
    if (paragraph.heading_level > 0) object.emplace_back("level", Value(paragraph.heading_level));
    return Value(std::move(object));
}

Value account_value(const book::Account& account, book::Role role,
                    const std::vector<book::Destination>& destinations) {
    Object object{{"block", Value(account.place.block)}};
    if (account.place.row >= 0) object.emplace_back("row", Value(account.place.row));
    if (account.place.cell >= 0) object.emplace_back("cell", Value(account.place.cell));
    if (account.place.line > 0) object.emplace_back("line", Value(account.place.line));
    object.emplace_back("role", Value(word_of(role)));
    object.emplace_back("what", Value(account.what));
    object.emplace_back("text", Value(account.text));
    Array list;
    for (const book::Destination& destination : destinations) {
        list.push_back(Value(
            Object{{"element", Value(destination.element)}, {"field", Value(destination.field)}}));
    }
    object.emplace_back("destinations", Value(std::move(list)));
    return Value(std::move(object));
}

/// Where people put a block by hand: the draft's source says so.
std::optional<plan::Id> placed_by_hand(const plan::Plan& draft, const document::Place& place) {
    if (!draft.source) return std::nullopt;
    for (const plan::Narrative& narrative : draft.narratives) {
        const auto at = draft.source->elements.find(narrative.id);
        if (at == draft.source->elements.end()) continue;
        for (const plan::Place& own : at->second) {
            if (own.block == place.block && own.row == place.row) return narrative.id;
        }
    }
    return std::nullopt;
}

std::string_view count_name(book::Role role) { return word_of(role); }

Value import_value(const store::Import& import, const Loaded& loaded, const Checked& checked) {
    Object object = summary_of(import);
    object.emplace_back("plan_id", Value(loaded.plan().id));
    Value content = loaded.tree();
    if (Object* members = content.as_object()) {
        std::erase_if(*members, [](const auto& member) { return member.first == "claims"; });
    }
    object.emplace_back("plan_content", std::move(content));
    object.emplace_back("etags", tags_of(loaded.plan(), loaded.tree()));
    Array blocks;
    for (const document::Block& block : loaded.document()->blocks)
        blocks.push_back(block_value(block));
    object.emplace_back("blocks", Value(std::move(blocks)));
    Array account;
    Object counts{{"placed", Value(0)},
                  {"furniture", Value(0)},
                  {"prose", Value(0)},
                  {"not_understood", Value(0)}};
    for (const book::Account& entry : loaded.account()) {
        book::Role role = entry.role;
        std::vector<book::Destination> destinations = entry.destinations;
        if (role == book::Role::not_understood) {
            if (const auto narrative = placed_by_hand(loaded.plan(), entry.place)) {
                role = book::Role::prose;
                destinations.push_back({*narrative, "text"});
            }
        }
        for (auto& [name, value] : counts) {
            if (name == count_name(role)) value = Value(*value.as_integer() + 1);
        }
        account.push_back(account_value(entry, role, destinations));
    }
    object.emplace_back("account", Value(std::move(account)));
    object.emplace_back("counts", Value(std::move(counts)));
    object.emplace_back("hints", hints_value(hints_from(import.hints)));
    for (auto& member : checked.object()) object.push_back(std::move(member));
    return Value(std::move(object));
}

// --- reading ------------------------------------------------------------------------------------

struct Read {
    document::Document document;
    book::Recognition recognition;
};

Result<Read, Refusal> read_document(std::string_view bytes, const std::string& file_name,
                                    const std::string& sha256, const std::vector<book::Hint>& hints,
                                    std::stop_token stop) {
    auto document = document::read(bytes, {}, stop);
    if (!document) return Unexpected{unreadable(document.error())};
    Read read;
    read.document = std::move(*document);
    book::RecogniseOptions options;
    options.hints = hints;
    read.recognition = book::recognise(read.document, options, stop);
    if (stop.stop_requested())
        return Unexpected{unreadable({document::ReadRefusal::stopped, {}, {}})};
    plan::Plan& plan = read.recognition.plan;
    if (!plan.source) plan.source.emplace();
    plan.source->file = file_name;
    plan.source->sha256 = sha256;
    return read;
}

Result<std::vector<book::Hint>, Refusal> hints_of(const Value& body) {
    const auto refuse = [] {
        return invalid("bad_hints", {"คำบอกใช้ไม่ได้", "The hints cannot be used"},
                       {"แต่ละรายการต้องมี kind (heading หรือ column), printed และ means",
                        "Each one needs kind (heading or column), printed and means."});
    };
    const Value* list = body.find("hints");
    if (list == nullptr || list->as_array() == nullptr || list->as_array()->size() > kHints)
        return Unexpected{refuse()};
    std::vector<book::Hint> hints;
    for (const Value& item : *list->as_array()) {
        const auto kind = text_member(item, "kind", kNameBytes);
        const auto printed = text_member(item, "printed", kReasonBytes);
        const auto means = text_member(item, "means", kNameBytes);
        if (!kind || !printed || !means) return Unexpected{refuse()};
        if ((*kind != "heading" && *kind != "column") || printed->empty() || means->empty())
            return Unexpected{refuse()};
        hints.push_back({*kind == "heading" ? book::Hint::Kind::heading : book::Hint::Kind::column,
                         *printed, *means});
    }
    return hints;
}

/// What an agency knows and what an import adds, each printed text once, the later one wins.
std::vector<book::Hint> joined(std::vector<book::Hint> hints, const std::vector<book::Hint>& more) {
    for (const book::Hint& hint : more) {
        std::erase_if(hints, [&](const book::Hint& old) {
            return old.kind == hint.kind && old.printed == hint.printed;
        });
        hints.push_back(hint);
    }
    return hints;
}

Refusal stale_import(const store::Import& import) {
    Refusal refusal{RefusalKind::stale,
                    "stale_import",
                    {"การนำเข้าเปลี่ยนไปแล้ว", "The import has changed"},
                    {"มีผู้แก้ไขหลังจากที่เปิดดู โปรดดูอีกครั้งก่อนรับเป็นแผน",
                     "Someone changed it since you looked: see it again before accepting it."}};
    refusal.members = {{"current_revision", Value(import.revision)}};
    return refusal;
}

Refusal not_in_review() {
    return conflict("not_in_review", {"การนำเข้านี้จบแล้ว", "This import has ended"},
                    {"รับเป็นแผนหรือทิ้งไปแล้ว จึงแก้ไขไม่ได้อีก",
                     "It was accepted or discarded, so that it cannot be changed any more."});
}

}  // namespace

std::vector<book::Hint> hints_from(std::string_view json) {
    if (json.empty()) return {};
    const auto value = base::parse_json(json);
    PHAEN_CHECK(value.has_value(), "stored hints can be read");
    auto hints = hints_of(Value(Object{{"hints", *value}}));
    PHAEN_CHECK(hints.has_value(), "stored hints are hints");
    return std::move(*hints);
}

Workspace::Parts::LoadedAnswer Workspace::Parts::load_import(const store::Import& import) {
    const std::string key = fmt::format("import {} {}", import.id, import.revision);
    return cache.get(key, [&]() -> LoadedAnswer {
        const auto bytes = files.get(import.sha256);
        if (!bytes) return Unexpected{from_store(bytes.error(), import_named(import.id))};
        auto read =
            read_document(*bytes, import.file_name, import.sha256, hints_from(import.hints), {});
        if (!read) return Unexpected{read.error()};
        return std::make_shared<const Loaded>(parse_own(import.draft), std::move(read->document),
                                              std::move(read->recognition.account));
    });
}

Result<Done, Refusal> Workspace::Parts::read_again(store::Import& import, std::string hints) {
    const auto bytes = files.get(import.sha256);
    if (!bytes) return Unexpected{from_store(bytes.error(), import_named(import.id))};
    const auto read = read_document(*bytes, import.file_name, import.sha256, hints_from(hints), {});
    if (!read) return Unexpected{read.error()};
    const plan::Plan& theirs = read->recognition.plan;
    const plan::Plan before = parse_own(import.read);
    const plan::Plan ours = parse_own(import.draft);
    // What people corrected stays; where both changed, the person is right.
    plan::Plan merged = plan::merge(before, ours, theirs).plan;
    merged.source = theirs.source;
    merged.claims = theirs.claims;
    if (ours.source && merged.source) {
        for (const auto& [id, places] : ours.source->elements)
            merged.source->elements.emplace(id, places);
    }
    import.hints = std::move(hints);
    import.read = base::to_compact_json(plan::to_value(theirs));
    import.draft = base::to_compact_json(plan::to_value(merged));
    return Done{};
}

Result<std::string, Refusal> Workspace::Parts::import_bytes(
    std::string_view agency, std::string_view file_name, const std::string& sha256,
    std::string_view bytes, std::stop_token stop, const Jobs::Tell& tell, const std::string& job) {
    const auto known = plans.hints(agency);
    if (!known) return Unexpected{from_store(known.error(), {"หน่วยงาน", "agency"})};
    tell(10, {"กำลังอ่านเอกสาร", "Reading the document"});
    const auto read =
        read_document(bytes, std::string(file_name), sha256, hints_from(*known), stop);
    if (!read) return Unexpected{read.error()};
    tell(60, {"กำลังตรวจแผน", "Checking the plan"});
    store::Import import;
    import.id = "import-" + options.new_id();
    import.file_name = file_name;
    import.sha256 = sha256;
    import.bytes = static_cast<std::int64_t>(bytes.size());
    import.hints = known->empty() ? "[]" : *known;
    import.read = base::to_compact_json(plan::to_value(read->recognition.plan));
    import.draft = import.read;
    auto loaded = std::make_shared<const Loaded>(read->recognition.plan, read->document,
                                                 read->recognition.account);
    const auto checked = check(std::string(agency), *loaded);
    if (!checked) return Unexpected{checked.error()};
    if (stop.stop_requested())
        return Unexpected{unreadable({document::ReadRefusal::stopped, {}, {}})};
    const auto added = plans.add_import(command(agency), import, job);
    if (!added) {
        // It was stopped, or another server read it too and was first.
        const auto ended = job.empty()
                               ? Result<store::ImportJob, store::Error>(Unexpected{store::Error{}})
                               : plans.job(job);
        if (ended && ended->status == store::ImportJob::Status::done) return ended->import;
        return Unexpected{from_store(added.error(), {"หน่วยงาน", "agency"})};
    }
    cache.put(fmt::format("import {} {}", import.id, import.revision), std::move(loaded));
    return import.id;
}

Workspace::Answer<Value> Workspace::imports(std::string_view agency) const {
    const auto known = parts_->plans.agency(agency);
    if (!known) return Unexpected{from_store(known.error(), {"หน่วยงาน", "agency"})};
    const auto imports = parts_->plans.imports(agency);
    if (!imports) return Unexpected{from_store(imports.error(), {"หน่วยงาน", "agency"})};
    Array items;
    for (const store::Import& import : *imports) items.push_back(Value(summary_of(import)));
    return Value(Object{{"items", Value(std::move(items))}});
}

Workspace::Answer<Value> Workspace::upload(std::string_view agency, std::string_view file_name,
                                           std::string_view bytes, const Once& once) {
    const auto known = parts_->plans.agency(agency);
    if (!known) return Unexpected{from_store(known.error(), {"หน่วยงาน", "agency"})};
    const store::Command command = parts_->command(agency, once);
    const auto before = parts_->answered(command);
    if (!before) return Unexpected{before.error()};
    if (*before) return job(**before);
    if (bytes.empty() || file_name.empty() || file_name.size() > kNameBytes) {
        return Unexpected{invalid("no_file", {"ไม่มีไฟล์", "There is no file"},
                                  {"ส่งไฟล์ที่มีเนื้อหาพร้อมชื่อไฟล์ (file_name)",
                                   "Send a file that is not empty, with its name (file_name)."})};
    }
    const auto stored = parts_->files.put(bytes);
    if (!stored) return Unexpected{from_store(stored.error(), {"ไฟล์", "file"})};
    if (!parts_->jobs.has_room()) return Unexpected{too_busy()};
    store::ImportJob job;
    job.id = "job-" + parts_->options.new_id();
    job.agency = agency;
    job.file_name = file_name;
    job.sha256 = *stored;
    const auto added = parts_->plans.add_job(command, job, parts_->hold());
    if (!added) return Unexpected{from_store(added.error(), {"หน่วยงาน", "agency"})};
    // The same came twice at once, and the other was first.
    if (*added != job.id) return this->job(*added);
    const auto started = parts_->start(job);
    if (!started) return Unexpected{started.error()};
    return to_value(*started);
}

Result<Job, Refusal> Workspace::Parts::start(const store::ImportJob& job) {
    return jobs.add(
        job.id, "import",
        [this, job](const std::stop_token& stop,
                    const Jobs::Tell& tell) -> Result<std::string, Refusal> {
            const auto begun = plans.begin_job(job.id);
            if (!begun) return Unexpected{from_store(begun.error(), {"งาน", "job"})};
            const auto content = files.get(job.sha256);
            auto made = content ? import_bytes(job.agency, job.file_name, job.sha256, *content,
                                               stop, tell, job.id)
                                : Result<std::string, Refusal>(
                                      Unexpected{from_store(content.error(), {"ไฟล์", "file"})});
            // What was stopped at the end of the program is begun again at the next start.
            if (!made && !stop.stop_requested()) {
                const auto ended = plans.end_job(job.id, store::ImportJob::Status::failed,
                                                 base::to_compact_json(to_value(made.error())));
                if (!ended) return Unexpected{from_store(ended.error(), {"งาน", "job"})};
            }
            return made;
        });
}

store::JobHold Workspace::Parts::hold() const { return {server, options.now() + kJobSilence}; }

void Workspace::leave_jobs() { (void)parts_->plans.hold_jobs({parts_->server, 0}); }

Workspace::Answer<Done> Workspace::resume_jobs() {
    store::PlanStore& plans = parts_->plans;
    // The embedded database has no other server: what waits there and is not ours was left.
    const bool is_alone = plans.has_one_server();
    if (!is_alone && parts_->jobs.has_any()) {
        const auto held = plans.hold_jobs(parts_->hold());
        if (!held) return Unexpected{from_store(held.error(), {"งาน", "job"})};
    }
    const store::Instant free_at = is_alone ? store::kNever : parts_->options.now();
    const auto jobs = plans.waiting_jobs(free_at);
    if (!jobs) return Unexpected{from_store(jobs.error(), {"งาน", "job"})};
    for (const store::ImportJob& job : *jobs) {
        if (parts_->jobs.find(job.id)) continue;
        const auto is_ours = plans.take_job(job.id, parts_->hold(), free_at);
        if (!is_ours) return Unexpected{from_store(is_ours.error(), {"งาน", "job"})};
        if (!*is_ours) continue;
        // A document that took the program down with it is not tried for ever.
        if (job.tries >= kReadings) {
            const auto ended = plans.end_job(job.id, store::ImportJob::Status::failed,
                                             base::to_compact_json(to_value(fault())));
            if (!ended) return Unexpected{from_store(ended.error(), {"งาน", "job"})};
            continue;
        }
        if (!parts_->start(job)) {
            // There is no room: another may have it.
            (void)plans.take_job(job.id, {}, store::kNever);
            break;
        }
    }
    return Done{};
}

Workspace::Answer<std::string> Workspace::import_now(std::string_view agency,
                                                     std::string_view file_name,
                                                     std::string_view bytes) {
    const auto stored = parts_->files.put(bytes);
    if (!stored) return Unexpected{from_store(stored.error(), {"ไฟล์", "file"})};
    return parts_->import_bytes(agency, file_name, *stored, bytes, {},
                                [](int, const BothTexts&) {});
}

Workspace::Answer<Tagged> Workspace::import(std::string_view id) const {
    const auto import = parts_->plans.import(id);
    if (!import) return Unexpected{from_store(import.error(), import_named(id))};
    const auto loaded = parts_->load_import(*import);
    if (!loaded) return Unexpected{loaded.error()};
    const auto checked = parts_->check(import->agency, **loaded);
    if (!checked) return Unexpected{checked.error()};
    return Tagged{import_value(*import, **loaded, **checked), tag_of(*import)};
}

Workspace::Answer<Tagged> Workspace::set_hints(std::string_view id, const Value& body,
                                               const Once& once) {
    const auto hints = hints_of(body);
    if (!hints) return Unexpected{hints.error()};
    auto import = parts_->plans.import(id);
    if (!import) return Unexpected{from_store(import.error(), import_named(id))};
    if (import->status != store::ImportStatus::review) return Unexpected{not_in_review()};
    const auto read = parts_->read_again(*import, base::to_canonical_json(hints_value(*hints)));
    if (!read) return Unexpected{read.error()};
    const auto changed =
        parts_->plans.change_import(parts_->command(import->agency, once), *import);
    if (!changed) return Unexpected{from_store(changed.error(), import_named(id))};
    return this->import(id);
}

Workspace::Answer<Tagged> Workspace::import_element(std::string_view id,
                                                    std::string_view element) const {
    const auto import = parts_->plans.import(id);
    if (!import) return Unexpected{from_store(import.error(), import_named(id))};
    const plan::Plan draft = parse_own(import->draft);
    auto value = element_value(draft, plan::to_value(draft), element);
    if (!value) return Unexpected{not_found({"องค์ประกอบนี้", "element"})};
    std::string tag = tag_of(*value);
    return Tagged{std::move(*value), std::move(tag)};
}

Workspace::Answer<Tagged> Workspace::change_import_element(std::string_view id,
                                                           std::string_view element,
                                                           std::string_view tag, const Value& patch,
                                                           const Once& once) {
    auto import = parts_->plans.import(id);
    if (!import) return Unexpected{from_store(import.error(), import_named(id))};
    if (import->status != store::ImportStatus::review) return Unexpected{not_in_review()};
    const plan::Plan draft = parse_own(import->draft);
    const Value tree = plan::to_value(draft);
    const auto current = element_value(draft, tree, element);
    if (!current) return Unexpected{not_found({"องค์ประกอบนี้", "element"})};
    if (tag_of(*current) != tag) {
        Refusal stale{
            RefusalKind::stale,
            "stale_element",
            {"มีผู้แก้ไขก่อนแล้ว", "Someone else was first"},
            {"เลือกว่าจะใช้ข้อความใด แล้วบันทึกอีกครั้ง", "Choose which text is to stand, and save again."}};
        stale.members = {{"current", *current}, {"current_etag", Value(tag_of(*current))}};
        return Unexpected{std::move(stale)};
    }
    const auto changed = changed_plan(draft, tree, element, patch);
    if (!changed) return Unexpected{changed.error()};
    const Value after = plan::to_value(*changed);
    import->draft = base::to_compact_json(after);
    const auto stored = parts_->plans.change_import(parts_->command(import->agency, once), *import);
    if (!stored) return Unexpected{from_store(stored.error(), import_named(id))};
    auto value = element_value(*changed, after, element);
    PHAEN_CHECK(value.has_value(), "a change keeps its element");
    std::string now = tag_of(*value);
    return Tagged{
        Value(Object{
            {"element", std::move(*value)}, {"etag", Value(now)}, {"revision", Value(*stored)}}),
        now};
}

Workspace::Answer<Tagged> Workspace::add_narrative(std::string_view id, const Value& body,
                                                   const Once& once) {
    const Value* block = body.find("block");
    const std::int64_t* number = block == nullptr ? nullptr : block->as_integer();
    auto import = parts_->plans.import(id);
    if (!import) return Unexpected{from_store(import.error(), import_named(id))};
    const store::Command command = parts_->command(import->agency, once);
    const auto before = parts_->answered(command);
    if (!before) return Unexpected{before.error()};
    if (*before) return this->import(id);
    if (import->status != store::ImportStatus::review) return Unexpected{not_in_review()};
    const auto loaded = parts_->load_import(*import);
    if (!loaded) return Unexpected{loaded.error()};
    plan::Plan draft = (*loaded)->plan();
    for (const document::Block& piece : (*loaded)->document()->blocks) {
        if (number == nullptr || piece.kind != document::Block::Kind::paragraph) continue;
        const document::Paragraph& paragraph = piece.paragraph;
        if (paragraph.place.block != *number) continue;
        if (placed_by_hand(draft, paragraph.place)) return this->import(id);
        const plan::ElementIndex index(draft);
        plan::Narrative narrative;
        for (std::size_t n = draft.narratives.size() + 1; narrative.id.empty(); ++n) {
            const std::string free = "narrative-" + std::to_string(n);
            if (index.find(free) == nullptr) narrative.id = free;
        }
        if (!draft.narratives.empty()) narrative.after = draft.narratives.back().id;
        narrative.text = paragraph.printed();
        if (!draft.source) draft.source.emplace();
        draft.source->elements[narrative.id] = {{paragraph.place.block, paragraph.place.row,
                                                 paragraph.place.cell, paragraph.place.line}};
        draft.narratives.push_back(std::move(narrative));
        import->draft = base::to_compact_json(plan::to_value(draft));
        const auto changed = parts_->plans.change_import(command, *import);
        if (!changed) return Unexpected{from_store(changed.error(), import_named(id))};
        return this->import(id);
    }
    return Unexpected{invalid("no_such_block", {"ไม่มีย่อหน้านี้", "There is no such paragraph"},
                              {"ระบุ block เป็นลำดับของย่อหน้าในเอกสาร",
                               "Give the number of a paragraph of the document as “block”."})};
}

Workspace::Answer<Value> Workspace::accept_import(std::string_view id, std::string_view tag,
                                                  const Value& body, const Once& once) {
    const auto reason = text_member(body, "reason", kReasonBytes);
    if (!reason) return Unexpected{reason.error()};
    const auto import = parts_->plans.import(id);
    if (!import) return Unexpected{from_store(import.error(), import_named(id))};
    const auto accepted = [](const store::Version& version) {
        return Value(Object{{"plan", Value(version.plan)},
                            {"number", Value(version.number)},
                            {"version", Value(version.version)}});
    };
    const store::Command command = parts_->command(import->agency, once);
    const auto before = parts_->answered(command);
    if (!before) return Unexpected{before.error()};
    if (*before) {
        const auto first = parts_->plans.version(**before, 1);
        if (!first) return Unexpected{from_store(first.error(), plan_named(**before))};
        return accepted(*first);
    }
    if (import->status != store::ImportStatus::review) return Unexpected{not_in_review()};
    if (tag != tag_of(*import)) return Unexpected{stale_import(*import)};
    plan::Plan plan = parse_own(import->draft);
    const std::string wanted = plan.id;
    const auto known = parts_->plans.hints(import->agency);
    if (!known) return Unexpected{from_store(known.error(), {"หน่วยงาน", "agency"})};
    store::NewVersion fresh;
    fresh.reason = *reason;
    fresh.action = "import";
    fresh.subject = import->file_name;
    fresh.changes = "[]";
    fresh.title_th = plan.title.th;
    fresh.title_en = plan.title.en;
    fresh.fiscal_year = plan.fiscal_year;
    const std::string hints =
        base::to_canonical_json(hints_value(joined(hints_from(*known), hints_from(import->hints))));
    constexpr int kTries = 100;
    for (int n = 1; n <= kTries; ++n) {
        // A second document of the same year becomes a plan of its own.
        plan.id = n == 1 ? wanted : wanted.substr(0, 60) + "-" + std::to_string(n);
        if (parts_->plans.plan(plan.id)) continue;
        fresh.version = plan::version_of(plan);
        fresh.content = base::to_compact_json(plan::to_value(plan));
        const auto version = parts_->plans.accept_import(
            command, {std::string(id), import->revision, plan.id, hints}, fresh);
        if (!version) return Unexpected{from_store(version.error(), import_named(id))};
        return accepted(*version);
    }
    return Unexpected{conflict("too_many_plans", {"มีแผนชื่อนี้มากเกินไป", "Too many plans of one id"},
                               {"เปลี่ยนรหัสแผนแล้วลองอีกครั้ง", "Give the plan another id."})};
}

Workspace::Answer<Done> Workspace::discard_import(std::string_view id, const Once& once) {
    const auto import = parts_->plans.import(id);
    if (!import) return Unexpected{from_store(import.error(), import_named(id))};
    const auto done = parts_->plans.discard_import(parts_->command(import->agency, once), id);
    if (!done) return Unexpected{not_in_review()};
    return Done{};
}

Workspace::Answer<Download> Workspace::document(std::string_view id, DocumentForm form,
                                                bool thai) const {
    const auto import = parts_->plans.import(id);
    if (!import) return Unexpected{from_store(import.error(), import_named(id))};
    auto bytes = parts_->files.get(import->sha256);
    if (!bytes) return Unexpected{from_store(bytes.error(), import_named(id))};
    const auto loaded = parts_->load_import(*import);
    if (!loaded) return Unexpected{loaded.error()};
    const bool word = (*loaded)->document()->format == document::Format::docx;
    const std::string type =
        word ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
             : "text/plain; charset=utf-8";
    if (form == DocumentForm::as_uploaded)
        return Download{import->file_name, type, std::move(*bytes)};
    if (!word) {
        return Unexpected{invalid("not_word",
                                  {"ใส่ความเห็นได้เฉพาะไฟล์ Word", "Only Word files take comments"},
                                  {"เอกสารนี้เป็นข้อความ (.txt) ดูข้อสังเกตได้ในหน้าตรวจทาน",
                                   "This document is text; its findings are on the review page."})};
    }
    const auto checked = parts_->check(import->agency, **loaded);
    if (!checked) return Unexpected{checked.error()};
    std::vector<document::Comment> comments;
    for (const KeyedFinding& keyed : (*checked)->findings) {
        document::Comment comment;
        for (const plan::Place& place : keyed.finding.places)
            comment.places.push_back({place.block, place.row, place.cell, place.line});
        comment.paragraphs = {thai ? keyed.finding.message.th : keyed.finding.message.en,
                              keyed.finding.rule};
        comments.push_back(std::move(comment));
    }
    auto annotated = document::annotate_docx(*bytes, comments);
    if (!annotated) return Unexpected{unreadable(annotated.error())};
    const std::size_t dot = import->file_name.rfind('.');
    return Download{import->file_name.substr(0, dot) + "-checked.docx", type,
                    std::move(*annotated)};
}

}  // namespace phaen::app
