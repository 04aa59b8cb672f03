#include "core/paper/template.h"

#include <fmt/format.h>

#include <cstring>
#include <sstream>

#include "core/office/package.h"
#include "core/paper/template_marks.h"
#include "core/paper/template_places.h"
#include "core/paper/template_scope.h"
#include "core/text/text.h"

namespace zhenan::paper {

namespace {

using pugi::xml_node;

const FaultCode kNoDocument{Kind::rejected, "template.no_document", "这不是 Word 或 WPS 的文字文档（.docx）",
                            "This is no text document of Word or WPS (.docx)"};
const FaultCode kBroken{Kind::rejected, "template.broken", "模板有错误，请按提示改好后再上传",
                        "The template has faults; mend them as described and upload it again"};

bool named(xml_node node, const char* name) {
    return std::strcmp(node.name(), name) == 0;
}

// Walks the template once. Checking and filling are the same walk: when it checks, every list has one entry and every
// condition holds, and what is wrong is collected.
class Walk {
public:
    Walk(const TemplateNames& names, const json::object* values) : scope_(names, values), checking_(!values) {}

    std::vector<TemplateFault> faults;

    void part(pugi::xml_document& document, const std::string& zh, const std::string& en) {
        auto root = document.document_element();
        places_.number(root, zh, en);
        block(named(root, "w:document") ? root.child("w:body") : root);
        TemplatePlaces::strip(root);
    }

private:
    TemplateScope scope_;
    TemplatePlaces places_;
    bool checking_;

    void fail(xml_node at, std::string zh, std::string en) {
        auto place = places_.of(at);
        faults.push_back({place.zh, place.en, std::move(zh), std::move(en)});
        if (!checking_)
            throw Fault(kBroken, fmt::format("模板有错误。{}：{}", place.zh, faults.back().zh),
                        fmt::format("The template has a fault. {}: {}", place.en, faults.back().en));
    }

    const TemplateName* require_name(xml_node at, const std::string& name) {
        if (auto* found = scope_.name(name)) return found;
        auto nearest = scope_.nearest(name);
        auto hint_zh = nearest.empty() ? "请对照可用名称表" : fmt::format("是不是“{}”", nearest);
        auto hint_en = nearest.empty() ? "compare with the list of names" : fmt::format("is it \"{}\"?", nearest);
        fail(at, fmt::format("没有“{}”这个名称，{}", name, hint_zh),
             fmt::format("there is no name \"{}\"; {}", name, hint_en));
        return nullptr;
    }

    // Does `each` for every time that the section is to stand.
    template <typename Each>
    void times(xml_node at, const Mark& mark, const Each& each) {
        auto* name = require_name(at, mark.name);
        if (checking_) {
            bool list = name && !name->entries.empty() && mark.kind == Mark::open;
            if (list) scope_.enter(name->entries, nullptr);
            each();
            if (list) scope_.leave();
            return;
        }
        auto* found = scope_.value(mark.name);
        if (TemplateScope::holds(found) == (mark.kind == Mark::inverse)) return;
        if (mark.kind == Mark::inverse || !found->is_array()) return each();
        for (auto& entry : found->as_array()) {
            scope_.enter(name->entries, &entry.as_object());
            each();
            scope_.leave();
        }
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
                if (require_name(paragraph, mark->name) && !checking_)
                    set_run_text(run, TemplateScope::words(scope_.value(mark->name)));
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

std::vector<std::string> names_missing(std::string_view docx, const std::vector<std::string>& names) {
    std::vector<std::string> missing = names;
    if (names.empty()) return missing;
    walk_parts(docx, [&](auto& document, auto, auto) {
        for (auto& found : document.select_nodes(".//w:p")) {
            auto paragraph = found.node();
            part_marks(paragraph);
            for (auto run : runs_of(paragraph))
                if (auto mark = mark_of(run_text(run))) std::erase(missing, mark->name);
        }
    });
    return missing;
}

std::string fill_template(std::string_view docx, const TemplateNames& names, const json::object& values) {
    Walk walk(names, &values);
    return walk_parts(docx, [&](auto& document, auto zh, auto en) { walk.part(document, zh, en); }).pack();
}

}  // namespace zhenan::paper
