#include "pdf/pdfa.h"
#include "pdf/qpdf.h"

#include <lcms2.h>

#include <exception>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>
#include <string_view>
#include <utility>

namespace phaen::document::pdf {
namespace {

using Handle = QPDFObjectHandle;

Handle name(std::string_view text) { return Handle::newName("/" + std::string(text)); }
Handle text(const std::string& utf8) { return Handle::newUnicodeString(utf8); }
Handle number(double value) { return Handle::newReal(value, 2); }
Handle integer(long long value) { return Handle::newInteger(value); }

std::string srgb_profile() {
    cmsHPROFILE profile = cmsCreate_sRGBProfile();
    cmsSetProfileVersion(profile, 2.1);
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile, nullptr, &size);
    std::string bytes(size, '\0');
    cmsSaveProfileToMem(profile, bytes.data(), &size);
    cmsCloseProfile(profile);
    // The header's date (bytes 24 to 35) is the clock's; any fixed one will do.
    const std::string_view date("\x07\xD0\0\x01\0\x01\0\0\0\0\0\0", 12);
    bytes.replace(24, date.size(), date);
    return bytes;
}

std::string escaped(std::string_view raw) {
    std::string out;
    for (const char c : raw) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else
            out += c;
    }
    return out;
}

/// 2022-01-31T09:00:00Z as D:20220131090000Z.
std::string pdf_date(const std::string& iso) {
    std::string digits = "D:";
    for (const char c : iso) {
        if (c >= '0' && c <= '9') digits += c;
    }
    return digits + "Z";
}

class Archiver {
  public:
    Archiver(const std::string& drawn, const ComposedDocument& document, const PdfOptions& options)
        : document_(document), options_(options) {
        pdf_.setSuppressWarnings(true);
        pdf_.processMemoryFile("drawn", drawn.data(), drawn.size());
        pages_ = QPDFPageDocumentHelper(pdf_).getAllPages();
        root_ = pdf_.getRoot();
    }

    void describe();
    void add_outline(const std::vector<Heading>& headings);
    void add_labels(const std::vector<std::string>& labels);
    void add_links(const std::vector<Link>& links, const std::map<std::string, Spot>& anchors,
                   const std::vector<Heading>& headings);
    void add_attachments(const std::vector<PdfAttachment>& attachments);
    void mend_pages();
    [[nodiscard]] std::string write();

  private:
    [[nodiscard]] bool old() const { return options_.archive == Archive::pdfa_1b; }
    [[nodiscard]] Handle destination(const Spot& spot);
    [[nodiscard]] double height(int page);
    [[nodiscard]] std::string metadata() const;
    void mend_font(Handle font);

    const ComposedDocument& document_;
    const PdfOptions& options_;
    QPDF pdf_;
    std::vector<QPDFPageObjectHelper> pages_;
    Handle root_;
};

double Archiver::height(int page) {
    return pages_[static_cast<std::size_t>(page - 1)]
        .getObjectHandle()
        .getKey("/MediaBox")
        .getArrayItem(3)
        .getNumericValue();
}

Handle Archiver::destination(const Spot& spot) {
    Handle array = Handle::newArray();
    array.appendItem(pages_[static_cast<std::size_t>(spot.page - 1)].getObjectHandle());
    array.appendItem(name("XYZ"));
    array.appendItem(number(0));
    array.appendItem(number(height(spot.page) - spot.y + 4));
    array.appendItem(Handle::newNull());
    return array;
}

std::string Archiver::metadata() const {
    const std::string date = document_.created.empty()
                                 ? std::string()
                                 : "<xmp:CreateDate>" + document_.created +
                                       "</xmp:CreateDate><xmp:ModifyDate>" + document_.created +
                                       "</xmp:ModifyDate>";
    const auto list = [](const char* tag, const char* kind, const std::string& value,
                         const char* attribute) {
        if (value.empty()) return std::string();
        return std::string("<dc:") + tag + "><rdf:" + kind + "><rdf:li" + attribute + ">" +
               escaped(value) + "</rdf:li></rdf:" + kind + "></dc:" + tag + ">";
    };
    constexpr const char* kDefault = " xml:lang=\"x-default\"";
    return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
           "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
           "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
           " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
           " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
           " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">"
           "<pdfaid:part>" +
           std::string(old() ? "1" : "3") +
           "</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
           "<dc:format>application/pdf</dc:format>" +
           list("title", "Alt", document_.title, kDefault) +
           list("creator", "Seq", document_.author, "") +
           list("description", "Alt", document_.subject, kDefault) + date + "<pdf:Producer>" +
           escaped(options_.producer) +
           "</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";
}

void Archiver::describe() {
    Handle info = Handle::newDictionary();
    const auto put = [&info](const char* key, const std::string& value) {
        if (!value.empty()) info.replaceKey(key, text(value));
    };
    put("/Title", document_.title);
    put("/Author", document_.author);
    put("/Subject", document_.subject);
    put("/Producer", options_.producer);
    if (!document_.created.empty()) {
        info.replaceKey("/CreationDate", Handle::newString(pdf_date(document_.created)));
        info.replaceKey("/ModDate", Handle::newString(pdf_date(document_.created)));
    }
    pdf_.getTrailer().replaceKey("/Info", pdf_.makeIndirectObject(info));

    Handle metadata = Handle::newStream(&pdf_, this->metadata());
    metadata.getDict().replaceKey("/Type", name("Metadata"));
    metadata.getDict().replaceKey("/Subtype", name("XML"));
    root_.replaceKey("/Metadata", metadata);

    Handle profile = Handle::newStream(&pdf_, srgb_profile());
    profile.getDict().replaceKey("/N", integer(3));
    Handle intent = Handle::parse(
        "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1)"
        " /Info (sRGB IEC61966-2.1) >>");
    intent.replaceKey("/DestOutputProfile", profile);
    Handle intents = Handle::newArray();
    intents.appendItem(pdf_.makeIndirectObject(intent));
    root_.replaceKey("/OutputIntents", intents);
    root_.replaceKey("/Lang", Handle::newString(document_.language));
    root_.replaceKey("/ViewerPreferences", Handle::parse("<< /DisplayDocTitle true >>"));
}

/// Headings are in pre-order; one of a deeper level lies in the last of a higher one.
void Archiver::add_outline(const std::vector<Heading>& headings) {
    if (headings.empty()) return;
    struct Open {
        int level;
        Handle item;
        Handle last;
        int count;
    };
    Handle outlines = pdf_.makeIndirectObject(Handle::parse("<< /Type /Outlines >>"));
    std::vector<Open> open = {{0, outlines, Handle::newNull(), 0}};
    const auto close = [&open]() {
        const Open done = open.back();
        open.pop_back();
        if (done.count == 0) return;
        Handle item = done.item;
        item.replaceKey("/Last", done.last);
        // Only the first level is unfolded.
        item.replaceKey("/Count", integer(open.empty() ? done.count : -done.count));
    };
    for (const Heading& heading : headings) {
        while (open.size() > 1 && open.back().level >= heading.paragraph->level) close();
        Open& parent = open.back();
        Handle item = pdf_.makeIndirectObject(Handle::newDictionary());
        std::string title = heading.paragraph->label;
        if (!title.empty()) title += ' ';
        for (const Run& run : heading.paragraph->runs) title += run.text;
        item.replaceKey("/Title", text(title));
        item.replaceKey("/Parent", parent.item);
        item.replaceKey("/Dest", destination(heading.at));
        if (parent.count == 0) {
            parent.item.replaceKey("/First", item);
        } else {
            item.replaceKey("/Prev", parent.last);
            parent.last.replaceKey("/Next", item);
        }
        parent.last = item;
        ++parent.count;
        open.push_back({heading.paragraph->level, item, Handle::newNull(), 0});
    }
    while (!open.empty()) close();
    root_.replaceKey("/Outlines", outlines);
    root_.replaceKey("/PageMode", name("UseOutlines"));
}

void Archiver::add_labels(const std::vector<std::string>& labels) {
    Handle numbers = Handle::newArray();
    for (std::size_t page = 0; page < labels.size(); ++page) {
        Handle label = Handle::newDictionary();
        label.replaceKey("/P", text(labels[page]));
        numbers.appendItem(integer(static_cast<long long>(page)));
        numbers.appendItem(label);
    }
    Handle tree = Handle::newDictionary();
    tree.replaceKey("/Nums", numbers);
    root_.replaceKey("/PageLabels", tree);
}

void Archiver::add_links(const std::vector<Link>& links, const std::map<std::string, Spot>& anchors,
                         const std::vector<Heading>& headings) {
    constexpr std::string_view kHeading = "heading ";
    for (const Link& link : links) {
        const double top = height(link.at.page) - link.at.y;
        Handle annotation = Handle::parse("<< /Type /Annot /Subtype /Link /Border [0 0 0] /F 4 >>");
        annotation.replaceKey("/Rect",
                              Handle::newArray({number(link.at.x), number(top - link.height),
                                                number(link.at.x + link.width), number(top)}));
        const auto anchor =
            link.target.starts_with('#') ? anchors.find(link.target.substr(1)) : anchors.end();
        if (anchor != anchors.end()) {
            annotation.replaceKey("/Dest", destination(anchor->second));
        } else if (link.target.starts_with(kHeading)) {
            std::size_t index = 0;
            for (const char c : link.target.substr(kHeading.size()))
                index = index * 10 + static_cast<std::size_t>(c - '0');
            annotation.replaceKey("/Dest", destination(headings.at(index).at));
        } else {
            Handle action = Handle::parse("<< /S /URI >>");
            action.replaceKey("/URI", Handle::newString(link.target));
            annotation.replaceKey("/A", action);
        }
        Handle page = pages_[static_cast<std::size_t>(link.at.page - 1)].getObjectHandle();
        if (!page.hasKey("/Annots")) page.replaceKey("/Annots", Handle::newArray());
        page.getKey("/Annots").appendItem(pdf_.makeIndirectObject(annotation));
    }
}

std::string_view relationship_name(Relationship relationship) {
    switch (relationship) {
        case Relationship::source:
            return "Source";
        case Relationship::data:
            return "Data";
        case Relationship::alternative:
            return "Alternative";
        case Relationship::supplement:
            return "Supplement";
        case Relationship::unspecified:
            return "Unspecified";
    }
    return "Unspecified";
}

void Archiver::add_attachments(const std::vector<PdfAttachment>& attachments) {
    if (attachments.empty() || old()) return;
    std::map<std::string, Handle> sorted;  // a name tree is in the order of its names
    Handle associated = Handle::newArray();
    for (const PdfAttachment& attachment : attachments) {
        Handle stream = Handle::newStream(&pdf_, attachment.bytes);
        stream.getDict().replaceKey("/Type", name("EmbeddedFile"));
        stream.getDict().replaceKey("/Subtype", name(attachment.mime));
        Handle parameters = Handle::newDictionary();
        parameters.replaceKey("/Size", integer(static_cast<long long>(attachment.bytes.size())));
        if (!document_.created.empty())
            parameters.replaceKey("/ModDate", Handle::newString(pdf_date(document_.created)));
        stream.getDict().replaceKey("/Params", parameters);
        Handle files = Handle::newDictionary();
        files.replaceKey("/F", stream);
        files.replaceKey("/UF", stream);
        Handle spec = Handle::parse("<< /Type /Filespec >>");
        spec.replaceKey("/F", text(attachment.name));
        spec.replaceKey("/UF", text(attachment.name));
        spec.replaceKey("/EF", files);
        spec.replaceKey("/AFRelationship", name(relationship_name(attachment.relationship)));
        if (!attachment.description.empty()) spec.replaceKey("/Desc", text(attachment.description));
        spec = pdf_.makeIndirectObject(spec);
        associated.appendItem(spec);
        sorted.emplace(attachment.name, spec);
    }
    Handle names = Handle::newArray();
    for (const auto& [key, spec] : sorted) {
        names.appendItem(text(key));
        names.appendItem(spec);
    }
    Handle tree = Handle::newDictionary();
    tree.replaceKey("/Names", names);
    Handle catalogue = Handle::newDictionary();
    catalogue.replaceKey("/EmbeddedFiles", tree);
    root_.replaceKey("/Names", catalogue);
    root_.replaceKey("/AF", associated);
}

/// The standard asks for what Cairo leaves out.
void Archiver::mend_font(Handle font) {
    if (!font.hasKey("/DescendantFonts")) return;
    Handle child = font.getKey("/DescendantFonts").getArrayItem(0);
    if (!child.isDictionaryOfType("/Font", "/CIDFontType2")) return;
    child.replaceKey("/CIDToGIDMap", name("Identity"));
    if (!old()) return;
    const int glyphs = child.getKey("/W").getArrayItem(1).getArrayNItems();
    std::string set(static_cast<std::size_t>(glyphs + 7) / 8, '\0');
    for (int i = 0; i < glyphs; ++i) {
        char& byte = set[static_cast<std::size_t>(i) / 8];
        byte = static_cast<char>(static_cast<unsigned char>(byte) | 0x80U >> (i % 8));
    }
    child.getKey("/FontDescriptor").replaceKey("/CIDSet", Handle::newStream(&pdf_, set));
}

void Archiver::mend_pages() {
    std::set<QPDFObjGen> seen;
    for (QPDFPageObjectHelper& page : pages_) {
        page.getObjectHandle().removeKey("/Group");
        Handle resources = page.getAttribute("/Resources", false);
        if (!resources.isDictionary()) continue;
        Handle fonts = resources.getKey("/Font");
        if (!fonts.isDictionary()) continue;
        for (const std::string& key : fonts.getKeys()) {
            Handle font = fonts.getKey(key);
            if (seen.insert(font.getObjGen()).second) mend_font(font);
        }
    }
}

std::string Archiver::write() {
    QPDFWriter writer(pdf_);
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    writer.setNewlineBeforeEndstream(true);
    writer.setCompressStreams(true);
    writer.setObjectStreamMode(old() ? qpdf_o_disable : qpdf_o_generate);
    if (old()) {
        writer.forcePDFVersion("1.4");
    } else {
        writer.setMinimumPDFVersion("1.7");
    }
    writer.write();
    const std::unique_ptr<Buffer> buffer(writer.getBuffer());
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace

std::string make_archive(const std::string& drawn, const ComposedDocument& document,
                         const Pass& pass, const std::vector<Link>& links,
                         const std::map<std::string, Spot>& anchors, const PdfOptions& options,
                         const std::vector<PdfAttachment>& attachments, Failure& failure) {
    try {
        Archiver archiver(drawn, document, options);
        archiver.describe();
        archiver.add_outline(pass.headings);
        archiver.add_labels(pass.page_labels);
        archiver.add_links(links, anchors, pass.headings);
        archiver.add_attachments(attachments);
        archiver.mend_pages();
        return archiver.write();
    } catch (const std::exception& error) {
        failure.note(PdfRefusal::engine_failed, error.what());
        return {};
    }
}

}  // namespace phaen::document::pdf
