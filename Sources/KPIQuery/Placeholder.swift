// KPIQuery
