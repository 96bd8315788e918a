#include "phaen/document/annotate.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <set>
#include <utility>

#include "flow.h"
#include "package.h"
#include "phaen/base/thai_text.h"
#include "xml.h"

namespace phaen::document {

namespace {

using base::Result;
using base::Unexpected;
using word::attribute;
using word::each_child;
using word::integer_attribute;
using word::local_name;
using word::Package;

constexpr std::string_view kContentType =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
constexpr std::string_view kRelation =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
constexpr std::string_view kStrictRelation =
    "http://purl.oclc.org/ooxml/officeDocument/relationships/comments";
constexpr std::string_view kStrictBegin = "http://purl.oclc.org/";
constexpr std::string_view kContentTypesPart = "[Content_Types].xml";

ReadError error(ReadRefusal refusal, std::string where, std::string detail) {
    return {.refusal = refusal, .where = std::move(where), .detail = std::move(detail)};
}

// --- bytes of XML -----------------------------------------------------------------------------

/// A change of a part's bytes: `removed` bytes at `at` make room for `text`.
struct Edit {
    std::size_t at = 0;
    std::size_t removed = 0;
    std::string text;
};

/// The edits in the order of their places; those of one place in the order given.
std::string with_edits(std::string_view bytes, std::vector<Edit> edits) {
    std::stable_sort(edits.begin(), edits.end(),
                     [](const Edit& a, const Edit& b) { return a.at < b.at; });
    std::string result;
    std::size_t from = 0;
    for (const Edit& edit : edits) {
        result += bytes.substr(from, edit.at - from);
        result += edit.text;
        from = edit.at + edit.removed;
    }
    result += bytes.substr(from);
    return result;
}

/// A tag of a part that the parser has found well-formed.
struct Tag {
    enum class Kind { start, end, empty };
    Kind kind = Kind::start;
    std::size_t begin = 0;  ///< of its `<`
    std::size_t end = 0;    ///< behind its `>`
    std::string_view name;  ///< with its prefix
};

/// The first tag at or behind `at`; comments, CDATA and instructions are passed.
std::optional<Tag> next_tag(std::string_view bytes, std::size_t at) {
    const auto past = [&](std::string_view end) {
        const std::size_t found = bytes.find(end, at);
        return found == std::string_view::npos ? bytes.size() : found + end.size();
    };
    while ((at = bytes.find('<', at)) != std::string_view::npos) {
        const std::string_view rest = bytes.substr(at);
        if (rest.starts_with("<!--")) {
            at += 4;
            at = past("-->");
        } else if (rest.starts_with("<![CDATA[")) {
            at = past("]]>");
        } else if (rest.starts_with("<?")) {
            at = past("?>");
        } else {
            break;
        }
    }
    if (at == std::string_view::npos) return std::nullopt;
    Tag tag;
    tag.begin = at;
    std::size_t end = at + 1;
    while (end < bytes.size() && bytes[end] != '>') {
        if (bytes[end] == '"' || bytes[end] == '\'') end = bytes.find(bytes[end], end + 1);
        if (end == std::string_view::npos) return std::nullopt;
        ++end;
    }
    if (end >= bytes.size()) return std::nullopt;
    tag.end = end + 1;
    const bool is_end = bytes[at + 1] == '/';
    const std::size_t name = at + (is_end ? 2 : 1);
    tag.name = bytes.substr(name, bytes.find_first_of(" \t\r\n/>", name) - name);
    if (is_end) {
        tag.kind = Tag::Kind::end;
    } else if (bytes[end - 1] == '/') {
        tag.kind = Tag::Kind::empty;
    }
    return tag;
}

/// Where an element can be added to.
struct Inside {
    std::size_t start_tag = 0;
    std::size_t content = 0;  ///< behind the start tag
    std::size_t body = 0;     ///< behind a first child called `properties`, else `content`
    std::size_t end = 0;      ///< before the end tag
    std::size_t outside = 0;  ///< behind the end tag
    bool is_empty = false;    ///< `<a/>`: content, body and end lie behind it
    std::string_view name;
};

std::optional<Inside> inside_of(std::string_view bytes, std::size_t start_tag,
                                std::string_view properties = {}) {
    const std::optional<Tag> first = next_tag(bytes, start_tag);
    if (!first || first->kind == Tag::Kind::end) return std::nullopt;
    Inside inside{first->begin, first->end, first->end, first->end, first->end, false, first->name};
    if (first->kind == Tag::Kind::empty) {
        inside.is_empty = true;
        return inside;
    }
    int depth = 1;
    bool in_properties = false;
    bool first_child = true;
    std::size_t at = first->end;
    while (const std::optional<Tag> tag = next_tag(bytes, at)) {
        at = tag->end;
        if (tag->kind == Tag::Kind::start) ++depth;
        if (tag->kind == Tag::Kind::end) --depth;
        if (depth == 0) {
            inside.end = tag->begin;
            inside.outside = tag->end;
            return inside;
        }
        const bool is_properties = word::local_name(std::string(tag->name).c_str()) == properties;
        if (first_child && is_properties && tag->kind == Tag::Kind::empty) inside.body = tag->end;
        if (first_child && is_properties && tag->kind == Tag::Kind::start) in_properties = true;
        first_child = false;
        if (in_properties && depth == 1 && tag->kind == Tag::Kind::end) {
            inside.body = tag->end;
            in_properties = false;
        }
    }
    return std::nullopt;
}

/// Adds `text` at the end of an element, which is opened when it is empty.
Edit append(std::string_view bytes, const Inside& inside, std::string text) {
    if (!inside.is_empty) return {inside.end, 0, std::move(text)};
    // `/>` becomes `>…</name>`.
    const std::size_t slash = bytes.rfind('/', inside.content);
    return {slash, 1, ">" + std::move(text) + "</" + std::string(inside.name)};
}

/// Text between tags or quotes. What XML has no character for is dropped.
std::string escaped(std::string_view text) {
    const std::string clean = base::clean_text(text);
    std::string result;
    for (std::size_t i = 0; i < clean.size(); ++i) {
        const std::string_view rest = std::string_view(clean).substr(i);
        // U+FFFE and U+FFFF are no characters of XML.
        if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {
            i += 2;
        } else if (clean[i] == '&') {
            result += "&amp;";
        } else if (clean[i] == '<') {
            result += "&lt;";
        } else if (clean[i] == '>') {
            result += "&gt;";
        } else if (clean[i] == '"') {
            result += "&quot;";
        } else {
            result += clean[i];
        }
    }
    return result;
}

std::string_view prefix_of(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

/// The namespace of an element.
std::string_view namespace_of(pugi::xml_node node) {
    const std::string_view prefix = prefix_of(node.name());
    const std::string declaration =
        prefix.empty() ? std::string("xmlns") : "xmlns:" + std::string(prefix);
    for (; node; node = node.parent()) {
        if (const pugi::xml_attribute found = node.attribute(declaration.c_str())) {
            return found.value();
        }
    }
    return {};
}

/// How the names of added elements begin. Word's attributes must have a prefix, so where the
/// file's elements have none, each added element declares one.
struct Vocabulary {
    std::string prefix;       ///< `w:`
    std::string declaration;  ///< ` xmlns:w="…"`, or empty

    static Vocabulary of(pugi::xml_node node) {
        const std::string_view prefix = prefix_of(node.name());
        if (!prefix.empty()) return {std::string(prefix) + ":", {}};
        return {"w:", " xmlns:w=\"" + escaped(namespace_of(node)) + "\""};
    }
};

// --- the document -----------------------------------------------------------------------------

/// A part as bytes and as a tree whose offsets point into them.
struct Part {
    std::string name;
    std::string bytes;
    std::optional<word::XmlPart> xml;

    [[nodiscard]] pugi::xml_node root() const { return xml->root(); }
    [[nodiscard]] std::optional<Inside> inside(pugi::xml_node node,
                                               std::string_view properties = {}) const {
        const std::ptrdiff_t name_at = node.offset_debug();
        if (name_at <= 0) return std::nullopt;
        return inside_of(bytes, static_cast<std::size_t>(name_at) - 1, properties);
    }
};

Result<Part, ReadError> load_part(Package& package, const std::string& name,
                                  const ReadLimits& limits) {
    auto raw = package.unpack(name);
    if (!raw) return Unexpected{raw.error()};
    Part part;
    part.name = name;
    part.bytes = std::string(raw->view());
    auto xml = word::XmlPart::parse(std::move(raw->bytes), raw->size, name, limits);
    if (!xml) return Unexpected{xml.error()};
    part.xml = std::move(*xml);
    return part;
}

/// The paragraphs between which a comment stands; both null when the document has none.
struct Range {
    pugi::xml_node first;
    pugi::xml_node last;
};

std::vector<pugi::xml_node> children_named(pugi::xml_node parent, std::string_view name) {
    std::vector<pugi::xml_node> nodes;
    each_child(parent, [&](pugi::xml_node node) {
        if (local_name(node) == name) nodes.push_back(node);
        return true;
    });
    return nodes;
}

/// Places to paragraphs. What was looked for once is kept.
class Locator {
  public:
    explicit Locator(pugi::xml_node body) {
        each_child(body, [&](pugi::xml_node node) {
            const std::string_view name = local_name(node);
            if (name == "p" || name == "tbl") blocks_.push_back(node);
            return true;
        });
    }

    Range find(const Place& place) {
        if (place.block >= 0 && static_cast<std::size_t>(place.block) < blocks_.size()) {
            const Range range = in_block(static_cast<std::size_t>(place.block), place);
            if (range.first) return range;
        }
        return anywhere();
    }

    /// The first paragraph of all.
    Range anywhere() {
        if (first_of_all_) return *first_of_all_;
        first_of_all_ = Range{};
        for (std::size_t i = 0; i < blocks_.size() && !first_of_all_->first; ++i) {
            first_of_all_ = in_block(i, Place{});
        }
        return *first_of_all_;
    }

  private:
    Range in_block(std::size_t block, const Place& place) {
        const pugi::xml_node node = blocks_[block];
        if (local_name(node) == "p") return {node, node};
        auto known = rows_.find(block);
        if (known == rows_.end()) known = rows_.emplace(block, children_named(node, "tr")).first;
        const std::vector<pugi::xml_node>& rows = known->second;
        const auto row = static_cast<std::size_t>(std::max(place.row, 0));
        if (row >= rows.size()) return rows.empty() ? Range{} : in_row(rows.front(), -1);
        return in_row(rows[row], place.cell);
    }

    static Range in_row(pugi::xml_node row, int wanted) {
        const std::vector<pugi::xml_node> cells = children_named(row, "tc");
        const auto cell = static_cast<std::size_t>(std::max(wanted, 0));
        if (cells.empty()) return {};
        const std::vector<pugi::xml_node> paragraphs =
            children_named(cells[std::min(cell, cells.size() - 1)], "p");
        return paragraphs.empty() ? Range{} : Range{paragraphs.front(), paragraphs.back()};
    }

    std::vector<pugi::xml_node> blocks_;
    std::map<std::size_t, std::vector<pugi::xml_node>> rows_;
    std::optional<Range> first_of_all_;
};

/// The marks of comments in one paragraph: those that begin in it, and those that end.
struct Marks {
    std::string starts;
    std::string ends;
};

class Annotator {
  public:
    Annotator(std::string_view bytes, const CommentStyle& style, const ReadLimits& limits,
              std::stop_token stop)
        : bytes_(bytes), style_(style), limits_(limits), stop_(std::move(stop)) {}

    Result<std::string, ReadError> run(std::span<const Comment> comments) {
        auto package = Package::open(bytes_, limits_);
        if (!package) return Unexpected{package.error()};
        const auto loaded = load(*package);
        if (!loaded) return Unexpected{loaded.error()};
        const pugi::xml_node body = word::child(document_.root(), "body");
        if (local_name(document_.root()) != "document" || !body) {
            return refuse("a Word document without a body");
        }
        // 1. The marks in the document, and the comments' own text.
        take_ids(document_.root());
        if (comments_) take_ids(comments_->root());
        Locator locator(body);
        for (const Comment& comment : comments) {
            if (stop_.stop_requested()) {
                return Unexpected{error(ReadRefusal::stopped, {}, "stopped by the caller")};
            }
            add(comment, locator);
        }
        if (texts_.empty()) return std::string(bytes_);
        // 2. The parts.
        std::vector<Package::NewPart> parts;
        auto edits = document_edits();
        if (!edits) return Unexpected{edits.error()};
        parts.push_back({document_.name, with_edits(document_.bytes, std::move(*edits))});
        const auto done = comments_ ? extend_comments(parts) : add_comments(*package, parts);
        if (!done) return Unexpected{done.error()};
        return package->rewrite(bytes_, parts);
    }

  private:
    [[nodiscard]] Unexpected<ReadError> refuse(std::string detail) const {
        return Unexpected{error(ReadRefusal::damaged, document_.name, std::move(detail))};
    }

    Result<base::Done, ReadError> load(Package& package) {
        const auto main = package.main_part();
        if (!main) return Unexpected{main.error()};
        auto document = load_part(package, *main, limits_);
        if (!document) return Unexpected{document.error()};
        document_ = std::move(*document);
        words_ = Vocabulary::of(document_.root());
        const auto related = package.related(*main);
        if (!related) return Unexpected{related.error()};
        const auto found = related->find("comments");
        if (found == related->end() || !package.has(found->second)) return base::Done{};
        auto comments = load_part(package, found->second, limits_);
        if (!comments) return Unexpected{comments.error()};
        comments_ = std::move(*comments);
        return base::Done{};
    }

    /// Ids of comments that are there, and of marks without a comment.
    void take_ids(pugi::xml_node root) {
        for (pugi::xml_node node = root; node; node = word::next_inside(node, root)) {
            if (!local_name(node).starts_with("comment")) continue;
            if (const auto id = integer_attribute(node, "id")) taken_.insert(*id);
        }
    }

    /// Ids go on behind the highest; where that leaves what fits, the free ones are used.
    long long new_id() {
        constexpr long long kHighest = 0x3FFFFFFF;
        if (next_id_ < 0) {
            const bool room = taken_.empty() || *taken_.rbegin() < kHighest;
            next_id_ = taken_.empty() || !room ? 0 : std::max(*taken_.rbegin() + 1, 0LL);
        }
        while (taken_.contains(next_id_)) ++next_id_;
        return next_id_++;
    }

    void add(const Comment& comment, Locator& locator) {
        std::vector<Range> ranges;
        for (const Place& place : comment.places) {
            const Range range = locator.find(place);
            // Places that fall together (two cells that are not there) need one comment.
            const bool known = std::any_of(ranges.begin(), ranges.end(), [&](const Range& other) {
                return other.first == range.first;
            });
            if (range.first && !known) ranges.push_back(range);
        }
        if (comment.places.empty()) ranges.push_back(locator.anywhere());
        for (const Range& range : ranges) {
            if (range.first) mark(range, comment);
        }
    }

    void mark(const Range& range, const Comment& comment) {
        const std::string id = " " + words_.prefix + "id=\"" + std::to_string(new_id()) + "\"";
        const std::string& w = words_.prefix;
        const std::string& ns = words_.declaration;
        marks_of(range.first).starts += "<" + w + "commentRangeStart" + ns + id + "/>";
        marks_of(range.last).ends += "<" + w + "commentRangeEnd" + ns + id + "/><" + w + "r" + ns +
                                     "><" + w + "commentReference" + id + "/></" + w + "r>";
        texts_.push_back({id, &comment});
    }

    Marks& marks_of(pugi::xml_node paragraph) { return marks_[paragraph.offset_debug()]; }

    Result<std::vector<Edit>, ReadError> document_edits() const {
        std::vector<Edit> edits;
        for (const auto& [offset, marks] : marks_) {
            const std::optional<Inside> inside =
                offset > 0 ? inside_of(document_.bytes, static_cast<std::size_t>(offset) - 1, "pPr")
                           : std::nullopt;
            if (!inside) return refuse("a paragraph without an end");
            if (inside->is_empty) {
                edits.push_back(append(document_.bytes, *inside, marks.starts + marks.ends));
                continue;
            }
            if (!marks.starts.empty()) edits.push_back({inside->body, 0, marks.starts});
            if (!marks.ends.empty()) edits.push_back({inside->end, 0, marks.ends});
        }
        return edits;
    }

    [[nodiscard]] std::string comments_text(const Vocabulary& words) const {
        const std::string& w = words.prefix;
        std::string head;
        head += " " + w + "author=\"" + escaped(style_.author) + "\"";
        if (!style_.date.empty()) head += " " + w + "date=\"" + escaped(style_.date) + "\"";
        if (!style_.initials.empty()) {
            head += " " + w + "initials=\"" + escaped(style_.initials) + "\"";
        }
        std::string text;
        for (const auto& [id, comment] : texts_) {
            std::string own_id = id;
            own_id.replace(1, words_.prefix.size(), w);
            text += "<" + w + "comment" + words.declaration + own_id + head + ">";
            for (const std::string& paragraph : comment->paragraphs) {
                text += "<" + w + "p><" + w + "r><" + w + "t xml:space=\"preserve\">" +
                        escaped(paragraph) + "</" + w + "t></" + w + "r></" + w + "p>";
            }
            if (comment->paragraphs.empty()) text += "<" + w + "p/>";
            text += "</" + w + "comment>";
        }
        return text;
    }

    Result<base::Done, ReadError> extend_comments(std::vector<Package::NewPart>& parts) const {
        const std::optional<Inside> inside = comments_->inside(comments_->root());
        if (!inside) return refuse("comments without an end");
        const std::string text = comments_text(Vocabulary::of(comments_->root()));
        parts.push_back({comments_->name,
                         with_edits(comments_->bytes, {append(comments_->bytes, *inside, text)})});
        return base::Done{};
    }

    /// A new part, what it relates to, and what it is.
    Result<base::Done, ReadError> add_comments(Package& package,
                                               std::vector<Package::NewPart>& parts) const {
        const std::size_t slash = document_.name.rfind('/');
        const std::string folder =
            slash == std::string::npos ? std::string() : document_.name.substr(0, slash + 1);
        std::string file = "comments.xml";
        for (int i = 1; package.has(folder + file); ++i) {
            file = "comments" + std::to_string(i) + ".xml";
        }
        std::string_view space = namespace_of(document_.root());
        if (space.empty()) space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        parts.push_back({folder + file,
                         "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                         "<w:comments xmlns:w=\"" +
                             escaped(space) + "\">" + comments_text({"w:", {}}) + "</w:comments>"});
        const bool strict = space.starts_with(kStrictBegin);
        const auto related = add_relation(package, file, strict, parts);
        if (!related) return Unexpected{related.error()};
        return add_content_type(package, folder + file, parts);
    }

    Result<base::Done, ReadError> add_relation(Package& package, const std::string& file,
                                               bool strict,
                                               std::vector<Package::NewPart>& parts) const {
        const std::string name = Package::relations_of(document_.name);
        const auto element = [&](std::string_view prefix, const std::string& id) {
            return "<" + std::string(prefix) + "Relationship Id=\"" + id + "\" Type=\"" +
                   std::string(strict ? kStrictRelation : kRelation) + "\" Target=\"" + file +
                   "\"/>";
        };
        if (!package.has(name)) {
            parts.push_back(
                {name,
                 "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships "
                 "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
                     element("", "rIdPhaen1") + "</Relationships>"});
            return base::Done{};
        }
        const auto part = load_part(package, name, limits_);
        if (!part) return Unexpected{part.error()};
        std::set<std::string_view> ids;
        for (const pugi::xml_node relation : part->root().children()) {
            ids.insert(attribute(relation, "Id").value_or(""));
        }
        int number = 1;
        while (ids.contains("rIdPhaen" + std::to_string(number))) ++number;
        return add_at_end(
            *part,
            [&](const std::string& prefix) {
                return element(prefix, "rIdPhaen" + std::to_string(number));
            },
            parts);
    }

    Result<base::Done, ReadError> add_content_type(Package& package, const std::string& name,
                                                   std::vector<Package::NewPart>& parts) const {
        const std::string types(kContentTypesPart);
        if (!package.has(types)) return base::Done{};  // and none for the other parts either
        const auto part = load_part(package, types, limits_);
        if (!part) return Unexpected{part.error()};
        return add_at_end(
            *part,
            [&](const std::string& prefix) {
                return "<" + prefix + "Override PartName=\"/" + escaped(name) +
                       "\" ContentType=\"" + std::string(kContentType) + "\"/>";
            },
            parts);
    }

    /// Adds an element, made for the prefix of the top one, at its end.
    template <class Make>
    Result<base::Done, ReadError> add_at_end(const Part& part, const Make& make,
                                             std::vector<Package::NewPart>& parts) const {
        const std::optional<Inside> inside = part.inside(part.root());
        if (!inside) return refuse(part.name + " has no end");
        const std::string_view name = prefix_of(part.root().name());
        const std::string prefix = name.empty() ? std::string() : std::string(name) + ":";
        parts.push_back(
            {part.name, with_edits(part.bytes, {append(part.bytes, *inside, make(prefix))})});
        return base::Done{};
    }

    std::string_view bytes_;
    const CommentStyle& style_;
    ReadLimits limits_;
    std::stop_token stop_;
    Part document_;
    std::optional<Part> comments_;
    Vocabulary words_;
    std::set<long long> taken_;
    long long next_id_ = -1;
    std::map<std::ptrdiff_t, Marks> marks_;  ///< by the place of the paragraph's name
    std::vector<std::pair<std::string, const Comment*>> texts_;  ///< id attribute, comment
};

}  // namespace

Result<std::string, ReadError> annotate_docx(std::string_view bytes,
                                             std::span<const Comment> comments,
                                             const CommentStyle& style, const ReadLimits& limits,
                                             std::stop_token stop) {
    return Annotator(bytes, style, limits, std::move(stop)).run(comments);
}

}  // namespace phaen::document
