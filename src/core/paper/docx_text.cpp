#include "core/paper/docx_text.h"

#include <cstring>
#include <pugixml.hpp>

#include "core/office/package.h"

namespace zhenan::paper {

namespace {

void gather(pugi::xml_node node, std::string& line) {
    for (auto child : node.children()) {
        auto* name = child.name();
        if (std::strcmp(name, "w:t") == 0)
            line += child.text().get();
        else if (std::strcmp(name, "w:tab") == 0)
            line += ' ';
        else if (std::strcmp(name, "w:br") == 0 || std::strcmp(name, "w:cr") == 0)
            line += '\n';
        // Paragraphs of text boxes are met by themselves.
        else if (std::strcmp(name, "w:txbxContent") != 0 && std::strcmp(name, "w:delText") != 0)
            gather(child, line);
    }
}

}  // namespace

std::string docx_text(std::string_view docx) {
    auto package = office::Package::open(docx);
    std::string text;
    auto* part = package.find("word/document.xml");
    pugi::xml_document document;
    if (!part ||
        !document.load_buffer(part->bytes.data(), part->bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata))
        return text;
    for (auto& found : document.select_nodes(".//w:p")) {
        std::string line;
        gather(found.node(), line);
        while (!line.empty() && (line.back() == ' ' || line.back() == '\n')) line.pop_back();
        if (line.find_first_not_of(" \n") != line.npos) text += line + '\n';
    }
    return text;
}

}  // namespace zhenan::paper
