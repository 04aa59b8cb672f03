// Where a paragraph of a template stands, in words that an office finds it by; only for this folder.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

namespace zhenan::paper {

class TemplatePlaces {
public:
    struct Place {
        std::string zh, en;
    };
    /// Marks every paragraph below with its place: copies keep it. `zh`, `en`: what all places begin with.
    void number(pugi::xml_node root, const std::string& zh, const std::string& en);
    Place of(pugi::xml_node node) const;
    /// Takes the marks away again.
    static void strip(pugi::xml_node root);

private:
    void keep(pugi::xml_node paragraph, std::string zh, std::string en);
    void number(pugi::xml_node node, const std::string& zh, const std::string& en, int& paragraphs, int& tables);

    std::vector<Place> places_;
};

}  // namespace zhenan::paper
