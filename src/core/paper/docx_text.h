// The words of a DOCX, paragraph by paragraph, without its layout.
#pragma once

#include <string>
#include <string_view>

namespace zhenan::paper {

/// One line a paragraph, cells of a table one after the other; blank paragraphs are left out. Throws office.* for a
/// file that is no DOCX.
std::string docx_text(std::string_view docx);

}  // namespace zhenan::paper
