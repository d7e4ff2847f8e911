// libxlsxwriter: writes Excel workbooks.
#pragma once
#include <xlsxwriter.h>
