#include "core/office/workbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <pugixml.hpp>
#include <sstream>

#include "core/fault.h"

namespace zhenan::office {

namespace {

constexpr int kRows = 400, kColumns = 60;

const FaultCode kNoSheets{Kind::rejected, "office.no_sheets",
                          "这个文件不是 Excel 工作簿，请用 Excel 或 WPS 另存为 .xlsx 再上传",
                          "This file is no workbook; save it as .xlsx in Excel or WPS and upload that"};

// Some writers put a prefix before every name.
std::string_view local(const char* name) {
    std::string_view whole(name);
    auto colon = whole.find(':');
    return colon == whole.npos ? whole : whole.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& of, std::string_view name) {
    for (auto node : of.children())
        if (local(node.name()) == name) return node;
    return {};
}

const char* attribute(const pugi::xml_node& of, std::string_view name) {
    for (auto one : of.attributes())
        if (local(one.name()) == name) return one.value();
    return "";
}

pugi::xml_document parsed(Package& package, const std::string& name) {
    pugi::xml_document document;
    auto* part = package.find(name);
    // White space between the marks is kept, so that what is not touched stays as it was.
    if (!part ||
        !document.load_buffer(part->bytes.data(), part->bytes.size(), pugi::parse_full | pugi::parse_ws_pcdata))
        throw Fault(kNoSheets);
    return document;
}

void keep(Package& package, const std::string& name, const pugi::xml_document& document) {
    std::ostringstream out;
    document.save(out, "", pugi::format_raw | pugi::format_no_declaration);
    auto text = out.str();
    // A declaration that stood there is a node of the document and has been written.
    if (!text.starts_with("<?xml")) text = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + text;
    package.find(name)->bytes = std::move(text);
}

// Runs of a text lie two deep; a file that nests further is none that a spreadsheet wrote.
std::string texts_in(const pugi::xml_node& node, int deep = 0) {
    if (local(node.name()) == "rPh" || deep > 4) return {};  // how a word is pronounced
    std::string text;
    if (local(node.name()) == "t") return node.text().get();
    for (auto inner : node.children()) text += texts_in(inner, deep + 1);
    return text;
}

std::string beside(const pugi::xml_node& node, const char* name) {
    std::string whole = node.name();
    auto colon = whole.find(':');
    return colon == whole.npos ? name : whole.substr(0, colon + 1) + name;
}

std::vector<std::string> shared_texts(Package& package) {
    std::vector<std::string> texts;
    if (!package.find("xl/sharedStrings.xml")) return texts;
    auto document = parsed(package, "xl/sharedStrings.xml");
    for (auto node : document.document_element().children())
        if (local(node.name()) == "si") texts.push_back(texts_in(node));
    return texts;
}

std::vector<Sheet> listed(Package& package) {
    if (!package.find("xl/workbook.xml") || !package.find("xl/_rels/workbook.xml.rels")) throw Fault(kNoSheets);
    std::map<std::string, std::string> parts;
    auto relations = parsed(package, "xl/_rels/workbook.xml.rels");
    for (auto one : relations.document_element().children()) {
        std::string target = attribute(one, "Target");
        parts[attribute(one, "Id")] = target.starts_with('/') ? target.substr(1) : "xl/" + target;
    }
    std::vector<Sheet> sheets;
    auto workbook = parsed(package, "xl/workbook.xml");
    for (auto one : child(workbook.document_element(), "sheets").children()) {
        std::string state = attribute(one, "state"), part = parts[attribute(one, "id")];
        if (local(one.name()) == "sheet" && (state.empty() || state == "visible") && package.find(part))
            sheets.push_back({attribute(one, "name"), part, {}, {}});
    }
    if (sheets.empty()) throw Fault(kNoSheets);
    return sheets;
}

std::string shown(const pugi::xml_node& cell, const std::vector<std::string>& shared) {
    std::string type = attribute(cell, "t"), value = child(cell, "v").text().get();
    if (type == "inlineStr") return texts_in(child(cell, "is"));
    if (type == "b") return value == "1" ? "TRUE" : "FALSE";
    if (type != "s") return value;
    auto index = value.empty() ? 0u : static_cast<std::size_t>(std::atoll(value.c_str()));
    return index < shared.size() ? shared[index] : std::string();
}

/// The child that has this place, or a new one where it belongs: rows and cells stand in order.
pugi::xml_node place(pugi::xml_node parent, const char* name, int wanted, int (*number)(const pugi::xml_node&)) {
    pugi::xml_node after;
    auto full = beside(parent, name);
    for (auto node : parent.children()) {
        if (local(node.name()) != name) continue;
        auto n = number(node);
        if (n == wanted) return node;
        if (n > wanted) return parent.insert_child_before(full.c_str(), node);
        after = node;
    }
    return after ? parent.insert_child_after(full.c_str(), after) : parent.prepend_child(full.c_str());
}

int row_number(const pugi::xml_node& row) {
    return std::atoi(attribute(row, "r"));
}
int column_number(const pugi::xml_node& cell) {
    auto at = place_of(attribute(cell, "r"));
    return at ? at->second : 0;
}

void write(pugi::xml_node cell, const Filled& filled) {
    if (child(cell, "f")) return;
    for (auto node = cell.first_child(); node;) {
        auto next = node.next_sibling();
        cell.remove_child(node);
        node = next;
    }
    cell.remove_attribute("t");
    if (filled.value) {
        cell.append_child(beside(cell, "v").c_str()).text().set(fmt::format("{}", *filled.value).c_str());
        return;
    }
    // Written as a text: whatever it begins with, it is no formula.
    cell.append_attribute("t") = "inlineStr";
    auto text = cell.append_child(beside(cell, "is").c_str()).append_child(beside(cell, "t").c_str());
    text.append_attribute("xml:space") = "preserve";
    text.text().set(filled.text.c_str());
}

void calculate_when_opened(Package& package) {
    auto document = parsed(package, "xl/workbook.xml");
    auto book = document.document_element();
    auto properties = child(book, "calcPr");
    if (!properties) {
        pugi::xml_node after;
        for (auto name : {"sheets", "functionGroups", "externalReferences", "definedNames"})
            if (auto node = child(book, name)) after = node;
        properties = book.insert_child_after(beside(book, "calcPr").c_str(), after);
    }
    properties.remove_attribute("fullCalcOnLoad");
    properties.append_attribute("fullCalcOnLoad") = "1";
    keep(package, "xl/workbook.xml", document);
}

}  // namespace

std::optional<std::pair<int, int>> place_of(std::string_view cell) {
    int column = 0, row = 0;
    std::size_t at = 0;
    for (; at < cell.size() && cell[at] >= 'A' && cell[at] <= 'Z' && at < 3; ++at)
        column = column * 26 + cell[at] - 'A' + 1;
    if (column == 0 || at == cell.size()) return {};
    for (; at < cell.size(); ++at) {
        if (cell[at] < '0' || cell[at] > '9' || row > 200'000) return {};
        row = row * 10 + cell[at] - '0';
    }
    if (row < 1 || row > 1'048'576 || column > 16'384) return {};
    return std::pair{row, column};
}

std::string cell_name(int row, int column) {
    std::string letters;
    for (; column > 0; column = (column - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    return letters + std::to_string(row);
}

std::vector<Sheet> sheets_of(Package& package) {
    auto sheets = listed(package);
    auto shared = shared_texts(package);
    for (auto& sheet : sheets) {
        auto document = parsed(package, sheet.part);
        auto root = document.document_element();
        for (auto row : child(root, "sheetData").children())
            for (auto cell : row.children()) {
                auto at = place_of(attribute(cell, "r"));
                if (!at || at->first > kRows || at->second > kColumns) continue;
                auto text = shown(cell, shared);
                bool formula = static_cast<bool>(child(cell, "f"));
                if (!text.empty() || formula) sheet.cells.push_back({at->first, at->second, std::move(text), formula});
            }
        for (auto one : child(root, "mergeCells").children()) {
            std::string range = attribute(one, "ref");
            auto colon = range.find(':');
            if (colon == range.npos) continue;
            auto from = place_of(range.substr(0, colon)), to = place_of(range.substr(colon + 1));
            if (from && to && from->first <= kRows && from->second <= kColumns)
                sheet.merged.push_back(
                    {from->first, from->second, to->first - from->first + 1, to->second - from->second + 1});
        }
    }
    return sheets;
}

void fill(Package& package, const std::vector<Filled>& cells) {
    for (auto& sheet : listed(package)) {
        auto document = parsed(package, sheet.part);
        auto rows = child(document.document_element(), "sheetData");
        bool changed = false;
        for (auto& filled : cells) {
            auto at = filled.sheet == sheet.name ? place_of(filled.cell) : std::nullopt;
            if (!at || !rows) continue;
            auto row = place(rows, "row", at->first, row_number);
            if (!*attribute(row, "r")) row.append_attribute("r") = at->first;
            auto cell = place(row, "c", at->second, column_number);
            if (!*attribute(cell, "r")) cell.append_attribute("r") = filled.cell.c_str();
            write(cell, filled);
            changed = true;
        }
        if (changed) keep(package, sheet.part, document);
    }
    calculate_when_opened(package);
}

}  // namespace zhenan::office
