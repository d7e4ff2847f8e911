// libxlsxwriter: writes Excel workbooks. zlib, which it brings along, reads them again to check them.
#pragma once
#include <xlsxwriter.h>
#include <zlib.h>
