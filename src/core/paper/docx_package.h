// The frame of a DOCX: a zip with styles, settings, relations, footers and pictures around the
// document.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/paper/paper.h"

namespace zhenan::paper {

/// The root element of a part, with the namespaces that the parts use.
pugi::xml_node word_root(pugi::xml_document& document, const char* name);

std::string xml_text(const pugi::xml_document& document);

class DocxPackage {
public:
    explicit DocxPackage(const Paper& paper) : paper_(paper) {}

    /// Keep a part and answer the id of the relation by which the document names it.
    std::string add_footer(std::string xml);
    std::string add_picture(const std::string& bytes, const std::string& ending, int& number);

    /// The bytes of the zip. Its times are fixed: the same Paper gives the same bytes.
    std::string finish(std::string document);

private:
    struct Related {
        std::string name, type, content;
    };
    std::string add(Related part);
    std::string content_types() const;
    std::string relations() const;
    std::string settings() const;
    std::string properties() const;

    const Paper& paper_;
    std::vector<Related> related_;
    int footers_ = 0, pictures_ = 0;
};

}  // namespace zhenan::paper
