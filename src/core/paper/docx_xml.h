// The small pieces of WordprocessingML that the body and the footers are written with.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <type_traits>

#include "core/paper/docx_package.h"
#include "core/paper/paper.h"

namespace zhenan::paper {

using pugi::xml_node;

inline xml_node add(xml_node parent, const char* name) {
    return parent.append_child(name);
}

template <class Value>
xml_node with(xml_node node, const char* attribute, const Value& value) {
    if constexpr (std::is_same_v<Value, std::string>) {
        node.append_attribute(attribute) = value.c_str();
    } else {
        node.append_attribute(attribute) = value;
    }
    return node;
}

template <class Value>
xml_node value_of(xml_node parent, const char* name, const Value& value) {
    return with(add(parent, name), "w:val", value);
}

xml_node exact_spacing(xml_node properties, double before, double pitch);

/// `spacing` is added to each character, in twips.
void write_run_properties(xml_node run, const Run& style, int spacing);

void write_text(xml_node run, const std::string& text);

const char* justification(Align align);

/// The size, the margins, the grid and the page numbers of the only section.
void write_section(xml_node body, const Page& page, DocxPackage& package);

}  // namespace zhenan::paper
