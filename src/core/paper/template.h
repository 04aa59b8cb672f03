// DOCX templates that an office edits in Word or WPS. In the text stand marks, as in Mustache:
//   {{单位名称}}                      the value of that name
//   {{#隐患}} … {{/隐患}}             once for each of a list; or, for a value that is no list, only where there is one
//   {{^隐患}} … {{/隐患}}             only where there is none
// A pair within one paragraph repeats the words between; two marks in paragraphs of their own repeat the paragraphs
// between; a pair that begins in one cell of a table's row and ends in another repeats the row, two marks in rows of
// their own the rows between. Inside a list the names of its entries come first, then those outside. ｛｛ ｝｝ as the
// Chinese keyboard gives them are taken too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/field.h"

namespace zhenan::paper {

/// What a template may name. With `entries` it is a list.
struct TemplateName {
    std::string name, zh, en;  // zh, en: what it is, for the page that lists the names
    std::vector<TemplateName> entries = {};
};
using TemplateNames = std::vector<TemplateName>;

/// What is wrong with a template, and where: "第 3 段", "第 1 个表格第 2 行", "页眉第 1 段".
struct TemplateFault {
    std::string place_zh, place_en, zh, en;
};

/// Everything that is wrong with it; empty when it can be filled. Throws office.* for a file that is no DOCX.
std::vector<TemplateFault> check_template(std::string_view docx, const TemplateNames& names);

/// Those of the names that no mark of the template names.
std::vector<std::string> names_missing(std::string_view docx, const std::vector<std::string>& names);

/// The document. Values are texts, numbers, booleans, null, or arrays of objects; a line break in a text breaks the
/// line. Throws template.broken with the first fault for a template that check_template() refuses.
std::string fill_template(std::string_view docx, const TemplateNames& names, const json::object& values);

}  // namespace zhenan::paper
