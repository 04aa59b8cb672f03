// A paragraph's marks, each brought into a run of its own; only for this folder.
#pragma once

#include <functional>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <vector>

namespace zhenan::paper {

struct Mark {
    enum Kind { field, open, inverse, close } kind = field;
    std::string name;
};

/// The mark that a text is, if it is nothing else.
std::optional<Mark> mark_of(std::string_view text);

/// Word cuts a text into runs wherever it likes ("{{单", "位}}"): afterwards each mark of the paragraph is the whole
/// text of one run, formatted as its first character was. Gives the text of a mark that never ends.
std::optional<std::string> part_marks(pugi::xml_node paragraph);

/// The runs of a paragraph in order, also those inside links and accepted insertions.
std::vector<pugi::xml_node> runs_of(pugi::xml_node paragraph);
std::string run_text(pugi::xml_node run);
std::string paragraph_text(pugi::xml_node paragraph);
void set_run_text(pugi::xml_node run, const std::string& text);

}  // namespace zhenan::paper
