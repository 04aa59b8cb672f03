// A document as paper: one description from which both a DOCX (for WPS and Word) and a PDF are made.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace zhenan::paper {

/// Chinese office typefaces. DOCX names the usual Windows fonts (小标宋 方正小标宋简体, 仿宋_GB2312, 楷体_GB2312, 黑体,
/// 宋体); PDF falls back to free ones.
enum class Face { fang, song, hei, kai, title };

enum class Align { left, center, right, justify };

/// Sizes in points: 2号 22, 3号 16, 小3 15, 4号 14, 小4 12, 5号 10.5.
struct Run {
    std::string text = {};
    Face face = Face::fang;
    double size = 16;
    bool bold = false;
    bool underline = false;
    bool red = false;
    bool grey = false;
    bool missing = false;  // 【待核实】: drawn with a grey shade so that nobody overlooks it
};

struct Paragraph {
    std::vector<Run> runs = {};
    Align align = Align::justify;
    double first_indent = 2;  // in characters of the first run's size
    double left_indent = 0;   // in characters
    double right_indent = 0;  // in characters (成文日期 右空四字)
    double before = 0;        // blank lines before
    double line_pitch = 0;    // points; 0 = the page's
    int outline = 0;          // 1..4: heading level in DOCX, 0 = body
    bool keep_with_next = false;
    bool page_break_before = false;
};

/// A picture, PNG or JPEG bytes. It keeps its shape: drawn as wide as said, or less where it would be too high.
struct Picture {
    std::string bytes = {};
    double width = 30;    // millimetres
    double height = 225;  // millimetres at most
    Align align = Align::left;
};

struct Cell {
    std::optional<Picture> picture = {};  // above the paragraphs, in the middle; the row then stays on one page
    std::vector<Paragraph> paragraphs = {};
    int span = 1;        // columns
    bool middle = true;  // vertical alignment
};

struct Table {
    std::vector<double> widths = {};  // millimetres
    std::vector<std::vector<Cell>> rows = {};
    double row_height = 0;  // minimum, millimetres
    bool borders = true;
    bool header_row = false;  // the first row repeats on each page
};

/// A horizontal rule of the whole text width (the red line of a 红头, the lines of a 版记).
struct Rule {
    double thickness = 0.35;  // millimetres
    bool red = false;
    bool keep_with_next = false;
};

struct Block {
    // exactly one is set
    std::optional<Paragraph> paragraph = {};
    std::optional<Table> table = {};
    std::optional<Rule> rule = {};
    std::optional<Picture> picture = {};
};

/// none: no numbers. official: GB/T 9704-2012 7.5, "— 1 —", 4号 half-width Song, odd pages right, even pages left.
/// of_total: "共 2 页 第 1 页", centred, as inspection notices have it.
enum class Numbering { none, official, of_total };

/// Millimetres. The default is GB/T 9704-2012 5.2: A4, top 37, left 28, text area 156 x 225, 22 lines of 28 characters.
struct Page {
    double width = 210, height = 297;
    double top = 37, left = 28, right = 26, bottom = 35;
    bool grid = true;  // docGrid linesAndChars 22 x 28
    Numbering numbering = Numbering::official;
};

struct Paper {
    std::string title;  // the file's metadata
    std::string author;
    Page page;
    std::vector<Block> blocks;
    std::optional<Picture> mark = {};  // in the lower left margin of the first page, 4 mm below the text

    void add(Paragraph paragraph) { blocks.push_back({.paragraph = std::move(paragraph)}); }
    void add(Table table) { blocks.push_back({.table = std::move(table)}); }
    void add(Rule rule) { blocks.push_back({.rule = rule}); }
    void add(Picture picture) { blocks.push_back({.picture = std::move(picture)}); }
};

/// The bytes of a DOCX; deterministic for the same Paper.
std::string to_docx(const Paper& paper);

/// The bytes of a PDF drawn with Pango and Cairo; fonts by fontconfig with stated fall-backs.
std::string to_pdf(const Paper& paper);

}  // namespace zhenan::paper
