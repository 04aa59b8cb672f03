#include "core/paper/template.h"

#include <fmt/format.h>

#include <cstring>
#include <sstream>

#include "core/office/package.h"
#include "core/paper/template_marks.h"
#include "core/text/text.h"

namespace zhenan::paper {

namespace {

using pugi::xml_node;

const FaultCode kNoDocument{Kind::rejected, "template.no_document", "这不是 Word 或 WPS 的文字文档（.docx）",
                            "This is no text document of Word or WPS (.docx)"};
const FaultCode kBroken{Kind::rejected, "template.broken", "模板有错误，请按提示改好后再上传",
                        "The template has faults; mend them as described and upload it again"};

constexpr const char* kPlace = "zhenan-place";

bool named(xml_node node, const char* name) {
    return std::strcmp(node.name(), name) == 0;
}

struct Place {
    std::string zh, en;
};

// How many single changes make one word of the other: for "did you mean".
std::size_t distance(const std::u32string& a, const std::u32string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            auto above = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

// Walks the template once. Checking and filling are the same walk: when it checks, every list has one entry and every
// condition holds, and what is wrong is collected.
class Walk {
public:
    Walk(const TemplateNames& names, const json::object* values) : names_{&names} {
        if (values) values_.push_back(values);
        checking_ = !values;
    }

    std::vector<TemplateFault> faults;

    void part(pugi::xml_document& document, const std::string& zh, const std::string& en) {
        number_places(document.document_element(), zh, en);
        auto root = document.document_element();
        block(named(root, "w:document") ? root.child("w:body") : root);
        strip_places(root);
    }

private:
    std::vector<const TemplateNames*> names_;
    std::vector<const json::object*> values_;
    std::vector<Place> places_;
    bool checking_;

    void number_places(xml_node node, const std::string& zh, const std::string& en) {
        int paragraphs = 0, tables = 0;
        number(node, zh, en, paragraphs, tables);
    }
    void keep_place(xml_node paragraph, std::string zh, std::string en) {
        paragraph.append_attribute(kPlace) = static_cast<unsigned>(places_.size());
        places_.push_back({std::move(zh), std::move(en)});
    }
    void number(xml_node node, const std::string& zh, const std::string& en, int& paragraphs, int& tables) {
        for (xml_node child : node.children()) {
            if (named(child, "w:p")) {
                ++paragraphs;
                keep_place(child, fmt::format("{}第 {} 段", zh, paragraphs),
                           fmt::format("{}paragraph {}", en, paragraphs));
                number(child, zh, en, paragraphs, tables);  // text boxes
            } else if (named(child, "w:tbl")) {
                ++tables;
                int row = 0;
                for (xml_node line : child.children("w:tr")) {
                    ++row;
                    for (auto& found : line.select_nodes(".//w:p"))
                        keep_place(found.node(), fmt::format("{}第 {} 个表格第 {} 行", zh, tables, row),
                                   fmt::format("{}table {}, row {}", en, tables, row));
                }
            } else {
                number(child, zh, en, paragraphs, tables);
            }
        }
    }
    static void strip_places(xml_node root) {
        for (auto& found : root.select_nodes(".//w:p")) found.node().remove_attribute(kPlace);
    }
    Place place_of(xml_node node) const {
        for (; node; node = node.parent())
            if (auto at = node.attribute(kPlace)) return places_[at.as_uint()];
        return {};
    }
    void fail(xml_node at, std::string zh, std::string en) {
        auto place = place_of(at);
        faults.push_back({place.zh, place.en, std::move(zh), std::move(en)});
        if (!checking_)
            throw Fault(kBroken, fmt::format("模板有错误。{}：{}", place.zh, faults.back().zh),
                        fmt::format("The template has a fault. {}: {}", place.en, faults.back().en));
    }

    // ---- names and values

    const TemplateName* known(const std::string& name) const {
        for (auto scope = names_.rbegin(); scope != names_.rend(); ++scope)
            for (auto& one : **scope)
                if (one.name == name) return &one;
        return nullptr;
    }
    const TemplateName* require_name(xml_node at, const std::string& name) {
        if (auto* found = known(name)) return found;
        std::string nearest;
        auto wanted = text::decode(name);
        std::size_t best = wanted.size() > 3 ? 3 : 2;
        for (auto* scope : names_)
            for (auto& one : *scope)
                if (auto far = distance(wanted, text::decode(one.name)); far < best) best = far, nearest = one.name;
        auto hint_zh = nearest.empty() ? "请对照可用名称表" : fmt::format("是不是“{}”", nearest);
        auto hint_en = nearest.empty() ? "compare with the list of names" : fmt::format("is it \"{}\"?", nearest);
        fail(at, fmt::format("没有“{}”这个名称，{}", name, hint_zh),
             fmt::format("there is no name \"{}\"; {}", name, hint_en));
        return nullptr;
    }
    const json::value* value(const std::string& name) const {
        for (auto scope = values_.rbegin(); scope != values_.rend(); ++scope)
            if (auto* found = (*scope)->if_contains(name)) return found;
        return nullptr;
    }
    static bool holds(const json::value* value) {
        if (!value || value->is_null()) return false;
        if (value->is_bool()) return value->as_bool();
        if (value->is_string()) return !value->as_string().empty();
        if (value->is_array()) return !value->as_array().empty();
        if (value->is_number()) return value->to_number<double>() != 0;
        return true;
    }
    static std::string words(const json::value* value) {
        if (!value || value->is_null()) return {};
        if (value->is_string()) return std::string(value->as_string());
        if (value->is_bool()) return value->as_bool() ? "是" : "否";
        if (value->is_double()) return fmt::format("{}", value->as_double());
        return json::serialize(*value);
    }

    // Does `content` for every time that the section is to stand; `remove` where it is never to.
    template <typename Each>
    int times(xml_node at, const Mark& mark, const Each& each) {
        auto* name = require_name(at, mark.name);
        if (checking_) {
            bool list = name && !name->entries.empty() && mark.kind == Mark::open;
            if (list) names_.push_back(&name->entries);
            each();
            if (list) names_.pop_back();
            return 1;
        }
        auto* found = value(mark.name);
        if (mark.kind == Mark::inverse) {
            if (holds(found)) return 0;
            each();
            return 1;
        }
        if (!holds(found)) return 0;
        if (!found->is_array()) {
            each();
            return 1;
        }
        names_.push_back(&name->entries);
        for (auto& entry : found->as_array()) {
            values_.push_back(&entry.as_object());
            each();
            values_.pop_back();
        }
        names_.pop_back();
        return static_cast<int>(found->as_array().size());
    }

    // ---- paragraphs and tables

    std::optional<Mark> mark_alone(xml_node paragraph) {
        if (!named(paragraph, "w:p")) return std::nullopt;
        auto text = paragraph_text(paragraph);
        while (!text.empty() && text.back() == ' ') text.pop_back();
        auto mark = mark_of(text);
        if (!mark || mark->kind == Mark::field) return std::nullopt;
        return mark;
    }
    std::optional<Mark> mark_alone_in_row(xml_node row) {
        if (!named(row, "w:tr")) return std::nullopt;
        std::string text;
        for (auto& found : row.select_nodes(".//w:p")) text += paragraph_text(found.node());
        auto mark = mark_of(text);
        if (!mark || mark->kind == Mark::field) return std::nullopt;
        return mark;
    }
    void part_all(xml_node container) {
        for (xml_node child : container.children("w:p"))
            if (auto cut = part_marks(child))
                fail(child, fmt::format("“{}”没有配对的“}}}}”", text::truncate(*cut, 20)),
                     fmt::format("\"{}\" has no closing \"}}}}\"", text::truncate(*cut, 20)));
    }

    void block(xml_node container) {
        part_all(container);
        repeat_between(
            container, [&](xml_node child) { return mark_alone(child); },
            [&](xml_node child) {
                if (named(child, "w:p"))
                    paragraph(child);
                else if (named(child, "w:tbl"))
                    table(child);
                else if (named(child, "w:sdt"))
                    block(child.child("w:sdtContent"));
            });
        // A cell must hold a paragraph.
        if (named(container, "w:tc") && !container.child("w:p")) container.append_child("w:p");
    }
    void table(xml_node node) {
        for (xml_node row : node.children("w:tr"))
            for (xml_node cell : row.children("w:tc")) part_all(cell);
        repeat_between(
            node, [&](xml_node child) { return mark_alone_in_row(child); },
            [&](xml_node child) {
                if (named(child, "w:tr")) row(child);
            });
    }
    void cells(xml_node row) {
        for (xml_node cell : row.children("w:tc")) block(cell);
    }

    static xml_node cell_of(xml_node node) {
        while (node && !named(node, "w:tc")) node = node.parent();
        return node;
    }

    // A pair that begins in one cell and ends in another repeats the row.
    void row(xml_node node) {
        std::vector<std::pair<xml_node, Mark>> marks;
        for (auto& found : node.select_nodes("./w:tc/w:p"))
            for (xml_node run : runs_of(found.node()))
                if (auto mark = mark_of(run_text(run)); mark && mark->kind != Mark::field)
                    marks.push_back({run, *mark});
        bool whole = marks.size() >= 2 && marks.front().second.kind != Mark::close &&
                     marks.back().second.kind == Mark::close && marks.front().second.name == marks.back().second.name &&
                     cell_of(marks.front().first) != cell_of(marks.back().first);
        if (!whole) return cells(node);
        auto mark = marks.front().second;
        xml_node at = marks.front().first.parent();
        marks.back().first.parent().remove_child(marks.back().first);
        xml_node paragraph = marks.front().first.parent();
        paragraph.remove_child(marks.front().first);
        xml_node after = node;
        times(at, mark, [&] {
            after = node.parent().insert_copy_after(node, after);
            cells(after);
        });
        node.parent().remove_child(node);
    }

    // Children between a mark that stands alone and its end are repeated; all others are given to `one`.
    template <typename Alone, typename One>
    void repeat_between(xml_node container, const Alone& alone, const One& one) {
        for (xml_node child = container.first_child(); child;) {
            auto mark = alone(child);
            if (!mark) {
                xml_node next = child.next_sibling();
                one(child);
                child = next;
                continue;
            }
            if (mark->kind == Mark::close) {
                fail(child, fmt::format("“{{{{/{}}}}}”前面没有它的开头", mark->name),
                     fmt::format("\"{{{{/{}}}}}\" has no beginning before it", mark->name));
                xml_node next = child.next_sibling();
                container.remove_child(child);
                child = next;
                continue;
            }
            xml_node end;
            int depth = 0;
            for (xml_node later = child.next_sibling(); later && !end; later = later.next_sibling())
                if (auto other = alone(later); other && other->name == mark->name) {
                    if (other->kind != Mark::close)
                        ++depth;
                    else if (depth-- == 0)
                        end = later;
                }
            if (!end) {
                fail(child, fmt::format("“{}”没有单独成段的结尾“{{{{/{}}}}}”", paragraph_words(child), mark->name),
                     fmt::format("\"{}\" has no end \"{{{{/{}}}}}\" in a paragraph of its own", paragraph_words(child),
                                 mark->name));
                xml_node next = child.next_sibling();
                container.remove_child(child);
                child = next;
                continue;
            }
            xml_node next = end.next_sibling();
            // What is between is taken out, and put back as often as it is to stand.
            pugi::xml_document kept;
            xml_node body = kept.append_child(container.name());
            for (xml_node between = child.next_sibling(); between != end;) {
                xml_node following = between.next_sibling();
                body.append_copy(between);  // pugixml moves nodes only within a document
                container.remove_child(between);
                between = following;
            }
            xml_node place = child;
            times(place, *mark, [&] {
                // Filled where it stands alone first: a copy among the others would be walked twice.
                pugi::xml_document once;
                xml_node filled = once.append_copy(body);
                if (named(container, "w:tbl"))
                    table(filled);
                else
                    repeat_between(filled, alone, one);
                for (xml_node ready : filled.children()) container.insert_copy_before(ready, end);
            });
            container.remove_child(child);
            container.remove_child(end);
            child = next;
        }
    }
    static std::string paragraph_words(xml_node node) {
        if (named(node, "w:p")) return paragraph_text(node);
        std::string text;
        for (auto& found : node.select_nodes(".//w:p")) text += paragraph_text(found.node());
        return text;
    }

    // ---- within a paragraph

    void paragraph(xml_node node) {
        boxes(node);
        runs(node, runs_of(node));
    }
    // Text boxes hold paragraphs of their own. Word writes each twice, for itself and for old readers.
    void boxes(xml_node node) {
        for (auto& found : node.select_nodes(".//w:txbxContent")) block(found.node());
    }
    void runs(xml_node paragraph, const std::vector<xml_node>& all) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            auto mark = mark_of(run_text(all[i]));
            if (!mark) continue;
            xml_node run = all[i];
            if (mark->kind == Mark::field) {
                if (require_name(paragraph, mark->name) && !checking_) set_run_text(run, words(value(mark->name)));
                continue;
            }
            if (mark->kind == Mark::close) {
                fail(paragraph, fmt::format("“{{{{/{}}}}}”前面没有它的开头", mark->name),
                     fmt::format("\"{{{{/{}}}}}\" has no beginning before it", mark->name));
                continue;
            }
            std::size_t end = all.size();
            int depth = 0;
            for (std::size_t j = i + 1; j < all.size() && end == all.size(); ++j)
                if (auto other = mark_of(run_text(all[j])); other && other->name == mark->name) {
                    if (other->kind == Mark::open || other->kind == Mark::inverse) ++depth;
                    if (other->kind == Mark::close && depth-- == 0) end = j;
                }
            if (end == all.size()) {
                fail(
                    paragraph,
                    fmt::format("“{}”没有结尾“{{{{/{}}}}}”；跨段的开头和结尾要各自单独成段", run_text(run), mark->name),
                    fmt::format(
                        "\"{}\" has no end \"{{{{/{}}}}}\"; a beginning and an end in different paragraphs each "
                        "need a paragraph of their own",
                        run_text(run), mark->name));
                continue;
            }
            std::vector<xml_node> between(all.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                          all.begin() + static_cast<std::ptrdiff_t>(end));
            times(paragraph, *mark, [&] {
                std::vector<xml_node> copies;
                for (auto& original : between)
                    copies.push_back(all[end].parent().insert_copy_before(original, all[end]));
                runs(paragraph, copies);
            });
            for (auto original : between) original.parent().remove_child(original);
            all[i].parent().remove_child(all[i]);
            all[end].parent().remove_child(all[end]);
            i = end;
        }
    }
};

bool holds_words(const std::string& name) {
    return name == "word/document.xml" ||
           ((name.starts_with("word/header") || name.starts_with("word/footer")) && name.ends_with(".xml"));
}

// Calls for each part that holds words, in the file's order.
template <typename OnPart>
office::Package walk_parts(std::string_view docx, const OnPart& on_part) {
    auto package = office::Package::open(docx);
    if (!package.find("word/document.xml")) throw Fault(kNoDocument);
    for (auto& part : package.parts()) {
        if (!holds_words(part.name)) continue;
        pugi::xml_document document;
        auto read =
            document.load_buffer(part.bytes.data(), part.bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata);
        if (!read) throw Fault(kNoDocument);
        bool header = part.name.starts_with("word/header"), footer = part.name.starts_with("word/footer");
        on_part(document, header ? "页眉" : footer ? "页脚" : "", header ? "header, " : footer ? "footer, " : "");
        std::ostringstream out;
        document.save(out, "", pugi::format_raw);
        package.find(part.name)->bytes = std::move(out).str();
    }
    return package;
}

}  // namespace

std::vector<TemplateFault> check_template(std::string_view docx, const TemplateNames& names) {
    Walk walk(names, nullptr);
    walk_parts(docx, [&](auto& document, auto zh, auto en) { walk.part(document, zh, en); });
    return walk.faults;
}

std::string fill_template(std::string_view docx, const TemplateNames& names, const json::object& values) {
    Walk walk(names, &values);
    return walk_parts(docx, [&](auto& document, auto zh, auto en) { walk.part(document, zh, en); }).pack();
}

}  // namespace zhenan::paper
