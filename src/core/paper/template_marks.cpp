#include "core/paper/template_marks.h"

#include <cstring>

namespace zhenan::paper {

namespace {

using pugi::xml_node;

bool named(xml_node node, const char* name) {
    return std::strcmp(node.name(), name) == 0;
}

void gather(xml_node node, std::vector<xml_node>& runs) {
    for (xml_node child : node.children()) {
        if (named(child, "w:r")) runs.push_back(child);
        // Not into text boxes and deleted words: what stands there is no word of this paragraph.
        else if (named(child, "w:hyperlink") || named(child, "w:ins") || named(child, "w:smartTag") ||
                 named(child, "w:sdt") || named(child, "w:sdtContent"))
            gather(child, runs);
    }
}

// A run with several pieces (texts, breaks, pictures) becomes one run for each.
void part_run(xml_node run) {
    std::vector<xml_node> pieces;
    for (xml_node child : run.children())
        if (!named(child, "w:rPr")) pieces.push_back(child);
    for (std::size_t i = 1; i < pieces.size(); ++i) {
        xml_node after = i == 1 ? run : pieces[i - 1].parent();
        xml_node one = run.parent().insert_child_after("w:r", after);
        if (xml_node style = run.child("w:rPr")) one.append_copy(style);
        pieces[i] = one.append_move(pieces[i]);
    }
}

// The run's text is cut at a byte; what follows stands in a new run of the same format.
xml_node cut(xml_node run, std::size_t at) {
    auto text = run_text(run);
    if (at == 0 || at >= text.size()) return run;
    xml_node rest = run.parent().insert_copy_after(run, run);
    set_run_text(run, text.substr(0, at));
    set_run_text(rest, text.substr(at));
    return rest;
}

struct Found {
    std::size_t from, to;
};

// The full-width braces of a Chinese keyboard mean the same.
std::string plain_braces(std::string text) {
    for (auto& [wide, plain] : {std::pair<std::string, std::string>{"｛｛", "{{"}, {"｝｝", "}}"}})
        for (std::size_t at = 0; (at = text.find(wide, at)) != text.npos;) text.replace(at, wide.size(), plain);
    return text;
}

std::string trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return std::string(text);
}

}  // namespace

std::optional<Mark> mark_of(std::string_view text) {
    if (text.size() < 5 || !text.starts_with("{{") || !text.ends_with("}}")) return std::nullopt;
    auto inside = trimmed(text.substr(2, text.size() - 4));
    if (inside.empty() || inside.find("{{") != inside.npos) return std::nullopt;
    Mark mark;
    if (inside[0] == '#') mark.kind = Mark::open;
    if (inside[0] == '^') mark.kind = Mark::inverse;
    if (inside[0] == '/') mark.kind = Mark::close;
    mark.name = mark.kind == Mark::field ? inside : trimmed(inside.substr(1));
    return mark;
}

std::vector<xml_node> runs_of(xml_node paragraph) {
    std::vector<xml_node> runs;
    gather(paragraph, runs);
    return runs;
}

std::string run_text(xml_node run) {
    std::string text;
    for (xml_node child : run.children("w:t")) text += child.text().get();
    return text;
}

std::string paragraph_text(xml_node paragraph) {
    std::string text;
    for (xml_node run : runs_of(paragraph)) text += run_text(run);
    return text;
}

void set_run_text(xml_node run, const std::string& text) {
    while (xml_node old = run.child("w:t")) run.remove_child(old);
    while (xml_node old = run.child("w:br")) run.remove_child(old);
    for (std::size_t at = 0; at <= text.size();) {
        auto end = std::min(text.find('\n', at), text.size());
        if (at) run.append_child("w:br");
        xml_node piece = run.append_child("w:t");
        piece.append_attribute("xml:space") = "preserve";
        piece.text() = text.substr(at, end - at).c_str();
        at = end + 1;
    }
}

std::optional<std::string> part_marks(xml_node paragraph) {
    auto whole = paragraph_text(paragraph);
    if (whole.find("{{") == whole.npos && whole.find("｛｛") == whole.npos) return std::nullopt;
    for (xml_node run : runs_of(paragraph)) part_run(run);
    // A mark's beginning may itself be cut ("{", "{单位}}"): all runs' text is looked at as one.
    struct Piece {
        xml_node run;
        std::size_t from;
    };
    std::vector<Piece> pieces;
    std::string text;
    for (xml_node run : runs_of(paragraph)) {
        pieces.push_back({run, text.size()});
        text += run_text(run);
    }
    auto opening = [&](std::size_t from) { return std::min(text.find("{{", from), text.find("｛｛", from)); };
    std::vector<Found> marks;
    for (std::size_t at = 0; (at = opening(at)) != text.npos;) {
        auto half = text.find("}}", at), wide = text.find("｝｝", at);
        auto end = std::min(half, wide);
        if (end == text.npos) return text.substr(at);
        end += end == half ? 2 : std::string_view("｝｝").size();
        marks.push_back({at, end});
        at = end;
    }
    // From the last to the first, so that what was measured stays true.
    for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark) {
        std::size_t first = pieces.size();
        for (std::size_t i = 0; i < pieces.size(); ++i)
            if (pieces[i].from <= mark->from && mark->from < pieces[i].from + run_text(pieces[i].run).size()) first = i;
        if (first == pieces.size()) continue;
        for (std::size_t i = pieces.size(); i-- > first + 1;) {
            auto words = run_text(pieces[i].run);
            auto from = pieces[i].from, to = from + words.size();
            if (from >= mark->to || words.empty()) continue;
            set_run_text(pieces[i].run, to > mark->to ? words.substr(mark->to - from) : "");
            pieces[i].from = std::max(from, mark->to);
        }
        auto& piece = pieces[first];
        auto words = run_text(piece.run);
        auto begin = mark->from - piece.from;
        auto inside = std::min(mark->to - piece.from, words.size());
        auto rest = words.substr(inside);
        set_run_text(piece.run,
                     words.substr(0, begin) + plain_braces(text.substr(mark->from, mark->to - mark->from)) + rest);
        auto length = plain_braces(text.substr(mark->from, mark->to - mark->from)).size();
        cut(piece.run, begin + length);
        cut(piece.run, begin);
    }
    return std::nullopt;
}

}  // namespace zhenan::paper
