/* cmark-gfm as Swift sees it: the parser with the GitHub extensions attached, and its tree. */
#ifndef CMARKDOWN_H
#define CMARKDOWN_H

#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <stdbool.h>
#include <stddef.h>

/* Every kind of node, those of the extensions included, as one enumeration. */
typedef enum {
  MARKDOWN_OTHER,
  MARKDOWN_DOCUMENT,
  MARKDOWN_QUOTE,
  MARKDOWN_LIST,
  MARKDOWN_ITEM,
  MARKDOWN_CODE_BLOCK,
  MARKDOWN_HTML_BLOCK,
  MARKDOWN_PARAGRAPH,
  MARKDOWN_HEADING,
  MARKDOWN_RULE,
  MARKDOWN_TABLE,
  MARKDOWN_TABLE_ROW,
  MARKDOWN_TABLE_CELL,
  MARKDOWN_TEXT,
  MARKDOWN_SOFT_BREAK,
  MARKDOWN_LINE_BREAK,
  MARKDOWN_CODE,
  MARKDOWN_HTML_INLINE,
  MARKDOWN_EMPHASIS,
  MARKDOWN_STRONG,
  MARKDOWN_STRIKETHROUGH,
  MARKDOWN_LINK,
  MARKDOWN_IMAGE
} markdown_kind;

/* Parses UTF-8 text; the caller frees the document with cmark_node_free. NULL when out of memory.
   Not safe to call from two threads at once: the extensions' tables are global. */
cmark_node *markdown_parse(const char *text, size_t length);

markdown_kind markdown_kind_of(cmark_node *node);

/* Whether a list item is a task, `- [ ]` or `- [x]`. */
bool markdown_is_task(cmark_node *item);

/* 'l', 'c', 'r' or 0 for one column of a table; 0 when there is no such column. */
char markdown_column_alignment(cmark_node *table, int column);

#endif
