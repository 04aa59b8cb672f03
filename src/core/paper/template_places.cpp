#include "core/paper/template_places.h"

#include <fmt/format.h>

#include <string_view>

namespace zhenan::paper {

namespace {
constexpr const char* kPlace = "zhenan-place";
}

void TemplatePlaces::number(pugi::xml_node root, const std::string& zh, const std::string& en) {
    int paragraphs = 0, tables = 0;
    number(root, zh, en, paragraphs, tables);
}

void TemplatePlaces::keep(pugi::xml_node paragraph, std::string zh, std::string en) {
    paragraph.append_attribute(kPlace) = static_cast<unsigned>(places_.size());
    places_.push_back({std::move(zh), std::move(en)});
}

void TemplatePlaces::number(pugi::xml_node node, const std::string& zh, const std::string& en, int& paragraphs,
                            int& tables) {
    for (pugi::xml_node child : node.children()) {
        std::string_view name = child.name();
        if (name == "w:p") {
            ++paragraphs;
            keep(child, fmt::format("{}第 {} 段", zh, paragraphs), fmt::format("{}paragraph {}", en, paragraphs));
            number(child, zh, en, paragraphs, tables);  // text boxes
        } else if (name == "w:tbl") {
            ++tables;
            int row = 0;
            for (pugi::xml_node line : child.children("w:tr")) {
                ++row;
                for (auto& found : line.select_nodes(".//w:p"))
                    keep(found.node(), fmt::format("{}第 {} 个表格第 {} 行", zh, tables, row),
                         fmt::format("{}table {}, row {}", en, tables, row));
            }
        } else {
            number(child, zh, en, paragraphs, tables);
        }
    }
}

void TemplatePlaces::strip(pugi::xml_node root) {
    for (auto& found : root.select_nodes(".//w:p")) found.node().remove_attribute(kPlace);
}

TemplatePlaces::Place TemplatePlaces::of(pugi::xml_node node) const {
    for (; node; node = node.parent())
        if (auto at = node.attribute(kPlace)) return places_[at.as_uint()];
    return {};
}

}  // namespace zhenan::paper
