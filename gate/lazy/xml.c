#include <libxml/catalog.h>
#include <libxml/parser.h>

#include "gate/lazy/lazy.h"

static const struct lazy_library library = {
	LIBXML_VERSION >= 21400 ? "libxml2.so.16" : "libxml2.so.2",
	EXIT_EVIDENCE,
};

#ifdef xmlParserVersion
LAZY0(const char **, __xmlParserVersion)
#else
/* A variable cannot wait for its library: this one is that of the headers. */
const char *const xmlParserVersion = LIBXML_VERSION_STRING;
#endif

/* clang-format off */
LAZY_VOID(xmlCatalogSetDefaults, (xmlCatalogAllow a), (a))
LAZY6(xmlParserCtxtPtr, xmlCreateIOParserCtxt, xmlSAXHandlerPtr, void *, xmlInputReadCallback,
	xmlInputCloseCallback, void *, xmlCharEncoding)
LAZY2(int, xmlCtxtUseOptions, xmlParserCtxtPtr, int)
LAZY1(size_t, xmlDictGetUsage, xmlDictPtr)
LAZY1(int, xmlDictSize, xmlDictPtr)
LAZY_VOID(xmlFreeDoc, (xmlDocPtr a), (a))
LAZY_VOID(xmlFreeEnumeration, (xmlEnumerationPtr a), (a))
LAZY_VOID(xmlFreeParserCtxt, (xmlParserCtxtPtr a), (a))
LAZY_VOID(xmlInitParser, (void), ())
LAZY1(int, xmlParseDocument, xmlParserCtxtPtr)
LAZY1(int, xmlSAX2GetLineNumber, void *)
LAZY_VOID(xmlSetExternalEntityLoader, (xmlExternalEntityLoader a), (a))
LAZY_VOID(xmlSetStructuredErrorFunc, (void *a, xmlStructuredErrorFunc b), (a, b))
LAZY_VOID(xmlStopParser, (xmlParserCtxtPtr a), (a))
