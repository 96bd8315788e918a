#include "phaen/document/read_pdf.h"

#include <algorithm>
#include <cstdint>
#include <exception>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "pdf/digest.h"
#include "pdf/engine.h"
#include "pdf/guard.h"
#include "pdf/qpdf.h"
#include "phaen/base/value.h"

namespace phaen::document {
namespace {

using Handle = QPDFObjectHandle;
using pdf::Digester;
using pdf::OverLimit;

struct Stopped {};
struct NotOurs {
    const char* why;
};

/// The children of a tree of pages or names, in order; each node is entered once.
class TreeWalk {
  public:
    TreeWalk(Handle root, const PdfReadLimits& limits, const std::stop_token& stop)
        : limits_(limits), stop_(stop) {
        stack_.push_back({std::move(root), 0});
    }

    /// The next node without children; nothing at the end.
    std::optional<Handle> next() {
        while (!stack_.empty()) {
            if (stop_.stop_requested()) throw Stopped{};
            const auto [node, depth] = stack_.back();
            stack_.pop_back();
            if (depth > limits_.depth) throw OverLimit{"the depth of a tree"};
            Handle dictionary = node;
            if (!dictionary.isDictionary() || !seen_.insert(dictionary.getObjGen()).second)
                throw OverLimit{"a tree that is none"};
            Handle kids = dictionary.getKey("/Kids");
            if (!kids.isArray()) return dictionary;
            for (int i = kids.getArrayNItems() - 1; i >= 0; --i)
                stack_.push_back({kids.getArrayItem(i), depth + 1});
            if (stack_.size() > limits_.objects) throw OverLimit{"the width of a tree"};
        }
        return {};
    }

  private:
    const PdfReadLimits& limits_;
    const std::stop_token& stop_;
    std::vector<std::pair<Handle, std::size_t>> stack_;
    std::set<QPDFObjGen> seen_;
};

class Reader {
  public:
    Reader(std::string_view bytes, const PdfReadLimits& limits, std::stop_token stop)
        : limits_(limits),
          stop_(std::move(stop)),
          digester_(limits.objects, limits.unpacked_bytes) {
        pdf_.setSuppressWarnings(true);
        pdf_.setAttemptRecovery(false);
        pdf_.processMemoryFile("the file", bytes.data(), bytes.size());
    }

    [[nodiscard]] bool encrypted() const { return pdf_.isEncrypted(); }
    [[nodiscard]] PdfRecord read(std::string_view record_name);

  private:
    void read_attachments();
    void read_pages();
    void read_others();
    void read_blocks(std::string_view record_name);

    const PdfReadLimits& limits_;
    std::stop_token stop_;
    QPDF pdf_;
    Digester digester_;
    std::vector<Handle> pages_;
    PdfRecord record_;
};

void Reader::read_attachments() {
    Handle tree = pdf_.getRoot().getKey("/Names");
    if (tree.isDictionary()) tree = tree.getKey("/EmbeddedFiles");
    if (!tree.isDictionary()) throw NotOurs{"it has no attachments"};
    TreeWalk walk(tree, limits_, stop_);
    while (auto leaf = walk.next()) {
        Handle names = leaf->getKey("/Names");
        if (!names.isArray()) continue;
        for (int i = 0; i + 1 < names.getArrayNItems(); i += 2) {
            Handle name = names.getArrayItem(i);
            Handle spec = names.getArrayItem(i + 1);
            if (!name.isString() || !spec.isDictionary()) throw OverLimit{"an attachment's name"};
            Handle file = spec.getKey("/EF");
            if (file.isDictionary()) file = file.getKey("/F");
            if (!file.isStream()) throw OverLimit{"an attachment without content"};
            if (record_.attachments.size() >= limits_.attachments) throw OverLimit{"attachments"};
            record_.attachments.emplace(name.getUTF8Value(), digester_.content(file));
        }
    }
}

/// Everything of a page that is seen or can be clicked on. Its fonts are shared with other pages
/// and counted apart.
void Reader::read_pages() {
    TreeWalk walk(pdf_.getRoot().getKey("/Pages"), limits_, stop_);
    while (auto page = walk.next()) {
        if (pages_.size() >= limits_.pages) throw OverLimit{"pages"};
        pages_.push_back(*page);
    }
    digester_.set_pages(pages_);
    for (Handle page : pages_) {
        if (stop_.stop_requested()) throw Stopped{};
        std::vector<Handle> seen;
        for (const std::string& key : page.getKeys()) {
            if (key == "/Parent" || key == "/Resources") continue;
            seen.push_back(Handle::newName(key));
            seen.push_back(page.getKey(key));
        }
        Handle resources = page.getKey("/Resources");
        if (resources.isDictionary()) {
            for (const std::string& key : resources.getKeys()) {
                if (key == "/Font") continue;
                seen.push_back(Handle::newName(key));
                seen.push_back(resources.getKey(key));
            }
        }
        record_.pages.push_back(digester_.hash(seen));
    }
}

void Reader::read_others() {
    std::vector<Handle> others;
    const auto add = [&others](Handle dictionary, const std::set<std::string>& counted_apart) {
        if (!dictionary.isDictionary()) return;
        for (const std::string& key : dictionary.getKeys()) {
            if (counted_apart.contains(key)) continue;
            others.push_back(Handle::newName(key));
            others.push_back(dictionary.getKey(key));
        }
    };
    Handle root = pdf_.getRoot();
    add(root, {"/Pages", "/Names", "/AF"});
    add(root.getKey("/Names"), {"/EmbeddedFiles"});
    add(pdf_.getTrailer().getKey("/Info"), {});
    for (Handle page : pages_) {
        Handle resources = page.getKey("/Resources");
        if (resources.isDictionary()) add(resources.getKey("/Font"), {});
    }
    record_.others = digester_.hash(others);
}

std::string text_of(const base::Value& value, std::string_view name) {
    const base::Value* member = value.find(name);
    const std::string* text = member == nullptr ? nullptr : member->as_string();
    return text == nullptr ? std::string() : *text;
}

std::optional<PdfRecordBlock> block_of(const base::Value& value) {
    const base::Value* page = value.find("page");
    const std::int64_t* number = page == nullptr ? nullptr : page->as_integer();
    if (number == nullptr || *number < 1 || *number > std::numeric_limits<int>::max()) return {};
    PdfRecordBlock block;
    block.page = static_cast<int>(*number);
    block.hash = text_of(value, "hash");
    block.element = text_of(value, "element");
    block.field = text_of(value, "field");
    return block;
}

void Reader::read_blocks(std::string_view record_name) {
    const auto found = record_.attachments.find(std::string(record_name));
    if (found == record_.attachments.end()) throw NotOurs{"it has no record of its blocks"};
    const auto record = base::parse_json(found->second);
    const base::Value* sections = record ? record->find("sections") : nullptr;
    if (sections == nullptr || sections->as_array() == nullptr)
        throw NotOurs{"its record of blocks cannot be read"};
    record_.producer = text_of(*record, "producer");
    record_.fonts = text_of(*record, "fonts");
    record_.version = text_of(*record, "version");
    for (const base::Value& section : *sections->as_array()) {
        if (section.as_array() == nullptr) throw NotOurs{"its record of blocks cannot be read"};
        record_.sections.emplace_back();
        for (const base::Value& entry : *section.as_array()) {
            auto block = block_of(entry);
            if (!block) throw NotOurs{"its record of blocks cannot be read"};
            record_.sections.back().push_back(std::move(*block));
        }
    }
}

PdfRecord Reader::read(std::string_view record_name) {
    read_attachments();
    read_blocks(record_name);
    read_pages();
    read_others();
    return std::move(record_);
}

PdfReadError refused(PdfReadRefusal refusal, std::string detail) {
    // libqpdf's words may hold bytes of the file.
    std::replace_if(
        detail.begin(), detail.end(),
        [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e;
        },
        '?');
    return {refusal, std::move(detail)};
}

std::optional<PdfReadError> look_at(std::string_view bytes, const PdfReadLimits& limits) {
    constexpr std::size_t kTail = 1024;
    if (!bytes.starts_with("%PDF-")) return refused(PdfReadRefusal::not_pdf, "it is not a PDF");
    if (bytes.size() > limits.file_bytes)
        return refused(PdfReadRefusal::too_large, "larger than the limit");
    const std::string_view tail = bytes.substr(bytes.size() - std::min(bytes.size(), kTail));
    if (tail.find("%%EOF") == std::string_view::npos)
        return refused(PdfReadRefusal::cut, "the end of the file is missing");
    return pdf::find_threat(bytes, limits);
}

}  // namespace

base::Result<PdfRecord, PdfReadError> engine::read_pdf(std::string_view bytes,
                                                       std::string_view record_name,
                                                       const PdfReadLimits& limits,
                                                       std::stop_token stop) {
    if (auto error = look_at(bytes, limits)) return base::Unexpected{std::move(*error)};
    try {
        Reader reader(bytes, limits, std::move(stop));
        if (reader.encrypted())
            return base::Unexpected{refused(PdfReadRefusal::encrypted, "it is encrypted")};
        return reader.read(record_name);
    } catch (const Stopped&) {
        return base::Unexpected{refused(PdfReadRefusal::stopped, "the caller asked to stop")};
    } catch (const NotOurs& error) {
        return base::Unexpected{refused(PdfReadRefusal::not_ours, error.why)};
    } catch (const OverLimit& error) {
        return base::Unexpected{
            refused(PdfReadRefusal::too_large, std::string("over the limit: ") + error.what)};
    } catch (const QPDFExc& error) {
        const bool locked = error.getErrorCode() == qpdf_e_password;
        return base::Unexpected{
            refused(locked ? PdfReadRefusal::encrypted : PdfReadRefusal::damaged, error.what())};
    } catch (const std::exception& error) {
        return base::Unexpected{refused(PdfReadRefusal::damaged, error.what())};
    }
}

}  // namespace phaen::document
