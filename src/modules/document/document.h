// THE DOOR of documents: DOCX templates that an office edits in Word or WPS, each for a purpose and from a day.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/http/http.h"
#include "core/paper/template.h"

namespace zhenan::document {

/// What a template can be made for.
struct Purpose {
    std::string name, zh, en, about_zh, about_en;
    paper::TemplateNames names;
    /// A DOCX to begin with: the layout that comes out without a template, with marks in it.
    std::function<std::string()> start;
    /// Names without which the document would say nothing; a template that lacks one is refused.
    std::vector<std::string> needed = {};
};

/// A static object of this type adds purposes; no list names them.
struct Purposes {
    explicit Purposes(std::function<std::vector<Purpose>()> make);
};
const std::vector<Purpose>& purposes();
const Purpose* find_purpose(std::string_view name);

/// The file of the template in force for a purpose on a day, for an area or what lies above it: the nearest area
/// first, then the one that began last. Nothing: the program's own layout counts.
struct Template {
    std::string id, title, docx;
    std::string file = {};  // its attachment: these bytes stay when the template gets others
};
std::optional<Template> in_force(http::Call& call, std::string_view purpose, std::string_view area_path,
                                 std::string_view day);

}  // namespace zhenan::document
