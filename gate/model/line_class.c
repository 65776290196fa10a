#include "gate/model/line_class.h"

const struct line_class_row line_classes[LINE_CLASSES] = {
	[CLASS_UNC] = { "UNC", "new and not covered" },
	[CLASS_LBC] = { "LBC", "no longer covered" },
	[CLASS_UIC] = { "UIC", "not covered, and no code before" },
	[CLASS_UBC] = { "UBC", "still not covered" },
	[CLASS_GBC] = { "GBC", "covered at last" },
	[CLASS_GIC] = { "GIC", "covered, and no code before" },
	[CLASS_GNC] = { "GNC", "new and covered" },
	[CLASS_CBC] = { "CBC", "still covered" },
	[CLASS_EUB] = { "EUB", "no longer code, was not covered" },
	[CLASS_ECB] = { "ECB", "no longer code, was covered" },
	[CLASS_DUB] = { "DUB", "deleted, was not covered" },
	[CLASS_DCB] = { "DCB", "deleted, was covered" },
};
